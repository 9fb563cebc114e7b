import { isConfiguration } from '../parsing/language-of.ts';
import { type DiffLine, enclosing, type ParsedFile } from '../parsing/parsed-file.ts';
import { spaced } from '../parsing/split-words.ts';
import { type Quantity, quantitiesIn, withUnitOf } from './quantity.ts';

/** A named number on a changed line. */
export interface Setting {
  /** Words of its own name: `max open conns`. */
  name: string;
  /** Words of what it stands in, innermost first, where its own name is a common one; else empty. */
  context: string;
  quantity: Quantity;
  line: DiffLine;
}

/** Names that say nothing without what they stand in. */
const commonName =
  /^(?:max|min|size|value|count|default|default value|limit|total|seconds|ms|millis|amount|number|num|n|max size|min size|max idle|initial|initial delay seconds|period seconds|failure threshold|success threshold|interval|memory|cpu|requests?|duration|of (?:seconds|millis|minutes)|from (?:seconds|milliseconds|minutes))$/;

const key = /([\w$.[\]'"@/-]+?)["'\]]*\s*(?::=|=>|\?\?=|\|\|=|[:=])\s*(?:[A-Za-z_.]+\s*=\s*)?["'`]?$/;
/** `name: int = 5` of Python and Kotlin, `name: Duration = 5`. */
const typedKey = /([\w$]+)\s*:\s*[\w.?<>[\]]+\s*=\s*["']?$/;
const tag = /<([\w.-]+)>\s*$/;
const comparison = /([\w$.]+)\s*(?:[<>]=?|==)\s*$/;
const fallback = /([\w$.]+)(?:\[?["'](\w[\w.-]*)["']\]?)?\)?\s*(?:\|\||\?\?|\bor\b|\?:|,)\s*["']?$/;
const flagKey = /--?([A-Za-z][\w.-]*)[= ]\s*["']?$/;
const listedFlag = /["']--?([A-Za-z][\w-]*)["'],\s*["']$/;
const parameter = /[?&;,{$ "']([\w.-]+)[=:]$/;
const directive = /^\s*(?:ENV\s+|ARG\s+|export\s+)?([A-Za-z_][\w.-]*)\s+$/;
/** A call and what stands before the number in it: `getInt("pool.size", `, `WithTimeout(ctx, `. */
const call = /([\w$]+)\(([^()]*)$/;
/** Calls that only carry a number along: the name stands before them. */
const carrier =
  /(?:Duration\.of\w+|TimeSpan\.From\w+|Duration::from_\w+|timedelta|time\.Duration|parseInt|Number|int|Integer\.(?:valueOf|parseInt)|Long\.valueOf|float|String|str|pointer\.Int(?:32|64)|ptr|Int|of\w+)\(\s*(?:\w+\s*=\s*)?["'`]?$/;

/** The named numbers of a line. Numbers inside sentences and in calls that only log have no name. */
export function settingsOf(line: DiffLine, file: ParsedFile): Setting[] {
  const { code } = line;
  if (!/\d|time\./.test(code) || isLogCall.test(line.bare)) return [];
  const found: Setting[] = [];
  for (const { quantity, from } of quantitiesIn(code)) {
    if (insideSentence(code, from)) continue;
    const rawName = nameBefore(code.slice(0, from).replace(carrier, ''), file);
    if (rawName === null) continue;
    const name = spaced(rawName);
    if (name === '') continue;
    const context = commonName.test(name) ? contextOf(line, name, file.path) : '';
    const full = name.startsWith('value') || name.startsWith('default') ? context : name;
    found.push({ name, context, quantity: withUnitOf(full.replaceAll(' ', '_'), quantity), line });
  }
  return found;
}

const isLogCall =
  /\b(?:log|logger|logging|console|slog|zap|fmt|_log|_logger|Log)\.\w+\(|\b(?:println|printf|print|puts|raise|throw|panic|Errorf)\b/;

/** Within a quoted text that has words around the number: a message, not a setting. */
function insideSentence(code: string, at: number): boolean {
  let quote = '';
  let start = 0;
  for (let index = 0; index < at; index += 1) {
    const char = code[index] as string;
    if (quote === '' && (char === '"' || char === '`' || (char === "'" && !/\w/.test(code[index - 1] ?? '')))) {
      quote = char;
      start = index + 1;
    } else if (char === quote) quote = '';
  }
  if (quote === '') return false;
  const close = code.indexOf(quote, at);
  const text = code.slice(start, close < 0 ? code.length : close);
  return (
    /[A-Za-z]{2,} [A-Za-z]{2,}|[A-Za-z]{3,} \d|\d [A-Za-z]{3,}/.test(text) &&
    !/^\S+=\S+( \S+=\S+)*$|^(?:[^;=]+=[^;=]*;?){2,}$/.test(text)
  );
}

function nameBefore(before: string, file: ParsedFile): string | null {
  // Most lines have no such sign, and then nothing needs to be searched from its end.
  const typed = before.includes(':') ? typedKey.exec(before) : null;
  if (typed) return typed[1] ?? null;
  const spacedKey = before.includes(';') ? /;([A-Za-z]+(?: [A-Za-z]+)+)=$/.exec(before) : null;
  if (spacedKey) return spacedKey[1] ?? null;
  const named = key.exec(before) ?? tag.exec(before) ?? parameter.exec(before);
  if (named) return lastOf(named[1] ?? '');
  const option = flagKey.exec(before) ?? listedFlag.exec(before);
  if (option && isConfiguration(file.language)) return option[1] ?? null;
  const inCall = call.exec(before);
  if (inCall) return nameOfCall(inCall[1] ?? '', inCall[2] ?? '');
  const compared = comparison.exec(before) ?? fallback.exec(before);
  if (compared) return compared[2] ?? lastOf(compared[1] ?? '');
  const directed = isConfiguration(file.language) || file.language === 'unknown' ? directive.exec(before) : null;
  return directed?.[1] ?? null;
}

/** `getInt("pool.size", ` is named by its key, `withTimeout(` and `WithTimeout(ctx, ` by itself. */
function nameOfCall(callee: string, args: string): string | null {
  const quoted = /["']([\w.:/-]+)["']\s*,\s*["']?$/.exec(args);
  if (quoted) return `${quoted[1]}`;
  const constant = /\b([A-Z][A-Z\d_]{3,})\s*,\s*$/.exec(args);
  if (constant) return constant[1] ?? null;
  const keyword = /([A-Za-z_]\w*)\s*[=:]\s*$/.exec(args);
  if (keyword) return keyword[1] ?? null;
  // The greater of two numbers is no setting.
  if (args.split(',').length > 4 || /^(?:max|min|Max|Min)$/.test(callee)) return null;
  return callee;
}

/** The last part of a dotted or indexed name, two parts where the last is common: `pool.max`. */
function lastOf(name: string): string {
  const parts = name
    .replace(/["'\]]/g, '')
    .split(/[.[/]/)
    .filter((part) => part !== '' && part !== 'this' && part !== 'self');
  return parts.length > 1 ? parts.slice(-3).join(' ') : (parts[0] ?? '');
}

/** What the line stands in: keys around it, the `name:` beside a `value:`, the function of the hunk. */
function contextOf(line: DiffLine, name: string, path: string): string {
  const around = enclosing(line).map(({ code }) => keyOf(code));
  if (/value|default/.test(name)) around.unshift(nameBeside(line));
  if (around.join('') === '') around.push(sameLine(line.bare), keyOf(line.hunk.heading));
  if (around.join('') === '') around.push(spaced(path.slice(path.lastIndexOf('/') + 1).replace(/\.\w+$/, '')));
  return around.filter((part) => part !== '').join(' ');
}

/** Words before the last brace on the line itself: `new Pool({ max: 50 })`. */
const sameLine = (bare: string): string =>
  spaced(/^(.*?)[({][^({]*$/.exec(bare)?.[1] ?? '')
    .split(' ')
    .slice(-4)
    .join(' ');

function keyOf(code: string): string {
  const text = code.replace(/^- /, '');
  const block = /^(?:resource|variable|module|data)\s+"([\w-]+)"(?:\s+"([\w-]+)")?/.exec(text);
  if (block) return spaced(`${block[1]} ${block[2] ?? ''}`);
  return spaced(text.slice(0, 80)).split(' ').slice(0, 8).join(' ');
}

/** `name: DB_POOL_SIZE` above `value: "5"`, in lists of variables. */
export function nameBeside(line: DiffLine): string {
  const { lines } = line.hunk;
  for (let at = line.at - 1; at >= Math.max(0, line.at - 6); at -= 1) {
    const found = /^-?\s*["']?(?:name|key|parameter(?:_?name)?)["']?\s*[:=]\s*["']?([\w.-]+)/i.exec(
      lines[at]?.text ?? '',
    );
    if (found) return spaced(found[1] ?? '');
  }
  return '';
}
