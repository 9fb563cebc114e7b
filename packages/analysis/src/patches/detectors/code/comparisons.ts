import type { Alteration } from '../../alteration.ts';
import { isConfiguration } from '../../parsing/language-of.ts';
import type { DiffLine, ParsedFile } from '../../parsing/parsed-file.ts';
import { alter, type Detector } from '../detector.ts';

/** Where a condition is decided; elsewhere the same signs are types, arrows and assignments. */
const deciding =
  /\b(?:if|elif|elsif|unless|while|until|when|return|assert|where|filter|require|check)\b|&&|\|\||\?[^.]|\b(?:and|or)\b|\bWHERE\b/;
const operator =
  /===|!==|==|!=|<=|>=|(?<![-=<])>(?!>)|<(?!<)|&&|\|\||\bis not\b|\bis\b|\bnot\b|\band\b|\bor\b|!(?=[\w(@])|\bunless\b/g;
/** Operators that mean the same in one language or another. */
const same: Readonly<Record<string, string>> = {
  '===': '==',
  '!==': '!=',
  is: '==',
  'is not': '!=',
  and: '&&',
  or: '||',
  not: '!',
  unless: '!',
};
/** An amount added to or taken off one side of a comparison: skew, grace, margin. */
const tolerance =
  /\.(?:Add|plus\w*|minus\w*|Sub|Subtract|Add(?:Seconds|Minutes)|subtract|add)\(-?[\w.]+\)|\s[+-]\s*(?:[A-Za-z_$][\w.$]*|\d[\w.]*)(?=[\s)<>]|$)/;
const comparing = /[<>]=?|\b(?:Before|After|isBefore|isAfter|compareTo|Compare)\b/;

/** Conditions that decide otherwise: another operator, a negation, a tolerance that is gone. */
export const comparisons: Detector = {
  wakesOn:
    '&& || == != <= >= ~< ~> (! ~! if elif elsif unless while until when return assert where filter require and or not is before after compare'.split(
      ' ',
    ),
  detect: (file, { added }) =>
    isConfiguration(file.language) || file.language === 'sql' ? [] : added.flatMap((line) => decided(file, line)),
};

function decided(file: ParsedFile, line: DiffLine): Alteration[] {
  const { partner } = line;
  if (partner === null || (!deciding.test(line.bare) && !deciding.test(partner.bare))) return [];
  const lost = toleranceLost(partner.bare, line.bare);
  if (lost !== null) return alter(file, { kind: 'comparison', what: 'tolerance', line, from: lost, to: 'none' });
  if (restOf(partner.bare) !== restOf(line.bare)) return [];
  const [was, now] = [operatorsOf(partner.bare), operatorsOf(line.bare)];
  if (was.join(' ') === now.join(' ')) return [];
  // Branches that changed places under the opposite condition decide as before.
  if (was.length !== now.length || isInverse(was, now)) {
    if (!isAlone(line)) return [];
  }
  const at = now.findIndex((one, i) => one !== was[i]);
  return alter(file, {
    kind: 'comparison',
    what: 'condition',
    line,
    from: was[at] ?? 'as it was',
    to: now[at] ?? 'inverted',
  });
}

const operatorsOf = (code: string): string[] => (code.match(operator) ?? []).map((one) => same[one] ?? one);

const restOf = (code: string): string =>
  code
    .replace(/\bunless\b/g, 'if')
    .replace(operator, '')
    .replace(/[\s();{}]+/g, '');

const opposites: Readonly<Record<string, string>> = {
  '==': '!=',
  '!=': '==',
  '<': '>=',
  '>=': '<',
  '>': '<=',
  '<=': '>',
};

const isInverse = (was: readonly string[], now: readonly string[]): boolean =>
  was.some((one, at) => opposites[one] === now[at]);

/** Nothing else was changed around it. */
function isAlone(line: DiffLine): boolean {
  const changed = line.hunk.lines.filter(
    ({ sign, text, at }) => sign !== ' ' && text !== '' && Math.abs(at - line.at) <= 12,
  );
  return changed.length <= 2;
}

function toleranceLost(was: string, now: string): string | null {
  if (!comparing.test(was) || !comparing.test(now) || was.length <= now.length) return null;
  const found = tolerance.exec(was)?.[0];
  if (found === undefined) return null;
  return was.replace(found, '').replace(/\s+/g, '') === now.replace(/\s+/g, '') ? found.trim() : null;
}
