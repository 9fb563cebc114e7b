import type { Alteration } from '../../alteration.ts';
import type { DiffLine, ParsedFile } from '../../parsing/parsed-file.ts';
import { alter, type Detector } from '../detector.ts';

const places: readonly RegExp[] = [
  /\b(?:regexp?\.(?:MustCompile|Compile|MatchString)|re\.(?:compile|match|search|fullmatch|sub|findall)|Pattern\.(?:compile|matches)|new\s+RegExp|new\s+Regex|Regex\.\w+|Regexp\.new|toRegex|preg_\w+|RegExp|\.matches|\.replaceAll)\s*\(\s*(?:\w+,\s*)?[@r]*(["'`])((?:\\.|(?!\1).)+)\1/,
  /(?:[=(,:[]|=~|\breturn|&&|\|\|)\s*(\/)((?:\\.|\[(?:\\.|[^\]])*\]|[^/\\\n[])+)\/[dgimsuvy]*(?:[\s.,;)]|$)/,
  /\b(?:regexp?|pattern|matches)["']?\s*[:=(]\s*(?:@|r)?(["'`])((?:\\.|(?!\1).)+)\1/i,
  /"()((?:\\.|[^"])+)"\.toRegex\(\)/,
  /^(?:location\s+~\*?|rewrite)()\s+(\S+)/,
];
/** A repetition inside a repetition, or the same twice in a row: time grows with the power of the input. A separator
 * that every round must begin or end with keeps the rounds apart. */
const backtracks =
  /\((?:\?:)?(?![-,;:/@_ ]|\\[^wsdWSD])(?:[^()\\]|\\.)*[+*]\??(?:(?:\\.|[^()\\[\]])[?*])*\)[+*]|\(\.\*[^)]*\)\{|(?:\.\*){2,}|\.\*\??(?:[^()[\]|\\]*)\.\*[^()]*\.\*|\((?:\\[wsd]|\.)[+*]\|/;

/** Patterns that match other things, or take too long over some. */
export const regularExpressions: Detector = {
  wakesOn: 'regexp regex re pattern matches replace location rewrite preg /^ /( /[ /\\'.split(' '),
  detect: (file, { added }) => (file.language === 'sql' ? [] : added.flatMap((line) => changed(file, line))),
};

function expressionIn(code: string): string | null {
  for (const place of places) {
    const found = place.exec(code)?.[2];
    if (found !== undefined && /[\\^$.*+?()[\]|{}]/.test(found)) return found;
  }
  return null;
}

function changed(file: ParsedFile, line: DiffLine): Alteration[] {
  const to = expressionIn(line.code);
  if (to === null) return [];
  const from = line.partner === null ? null : expressionIn(line.partner.code);
  if (from === to) return [];
  const isSlow = backtracks.test(to) && (from === null || !backtracks.test(from));
  if (from === null && !isSlow) return [];
  return alter(file, { kind: 'regular_expression', what: 'pattern', line, from, to, direction: isSlow ? 'up' : null });
}
