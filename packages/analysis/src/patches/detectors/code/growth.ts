import type { Alteration } from '../../alteration.ts';
import { isConfiguration } from '../../parsing/language-of.ts';
import type { DiffLine, ParsedFile } from '../../parsing/parsed-file.ts';
import { alter, type Detector, textOf } from '../detector.ts';

/** A collection that lives as long as the process: declared at the left margin, static, or a class variable. */
const global: readonly RegExp[] = [
  /^(?:var|let|const|export const|export let)\s+([\w$]+)(?:\s*:\s*[^=]+)?\s*=\s*(?:new (?:Map|Set|Array)\b(?!.*max)|\[\]|\{\}|make\((?:map|\[\])|map\[[^\]]+\][^{]*\{\}|\[\][\w.*]+\{\}|Object\.create\(null\))/,
  /^var\s+([\w$]+)\s+(?:=\s*)?(?:map\[|\[\]|sync\.Map)/,
  /^_?([A-Za-z_]\w*)(?:\s*:\s*[\w[\], ]+)?\s*=\s*(?:\{\}|\[\]|dict\(\)|list\(\)|set\(\)|defaultdict\(\w*\))$/,
  /\bstatic\b.*?\b(?:Map|List|Set|HashMap|ConcurrentHashMap|ConcurrentMap|ArrayList|Dictionary|ConcurrentDictionary|ConcurrentBag|HashSet|Queue|ConcurrentLinkedQueue|Collection|LinkedList)\b(?:<.*>)?\s+(\w+)\s*=/,
  /^@@?(\w+)\s*(?:\|\|)?=\s*(?:\{\}|\[\]|Hash\.new|Set\.new|Concurrent::Map\.new)/,
  /^(?:private )?val\s+(\w+)\s*=\s*(?:mutable(?:Map|List|Set)Of|ConcurrentHashMap|HashMap|ArrayList)/,
  /^([A-Z][A-Z_\d]+)\s*=\s*(?:\{\}|\[\]|Hash\.new|Set\.new)/,
];
const grows = (name: string): RegExp =>
  new RegExp(
    String.raw`(?:@@?|self\.|cls\.|this\.|\b)${name}(?:\.(?:put|add|push|append|set|Add|TryAdd|offer|Enqueue|Store|computeIfAbsent|putIfAbsent|setdefault|merge|GetOrAdd|getOrPut)\(|\[[^\]]+\]\s*(?:\|\|)?=(?!=)|\s*=\s*append\(|\s*<<|\[[^\]]+\]\s*(?:<<|\.push|\.append|\.add))`,
  );
const shrinks = (name: string): RegExp =>
  new RegExp(
    String.raw`\b${name}\.(?:remove\w*|delete|clear|pop\w*|shift|evict\w*|Remove\w*|TryRemove|Clear|poll|splice|discard|Delete|TryDequeue|Dequeue|delete_if|shift)\b|delete\(?\s*\b${name}\b|\bdel\s+${name}\b|\b${name}\s*=\s*(?:\[\]|\{\}|nil|${name}\[)|\blen\(${name}\)|\b${name}\.(?:size|length|Count)\b`,
  );
const evictor =
  /\b(?:maximumSize|max_?size|maxSize|maxEntries|expireAfter\w*|expire_after|removeEldestEntry|evict\w*|SizeLimit|LRUCache|LruCache|NewLRU)\b/;
const boundless =
  /LinkedBlockingQueue<?[^(]*\(\)|newCachedThreadPool\(|CreateUnbounded|Channel\.UNLIMITED|\bqueue\.Queue\(\)|\bSimpleQueue\(|unbounded_channel\(|\bdeque\(\)/;
const unboundedNow = /maxsize\s*=\s*None|max_?size["']?\s*[:=]\s*(?:None|Infinity|-1|0|null)\b/i;
const release =
  /\b(?:removeEventListener|removeListener|clearInterval|unsubscribe|\.off|\.dispose|Dispose|unregister\w*|deregister\w*|ticker\.Stop|\.evict\w*|delete)\b\s*\(/;

/** Collections that only grow, and bounds that went away. */
export const growth: Detector = {
  wakesOn:
    'queue channel pool blocking linked unbounded deque map set array list dict defaultdict hash append push add put static var let const mutable maximum maxsize size expire evict sizelimit lrucache lru remove clear unsubscribe listener interval dispose ticker delete unregister deregister maximumsize eldest store max cache seen registry'.split(
      ' ',
    ),
  detect: (file, { removed, added }) => {
    if (isConfiguration(file.language) || file.language === 'sql') return [];
    return [
      ...added.flatMap((line) => newCollection(file, line, added)),
      ...added.flatMap((line) => unbounded(file, line)),
      ...removed.flatMap((line) => bound(file, line)).slice(0, 1),
    ];
  },
};

function newCollection(file: ParsedFile, line: DiffLine, added: readonly DiffLine[]): Alteration[] {
  const name = nameOfGlobal(line, file);
  if (name === null) return [];
  const growing = added.find((other) => other !== line && grows(name).test(other.code) && isInFunction(other));
  if (growing === undefined) return [];
  const after = file.hunks
    .map(({ lines }) =>
      lines
        .filter(({ sign }) => sign !== '-')
        .map(({ text }) => text)
        .join('\n'),
    )
    .join('\n');
  if (shrinks(name).test(after) || evictor.test(line.code)) return [];
  return alter(file, { kind: 'unbounded_growth', what: `${name} only grows`, line: growing, weight: 0.9 });
}

/** At the margin only what runs once runs; what grows while serving stands in a function. */
const isInFunction = (line: DiffLine): boolean => line.indent > 0;

/** Only these can be global, and few lines are. */
const couldBeGlobal = (line: DiffLine): boolean => line.indent === 0 || /^@@|\bstatic\b/.test(line.text);

function nameOfGlobal(line: DiffLine, file: ParsedFile): string | null {
  if (!couldBeGlobal(line)) return null;
  for (const pattern of global) {
    const name = pattern.exec(line.code)?.[1];
    if (name === undefined) continue;
    const isStatic = /\bstatic\b|^@@?/.test(line.code) || (file.language === 'ruby' && /^[A-Z]/.test(line.code));
    return isStatic || line.indent === 0 ? (line.code.startsWith('_') ? `_${name.replace(/^_/, '')}` : name) : null;
  }
  return null;
}

const unbounded = (file: ParsedFile, line: DiffLine): Alteration[] =>
  line.partner !== null &&
  ((unboundedNow.test(line.code) && !unboundedNow.test(line.partner.code)) ||
    (boundless.test(line.code) && !boundless.test(line.partner.code)))
    ? alter(file, {
        kind: 'unbounded_growth',
        what: boundless.test(line.code) ? 'bound of a queue' : 'bound of a cache',
        line,
        from: /(?:max_?size)["']?\s*[:=]\s*(\w+)/i.exec(line.partner.code)?.[1] ?? null,
        to: 'none',
      })
    : [];

function bound(file: ParsedFile, line: DiffLine): Alteration[] {
  if (file.isDeleted) return [];
  const isBound = evictor.test(line.bare) && /cache|Cache|LRU|Lru|map|Map|removeEldest/.test(textOf(line, ['-', ' ']));
  if (isBound && !evictor.test(textOf(line, ['+', ' ']))) {
    return alter(file, { kind: 'unbounded_growth', what: 'bound of a cache', line, from: 'bounded', to: 'unbounded' });
  }
  const name = release.exec(line.bare)?.[0];
  if (name === undefined || /^delete/.test(name)) return [];
  const now = textOf(line, ['+', ' ']);
  if (now.includes(name.replace(/\s*\($/, ''))) return [];
  const isHalf = /addEventListener|addListener|setInterval|subscribe|\.on\(|NewTicker|register/.test(now);
  return isHalf
    ? alter(file, { kind: 'leak', what: 'release', line, from: 'released', to: 'not released', weight: 0.8 })
    : [];
}
