import type { Alteration } from '../../alteration.ts';
import { isConfiguration } from '../../parsing/language-of.ts';
import type { DiffLine, ParsedFile } from '../../parsing/parsed-file.ts';
import { alter, type Detector, textOf } from '../detector.ts';
import { type Rule, volumeRules } from './volume.ts';

const before = ['-', ' '] as const;
const anything = /\w/;

const rules: readonly Rule[] = [
  // Locks and threads.
  {
    kind: 'lock',
    what: 'exclusive lock',
    now: /\.(?:Lock|writeLock|EnterWriteLock|write)\(\)/,
    was: /\.(?:RLock|readLock|EnterReadLock|read)\(\)/,
  },
  {
    kind: 'concurrency',
    what: 'threads',
    now: /newSingleThread\w*|max_workers\s*=\s*1\b|SingleThreaded|limitedParallelism\(1\)/,
    unless: { sides: before, pattern: /newSingleThread|max_workers\s*=\s*1\b/ },
    weight: 1.2,
  },
  { kind: 'blocking_call', what: 'pause', now: /\btime\.sleep\(/, was: /\basyncio\.sleep\(/ },
  {
    kind: 'lock',
    what: 'row lock',
    now: /with_for_update\(|\.lock\(true\)|lockMode/,
    unless: { sides: before, pattern: /with_for_update|lockMode/ },
  },
  // Clients and connections that were kept are made anew each time.
  {
    kind: 'leak',
    what: 'connection kept',
    now: /\bsql\.Open\(|\bnew (?:Pool|HttpClient|MongoClient|RestTemplate|OkHttpClient)\b|\b(?:MongoClient|create_engine|redis\.Redis|psycopg2?\.connect|requests\.Session|aiohttp\.ClientSession|httpx\.(?:Async)?Client)\(/,
    unless: { sides: before, pattern: /\bsql\.Open\(|requests\.Session\(|create_engine\(|MongoClient\(/ },
    weight: 0.8,
  },
  {
    kind: 'leak',
    what: 'timer that is never stopped',
    now: /\btime\.(?:NewTicker|Tick)\(/,
    unless: { sides: ['+', ' '], pattern: /\.Stop\(\)/ },
    weight: 0.8,
  },
  {
    kind: 'leak',
    what: 'endless routine',
    now: /\bgo func\b/,
    unless: { sides: ['+', ' '], pattern: /ctx\.Done|<-\s*(?:done|stop|quit)|wg\.|errgroup|time\.Ticker|NewTicker/ },
    weight: 0.5,
  },
  {
    kind: 'leak',
    what: 'listener that is never removed',
    now: /\.(?:on|addListener|addEventListener|subscribe)\(\s*["'`]/,
    unless: { sides: ['+', '-', ' '], pattern: /\.(?:off|removeListener|removeEventListener|unsubscribe|once)\(/ },
    weight: 0.5,
  },
  {
    kind: 'unbounded_growth',
    what: 'what is kept',
    now: /^_[a-z]\w*\[[^\]]+\]\s*=(?!=)/,
    unless: { sides: before, pattern: /^\s*_[a-z]\w*\[[^\]]+\]\s*=/m },
    weight: 0.8,
  },
  {
    kind: 'leak',
    what: 'handler that is never removed',
    now: /\w\s*\+=\s*(?:async\s*)?(?:\([^)]*\)\s*=>|\w+\s*=>|On[A-Z]\w*;|\w*Handle\w*;|new \w*Handler)/,
    unless: { sides: ['+', '-', ' '], pattern: /-=\s*\w/ },
    weight: 0.8,
  },
  // Calls.
  {
    kind: 'deadline',
    what: 'deadline of a call',
    now: /context\.(?:Background|TODO)\(\)|\bCancellationToken\.None\b/,
    was: /\bctx\b|\bcontext\.With|[cC]ancellationToken\b(?!\.None)|\bct\b/,
    direction: 'up',
  },
  {
    kind: 'call_in_loop',
    what: 'calls one after the other',
    now: /^for\b.*\bawait\b|^for\b.*\{\s*(?:await|yield)\b/,
    weight: 0.9,
  },
  { kind: 'retry', what: 'method of a call', now: /\.(?:post|put)\(/, was: /\.get\(/, weight: 0.6 },
  // Queries.
  {
    kind: 'query',
    what: 'index no longer usable',
    now: /\b(?:LOWER|UPPER|CAST|DATE|TRIM|COALESCE|date_trunc)\s*\(/i,
    unless: { sides: before, pattern: /\b(?:LOWER|UPPER|CAST|DATE|TRIM|COALESCE|date_trunc)\s*\(/i },
  },
  {
    kind: 'query',
    what: 'search from the middle of a text',
    now: /LIKE\s+'%|LIKE\s+["']?%|icontains|__contains/i,
    unless: { sides: before, pattern: /LIKE\s+'%|icontains|__contains/i },
  },
  {
    kind: 'lock',
    what: 'transaction around calls',
    now: /\b(?:transaction\.atomic|db\.transaction|\.transaction\(|BeginTx|@Transactional)/,
    unless: { sides: before, pattern: /transaction|BeginTx/i },
    weight: 0.6,
  },
  // Values.
  {
    kind: 'guard_removed',
    what: 'unchecked value',
    now: /\.unwrap\(\)|\.expect\(/,
    was: /unwrap_or|\?\s*;|\.ok\(\)|match\b/,
  },
  {
    kind: 'guard_removed',
    what: 'division without a check',
    now: /[\w)\]]\s*\/\s*\w+\s*;?\s*$/,
    was: /\bif\b.*\belse\b|\?.*:/,
    weight: 0.9,
  },
  {
    kind: 'guard_removed',
    what: 'bound of a loop',
    now: /<=\s*[\w.]*(?:length|size|count|len)\b/i,
    was: /<\s*[\w.]*(?:length|size|count|len)\b/i,
  },
  {
    kind: 'unit',
    what: 'time zone',
    now: /datetime\.now\(\)|utcnow\(\)|LocalDateTime\.now\(\)|DateTime\.Now\b/,
    was: /timezone\.utc|\bUTC\b|UtcNow|ZoneOffset|Instant/,
    weight: 0.8,
  },
  {
    kind: 'unit',
    what: 'factor of an amount',
    now: anything,
    was: /\*\s*100\b(?!\.)/,
    unless: { sides: ['+'], pattern: /\*\s*100\b|\* 1e2|cents\(/ },
    weight: 0.6,
  },
  {
    kind: 'validation',
    what: 'required claim',
    now: /withAudience|audience\s*[:=(]|withClaim|requiredScope|require_scope/i,
    unless: { sides: before, pattern: /audience|withClaim|scope/i },
  },
  // Consumers.
  {
    kind: 'topic',
    what: 'acknowledgement',
    now: /auto_?ack["']?\s*[:=]\s*true|AutoAck\s*=\s*true|ack_?late["']?\s*[:=]\s*false/i,
    was: /ack/i,
  },
  ...volumeRules,
];

/** Ways to behave otherwise that one changed line tells by itself. */
export const behaviours: Detector = {
  wakesOn:
    '+= context background todo cancellation none values with tag tags counter histogram on handle lock rlock unlock runlock defer writelock thread workers sleep update open pool client connect engine session ticker tick go on listener subscribe await post put lower upper cast date trim coalesce like icontains contains transaction atomic unwrap expect length size count len now utcnow audience claim scope ack autoack compression level log logger labels label if else round seen cached store'.split(
      ' ',
    ),
  detect: (file, { added }) =>
    isConfiguration(file.language) ? [] : added.flatMap((line) => altered(file, line).slice(0, 1)),
};

/** Rules that are known by what the replaced line said: what stands there now may be anything. */
const isAboutBefore = ({ now }: Rule): boolean => now.source === anything.source;
/** Any of the other rules, read with a wider eye: most lines are none's, and one look tells. */
const anyNow = new RegExp(
  rules.flatMap((rule) => (isAboutBefore(rule) ? [] : [`(?:${rule.now.source})`])).join('|'),
  'i',
);
const rulesBefore = rules.filter(isAboutBefore);

function altered(file: ParsedFile, line: DiffLine): Alteration[] {
  if (/^(?:import|from|using|require|package)\b/.test(line.code)) return [];
  const possible = anyNow.test(line.code) ? rules : line.partner === null ? [] : rulesBefore;
  return possible.flatMap(({ kind, what, now, was, unless, isMoreOf, direction, weight }) => {
    const match = now.exec(line.code)?.[0];
    if (match === undefined) return [];
    if (was === undefined && textOf(line, before).includes(match)) return [];
    if (was !== undefined && (line.partner === null || !was.test(line.partner.code))) return [];
    if (was !== undefined && isMoreOf === undefined && was.test(line.code)) return [];
    if (isMoreOf !== undefined && (!was?.test(line.code) || isMoreOf.test(line.partner?.code ?? ''))) return [];
    if (unless?.pattern.test(textOf(line, unless.sides)) === true) return [];
    return alter(file, { kind, what, line, to: 'added', direction: direction ?? null, weight: weight ?? 1 });
  });
}
