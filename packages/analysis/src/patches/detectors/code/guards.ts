import type { Alteration } from '../../alteration.ts';
import { isConfiguration } from '../../parsing/language-of.ts';
import type { DiffLine, ParsedFile } from '../../parsing/parsed-file.ts';
import { alter, type Detector, textOf } from '../detector.ts';

/** Checks for nothing or out of range; the first group is what is checked. */
const guards: readonly RegExp[] = [
  /\bif\s*\(?\s*!?\s*([\w$.[\]()]+?)\s*(?:!==?|===?|==|!=|is not|is)\s*(?:null|nil|None|undefined|NULL)\b/,
  /\b([\w$.]+)\s*(?:!==?|!=)\s*(?:null|nil|undefined)\s*(?:&&|\?)/,
  /(?:&&|\|\||\band\b|\bor\b)\s*([\w$.]+)\s*(?:!==?|===?|==|!=|is not|is)\s*(?:null|nil|None|undefined)\b/,
  /\b(?:if|unless|return if|return unless)\s+!?([\w.@]+)\.(?:nil\?|blank\?|present\?|empty\?)/,
  /\bif\s*\(?\s*!?([\w$.]+)\.(?:isPresent|isEmpty|is_some|HasValue|isNotEmpty|isBlank|Any)\b/,
  /\bif\s+(?:not\s+)?len\(([\w.]+)\)|\bif\s+len\(([\w.]+)\)\s*[<>=!]/,
  /\bif\s*\(?\s*([\w$.]+)\.(?:length|size\(\)|size|count|Count|Length)\s*(?:[<>]|===?|!==?|==)/,
  /\bif\s*\(?\s*\w+\s*(?:<|>=|>|<=)\s*(?:len\()?([\w$.]+?)(?:\.(?:length|size\(\)|size|Length|Count)|\))/,
  /^if\s*\(?\s*!\s*([\w$.]+)\s*\)?\s*(?:\{|return|throw|continue|$)/,
  /^if\s+not\s+([\w.]+)\s*:/,
  /\b(?:string\.IsNullOr\w+|Objects\.isNull|StringUtils\.is(?:Not)?(?:Empty|Blank)|isset|is_null)\(\s*([\w$.]+)/,
  /^if\s+_?,?\s*ok\s*:=\s*([\w.]+)\[/,
  /\b(?:return|next)\s+(?:\w+\s+)?(?:if|unless)\s+(@?\w+)(?:\.nil\?|\.blank\?)?\s*$/,
];
/** Access that once allowed for nothing being there and no longer does: before, after. */
const accesses: readonly (readonly [string, RegExp, RegExp])[] = [
  ['optional access', /([\w$)\]]+)\?\.(?=[\w[(])/g, /\?\.(?=[\w[(])/g],
  ['safe navigation', /([\w)\]]+)&\.(?=\w)/g, /&\.(?=\w)/g],
  [
    'default',
    /\.(?:getOrDefault|orElse\w*|unwrap_or\w*|dig|GetValueOrDefault|FirstOrDefault\w*|SingleOrDefault\w*|firstOrNull|getOrNull|fetch)\(/g,
    /\.(?:getOrDefault|orElse\w*|unwrap_or\w*|dig|GetValueOrDefault|FirstOrDefault\w*|SingleOrDefault\w*|firstOrNull|getOrNull|fetch)\(|\?\?|\?:|\|\|/g,
  ],
  ['default', /\?\?(?!=)|\s\?:\s/g, /\?\?|\?:|\|\||getOrDefault|orElse|\bif\b|\?\s/g],
  ['default of a lookup', /\.get\(\s*["'\w.]+\s*(?:,\s*[^()]+)?\)/g, /\.get\(|\bor\b/g],
];
const unchecked = /!!(?:\.|\[|\(|\)|$|,)|\.unwrap\(\)|\w!\.(?=\w)|\bOptional\w*\.get\(\)/;

/** Checks against null and out of range, and careful access, that went away while the value is still used. */
export const guardsRemoved: Detector = {
  wakesOn: '?. &. ?? !! ?: if null nil none undefined unless fetch get default dig unwrap optional else'.split(' '),
  detect: (file, { removed, added }) => {
    if (isConfiguration(file.language) || file.language === 'sql' || file.isDeleted) return [];
    return [
      ...removed.flatMap((line) => [...checkGone(file, line), ...zeroUnchecked(file, line)].slice(0, 1)).slice(0, 3),
      ...[...pairs(removed)].flatMap((line) => carelessNow(file, line)),
      ...added.flatMap((line) => forced(file, line)),
    ];
  },
};

const pairs = (removed: readonly DiffLine[]): DiffLine[] => removed.filter(({ partner }) => partner !== null);

function checkGone(file: ParsedFile, line: DiffLine): Alteration[] {
  const checked = checkedIn(line.bare);
  if (checked === null || /\berr(?:or)?\b$/i.test(checked) || /\bok$/.test(checked)) return [];
  if (line.partner !== null && checkedIn(line.partner.bare) !== null) return [];
  const now = textOf(line, ['+', ' ']);
  const name = escaped(checked.split('.').at(-1) ?? checked);
  const isChecked = now.split('\n').some((text) => {
    const other = checkedIn(text);
    return other !== null && (other === checked || other.split('.').at(-1) === checked.split('.').at(-1));
  });
  const isUsed = new RegExp(`(?<![\\w$])${name}(?:!?\\.|!?\\[|->|\\(|\\))|\\*${name}\\b`).test(textBelow(line));
  if (isChecked || !isUsed || hasOtherCheck(now, name)) return [];
  return alter(file, { kind: 'guard_removed', what: `check of ${checked}`, line, from: 'checked', to: 'not checked' });
}

const hasOtherCheck = (now: string, name: string): boolean =>
  new RegExp(
    `${name}\\s*\\?\\.|${name}&\\.|(?:requireNonNull|assert\\w*|invariant|checkNotNull|ThrowIfNull\\w*|isNil|IsNil|IsZero|isEmpty|IsEmpty|isNullOrEmpty|hasText|isBlank|isDefined)\\(.*${name}|${name}\\.(?:is\\w+|nil\\?|blank\\?|present\\?|empty\\?)|\\b(?:if|unless|when|match|switch)\\b[^\\n]*\\b${name}\\b|${name}\\s*(?:\\?\\?|\\|\\|)`,
  ).test(now);

/** A check against zero that went away while something is still divided by the value. */
const zero =
  /^(?:if|unless|elif|elsif|return|while)?\b.*?([A-Za-z_$][\w$.]*)(?:\.zero\?|\s*(?:===?|<=|<|>|!==?)\s*0\b)/;

function zeroUnchecked(file: ParsedFile, line: DiffLine): Alteration[] {
  const checked = zero.exec(line.bare)?.[1];
  if (checked === undefined || (line.partner !== null && zero.test(line.partner.bare))) return [];
  const name = escaped(checked);
  const now = textOf(line, ['+', ' ']);
  const isDivisor = new RegExp(`[/%]\\s*(?:\\w+\\()?${name}\\b`).test(now);
  if (
    !isDivisor ||
    new RegExp(`${name}(?:\\.zero\\?|\\s*(?:===?|<=|<|>|!==?)\\s*[01]\\b|\\s*\\|\\|)|[mM]ax\\(.*${name}`).test(now)
  )
    return [];
  return alter(file, { kind: 'guard_removed', what: `check of ${checked}`, line, from: 'checked', to: 'not checked' });
}

function checkedIn(code: string): string | null {
  for (const pattern of guards) {
    const found = pattern.exec(code);
    const name = found?.[1] ?? found?.[2];
    if (name !== undefined && name !== '' && !/^(?:true|false|this|self)$/.test(name))
      return name.replace(/[()[\]]+$/, '');
  }
  return null;
}

/** What stands below the line now: what could trip over a value that is no longer checked. */
function textBelow(line: DiffLine): string {
  let text = '';
  for (const other of line.hunk.lines.slice(line.at + 1))
    if (other.sign !== '-' && !other.isComment) text += `${other.bare}\n`;
  return text + (line.partner?.bare ?? '');
}

const escaped = (text: string): string => text.replace(/[.*+?^${}()|[\]\\@]/g, '\\$&');
const count = (text: string, pattern: RegExp): number => (text.match(pattern) ?? []).length;

function carelessNow(file: ParsedFile, line: DiffLine): Alteration[] {
  const now = line.partner;
  if (now === null) return [];
  for (const [what, old, still] of accesses) {
    const [before, after] = line.code.includes('${') ? [line.code, now.code] : [line.bare, now.bare];
    const was = before.match(old);
    if (was === null || count(before, still) <= count(after, still)) continue;
    if (/lookup/.test(what) && !(file.language === 'python' && /\w\[/.test(now.bare))) continue;
    if (!similarWords(line.bare, now.bare)) continue;
    return alter(file, {
      kind: 'guard_removed',
      what,
      line: now,
      from: (was[0] ?? '').trim(),
      to: 'none',
      weight: 0.9,
    });
  }
  return [];
}

/** Whether the new line still reads the same things. */
function similarWords(a: string, b: string): boolean {
  const words = new Set(a.match(/[A-Za-z_]{2,}/g) ?? []);
  const other = b.match(/[A-Za-z_]{2,}/g) ?? [];
  return other.length > 0 && other.filter((word) => words.has(word)).length >= other.length * 0.6;
}

/** `!!` and `unwrap()` where nothing of the kind stood. */
const forced = (file: ParsedFile, line: DiffLine): Alteration[] =>
  line.partner !== null &&
  ['kotlin', 'rust', 'javascript', 'csharp'].includes(file.language) &&
  unchecked.test(line.bare) &&
  !unchecked.test(line.partner.bare) &&
  !/\?\.|\?:|\?\?/.test(line.partner.bare)
    ? alter(file, {
        kind: 'guard_removed',
        what: 'unchecked access',
        line,
        to: unchecked.exec(line.bare)?.[0] ?? null,
        weight: 0.5,
      })
    : [];
