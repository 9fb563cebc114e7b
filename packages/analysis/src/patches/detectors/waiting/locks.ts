import type { Alteration, AlterationKind } from '../../alteration.ts';
import { isConfiguration } from '../../parsing/language-of.ts';
import type { DiffLine, ParsedFile } from '../../parsing/parsed-file.ts';
import { alter, type Detector, textOf } from '../detector.ts';

const taken =
  /\bsynchronized\b|\b\w*(?:[lL]ock|[mM]utex|mu)\w*\.(?:lock|Lock|RLock|acquire|tryLock|writeLock|withLock|synchronize|WaitAsync|Wait|EnterWriteLock|runExclusive)\b|\bwithLock\b|\block\s*\(\s*\w+\s*\)|^(?:async )?with\s+[\w.]*_?lock\w*\s*:|\bMonitor\.Enter\(|\bwith_lock\b|\b(?:redlock|distributed_?lock|advisory_?lock|pg_advisory\w*)\b|\.lock!/i;
const rowLock =
  /\bFOR\s+UPDATE\b|\bselect_for_update\(|PESSIMISTIC_WRITE|\.lock\(["'](?:FOR UPDATE|pessimistic)|\bLOCK\s+TABLE\b|\bSERIALIZABLE\b|\bclause\.Locking\b/i;
const freed = /\.(?:unlock|Unlock|RUnlock|release|ReleaseMutex|Release)\(\)?/;
const blocking: readonly (readonly [string, RegExp])[] = [
  [
    'pause',
    /\b(?:Thread\.sleep|time\.Sleep|time\.sleep|TimeUnit\.\w+\.sleep|Task\.Delay|usleep|asyncio\.sleep)\(|(?<![.\w])sleep[\s(]\s*[\d(]/,
  ],
  [
    'synchronous call',
    /\b(?:readFileSync|writeFileSync|execSync|spawnSync|existsSync|pbkdf2Sync|scryptSync|gzipSync|bcrypt\.hashSync|hashSync|compareSync)\(|\.GetAwaiter\(\)\.GetResult\(\)|\w\)\.Result\b|\.Wait\(\)|\.block\(\)|\.join\(\)|\brunBlocking\b|\.toFuture\(\)\.get\(\)|\bFuture\w*\.get\(\)|\basync_to_sync\(|\.sync\(\)/,
  ],
];
const parallel =
  /\bPromise\.all(?:Settled)?\(|\basyncio\.gather\(|\bgo\s+(?:func\b|\w+[.(])|\berrgroup\b|\.parallelStream\(|\bCompletableFuture\.(?:supply|run)Async|\bTask\.WhenAll\(|\bTask\.Run\(|@Async\b|\b\w*(?:executor|Executor|pool)\.(?:submit|execute|map)\(|\bParallel\.For\w*|\bperform_(?:later|async)\b|\.delay\(|\bawaitAll\(|\blaunch\s*\{|\basync\s*\{|\bThread\.new\b|\bWorkerPool\b/;
const wait = /\bperform_now\b|\.perform\(|\bperform_inline\b/;

/** Locks, waits and work that is no longer done side by side. */
export const locks: Detector = {
  wakesOn:
    'synchronized lock mutex mu locking update pessimistic serializable sleep delay sync result wait block join blocking promise gather go errgroup async task executor submit parallel thread later launch redlock advisory monitor unlock runlock release awaiter usleep perform completable pool trylock rlock'.split(
      ' ',
    ),
  detect: (file, { removed, added }) => {
    if (isConfiguration(file.language)) return [];
    return [
      ...added.flatMap((line) => lockTaken(file, line)),
      ...(file.isDeleted ? [] : removed.flatMap((line) => lockDropped(file, line))),
    ];
  },
};

const has = (line: DiffLine, sides: readonly ('+' | '-' | ' ')[], pattern: RegExp): boolean =>
  textOf(line, sides)
    .split('\n')
    .some((text) => pattern.test(text));

function lockTaken(file: ParsedFile, line: DiffLine): Alteration[] {
  const found = (kind: AlterationKind, what: string, weight = 1): Alteration[] =>
    alter(file, { kind, what, line, to: 'added', weight });
  if (/^(?:import|from|using)\b/.test(line.bare)) return [];
  if (rowLock.test(line.code) && !has(line, ['-'], rowLock)) return found('lock', 'row lock', 1.15);
  if (taken.test(line.bare) && !has(line, ['-'], taken)) return found('lock', 'lock', 0.9);
  for (const [what, pattern] of blocking) {
    if (!pattern.test(line.bare) || has(line, ['-'], pattern)) continue;
    if (/backoff|retry|attempt/i.test(line.code)) return [];
    return found('blocking_call', what, /\bjoin\(\)/.test(line.bare) && file.language !== 'java' ? 0 : 1).filter(
      ({ strength }) => strength > 0,
    );
  }
  return wait.test(line.bare) && line.partner !== null && parallel.test(line.partner.bare)
    ? found('blocking_call', 'job done at once')
    : [];
}

function lockDropped(file: ParsedFile, line: DiffLine): Alteration[] {
  if (/^(?:import|from|using)\b/.test(line.bare)) return [];
  const now = textOf(line, ['+', ' ']);
  if (freed.test(line.bare) && !freed.test(now) && taken.test(now)) {
    return alter(file, { kind: 'lock', what: 'release of a lock', line, from: 'released', to: 'held', weight: 1.3 });
  }
  const isLock =
    taken.test(line.bare) && !has(line, ['+', ' '], taken) && !freed.test(now) && /\w\(/.test(textOf(line, ['+', ' ']));
  if (isLock)
    return alter(file, { kind: 'concurrency', what: 'lock', line, from: 'locked', to: 'not locked', weight: 0.9 });
  const isSerial = parallel.test(line.bare) && !has(line, ['+', ' '], parallel) && sameCalls(line);
  return isSerial
    ? alter(file, {
        kind: 'concurrency',
        what: 'work side by side',
        line,
        from: 'concurrent',
        to: 'one after the other',
      })
    : [];
}

const noWork =
  /^(?:all|allSettled|gather|submit|execute|map|supplyAsync|runAsync|func|WhenAll|Run|async|if|for|await|launch|defer|Add|Done|Wait)$/;

/** Whether the work of the removed lines is still done. */
function sameCalls(line: DiffLine): boolean {
  const now = textOf(line, ['+']);
  const was = textOf(line, ['-']);
  for (const [, name] of was.matchAll(/\b(\w{3,})\s*\(/g))
    if (name !== undefined && !noWork.test(name) && now.includes(`${name}(`)) return true;
  return false;
}
