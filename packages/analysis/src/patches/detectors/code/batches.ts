import type { Alteration } from '../../alteration.ts';
import { isConfiguration } from '../../parsing/language-of.ts';
import { type DiffLine, enclosing, type ParsedFile } from '../../parsing/parsed-file.ts';
import { alter, type Detector, textOf } from '../detector.ts';
import { remoteCallIn } from './remote-call.ts';

/** Calls that take many at once. */
const many =
  /([\w$.]*)\b\w*(?:Batch|Bulk|Many|Multi|batch|bulk|_many|_all|_multi|All|mget|mset|MGet|MSet|pipelined?|executemany)\w*\s*\(/;
const loop = /^(?:\}\s*)?(?:for|foreach|while)\b|\.(?:forEach|each|map|ForEach|Select)\s*[({]|\bdo\s*\|/;
const call = /([\w$.]*?)\.?([A-Za-z_]\w*)\s*\(/g;

/** What bounds how much runs side by side. */
const bound =
  /\bSetLimit\(|\bp-?[lL]imit\b|\b[sS]emaphore\w*\b|\bMaxDegreeOfParallelism\b|\bmax_?[cC]oncurrency\b|\bBoundedSemaphore\b|\blimitedParallelism\(|\bPromise\.map\(.*concurrency|\bpMap\(|\b(?:rate\.)?NewLimiter\(|\bRateLimiter\b|\bthrottle\(|\bBulkhead\b/;

/** Batches that became single calls, and bounds of what runs at once that went away. */
export const batches: Detector = {
  wakesOn:
    'batch bulk many multi all mget mset pipeline pipelined executemany limit semaphore parallelism concurrency limiter throttle bulkhead map chunk rate bounded'.split(
      ' ',
    ),
  detect: (file, { removed }) =>
    isConfiguration(file.language) || file.language === 'sql' || file.isDeleted
      ? []
      : [
          ...removed.flatMap((line) => oneByOne(file, line)).slice(0, 1),
          ...removed.flatMap((line) => unbounded(file, line)).slice(0, 1),
        ],
};

function oneByOne(file: ParsedFile, line: DiffLine): Alteration[] {
  const match = many.exec(line.bare);
  if (match === null || many.test(textOf(line, ['+']))) return [];
  const receiver = (match[1] ?? '').replace(/\.$/, '');
  for (const other of line.hunk.lines) {
    if (other.sign !== '+' || other.isComment || other.isMoved || !isInLoop(other)) continue;
    const kind = remoteCallIn(other.bare, other.literals);
    const isSameReceiver = receiver !== '' && [...other.bare.matchAll(call)].some(([, on]) => on === receiver);
    if (kind === null && !isSameReceiver) continue;
    const inLoop = kind === 'query' && !isSameReceiver ? 'query_in_loop' : 'call_in_loop';
    return alter(file, { kind: inLoop, what: 'batch', line: other, from: 'many at once', to: 'one after the other' });
  }
  return [];
}

const isInLoop = (line: DiffLine): boolean =>
  loop.test(line.bare) || enclosing(line, 3).some(({ bare }) => loop.test(bare));

function unbounded(file: ParsedFile, line: DiffLine): Alteration[] {
  if (!bound.test(line.bare) || /^(?:import|from|using|const \{|require)\b/.test(line.bare)) return [];
  if (bound.test(textOf(line, ['+', ' '])) || !/\w\(/.test(textOf(line, ['+', ' ']))) return [];
  return alter(file, {
    kind: 'concurrency',
    what: 'bound of what runs at once',
    line,
    from: 'bounded',
    to: 'unbounded',
  });
}
