import type { Alteration } from '../../alteration.ts';
import { isConfiguration } from '../../parsing/language-of.ts';
import type { DiffLine, ParsedFile } from '../../parsing/parsed-file.ts';
import { alter, type Detector, textOf } from '../detector.ts';

/** Ways to survive a failure. Each is looked for on both sides: one that only moved is no loss. */
const handlers: readonly (readonly [string, RegExp])[] = [
  [
    'error handling',
    /\bcatch\s*(?:\(|\{|$)|^(?:\}\s*)?catch\b|^except\b|^rescue\b|\brescue\s+\w|\.catch\(|\bsuppress\(/,
  ],
  ['error check', /\bif\s+(?:[^;]*;\s*)?err\s*!=\s*nil\b/],
  [
    'recovery',
    /\brecover\(\)|\bonErrorResume\w*|\bonErrorReturn\w*|\bexceptionally\(|\brunCatching\b|\bfallback(?:Method|Factory|To)?\b\s*[=:(]|@(?:CircuitBreaker|Retryable|Recover|HystrixCommand)\b|\bcircuitBreaker\.|\bCircuitBreaker\b|\bwithFallback\b/,
  ],
];
const closing =
  /\bdefer\s+\w[\w.]*\.(?:Close|Release|Give|Return|Put|Free|Rollback|Stop|Done|Unlock|Body\.Close)\(|\bdefer\s+cancel\(|\.(?:close|release|Close|Release|Dispose|disconnect|Body\.Close)\(\)|\btry\s*\(\s*(?:final\s+|var\s+)?\w|^using\b\s*(?:\(|var\b)|^await using\b|^with\s+.*\bas\s+\w+\s*:|\.use\s*\{|\bensure\b|\bconnection\.release\b|^\}?\s*finally\b/;
const opening = /\b(?:[oO]pen\w*|[cC]onnect|[aA]cquire|[dD]ial\w*|getConnection|[cC]reateReadStream)\(/;
const exits =
  /\bpanic\(|\blog\.Fatal\w*\(|\bos\.Exit\(|\bSystem\.exit\(|\bprocess\.exit\(|\bsys\.exit\(|\bexit!?\(\s*1|\bEnvironment\.(?:Exit|FailFast)\(|\babort\(\)/;
const swallowed = /,\s*_\s*:?=\s*[\w.]+\(|^_\s*=\s*[\w.]+\(/;

/** Failures that are no longer caught, resources that are no longer given back, exits that are new. */
export const errorHandling: Detector = {
  wakesOn:
    'catch except rescue err recover fallback exceptionally defer close release dispose using with try finally ensure panic fatal exit abort circuit breaker retryable use disconnect cancel rollback suppress unlock'.split(
      ' ',
    ),
  detect: (file, { removed, added }) => {
    if (isConfiguration(file.language) || file.language === 'sql') return [];
    const gone = file.isDeleted
      ? []
      : [...removed.flatMap((line) => uncaught(file, line)), ...removed.flatMap((line) => unclosed(file, line))];
    return [...gone, ...added.flatMap((line) => exitAdded(file, line))];
  },
};

const countIn = (line: DiffLine, sides: readonly ('+' | '-')[], pattern: RegExp): number =>
  line.hunk.lines.filter(
    (other) => sides.includes(other.sign as '+' | '-') && !other.isMoved && pattern.test(other.code),
  ).length;

/** Whether what it guarded is still called: a call of the removed lines that stands on the new side. */
function isStillCalled(line: DiffLine): boolean {
  const now = textOf(line, ['+', ' ']);
  const { lines } = line.hunk;
  for (let at = Math.max(0, line.at - 6); at < Math.min(lines.length, line.at + 3); at += 1) {
    const other = lines[at];
    if (other === undefined || other.sign === '+') continue;
    for (const [, name] of other.bare.matchAll(/\b([A-Za-z_]\w{2,})\s*\(/g)) {
      if (
        name !== undefined &&
        !/^(?:catch|if|for|while|switch|return|try|except|Errorf|Error|Println|error|info|warn|debug|printStackTrace)$/.test(
          name,
        ) &&
        now.includes(`${name}(`)
      )
        return true;
    }
  }
  return false;
}

function uncaught(file: ParsedFile, line: DiffLine): Alteration[] {
  for (const [what, pattern] of handlers) {
    if (!pattern.test(line.bare) || /^(?:import|from|using)\b/.test(line.bare)) continue;
    if (countIn(line, ['-'], pattern) <= countIn(line, ['+'], pattern) || !isStillCalled(line)) return [];
    if (what === 'error check' && /\berr\b/.test(textOf(line, ['+'])) && !swallowed.test(textOf(line, ['+'])))
      return [];
    return alter(file, {
      kind: 'error_handling',
      what,
      line,
      from: 'handled',
      to: 'not handled',
      weight: what === 'recovery' ? 1.2 : 1,
    });
  }
  return [];
}

function unclosed(file: ParsedFile, line: DiffLine): Alteration[] {
  if (!closing.test(line.bare) || /Unlock|Done/.test(line.bare)) return [];
  if (countIn(line, ['-'], closing) <= countIn(line, ['+'], closing)) return [];
  const now = textOf(line, ['+', ' ']);
  const owner =
    /(?:defer\s+)?([\w.]+?)\.(?:Body\.)?(?:close|release|Close|Release|Dispose|disconnect|Rollback|Stop)\(/.exec(
      line.bare,
    )?.[1];
  const stillOpens =
    owner === undefined
      ? isStillCalled(line) ||
        /\b(?:open|connect|acquire|getConnection|Open|new \w+(?:Stream|Connection|Client|Reader|Writer))\w*\(/.test(now)
      : new RegExp(`(?<![\\w])${owner.split('.')[0]}(?![\\w])`).test(now) || opening.test(now);
  if (!stillOpens || closing.test(now)) return [];
  if (/^\}?\s*finally\b|\bensure\b/.test(line.bare)) return [];
  return alter(file, { kind: 'leak', what: 'close', line, from: 'closed', to: 'not closed' });
}

const exitAdded = (file: ParsedFile, line: DiffLine): Alteration[] =>
  exits.test(line.bare) &&
  countIn(line, ['+'], exits) > countIn(line, ['-'], exits) &&
  !/\bmain\b/.test(line.hunk.heading)
    ? alter(file, {
        kind: 'error_handling',
        what: 'exit of the process',
        line,
        to: exits.exec(line.bare)?.[0].replace(/\($/, '') ?? null,
        weight: 0.9,
      })
    : [];
