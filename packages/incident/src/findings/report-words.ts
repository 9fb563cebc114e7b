import type { Signal } from '../telemetry/metric-series.ts';

/*
 * The vocabulary of a report: whoever writes one, and whoever reads one to compare it with what was observed.
 */

/** What a report calls each signal; `custom` ones go by the vendor's name. */
export const signalWords: Readonly<Record<Exclude<Signal, 'custom'>, string>> = {
  request_rate: 'request rate',
  error_rate: 'error rate',
  error_ratio: 'error ratio',
  availability: 'availability',
  latency_p50: 'median latency',
  latency_p95: '95th percentile latency',
  latency_p99: '99th percentile latency',
  latency_mean: 'mean latency',
  cpu: 'CPU',
  memory: 'memory',
  disk: 'disk',
  network: 'network traffic',
  saturation: 'saturation',
  queue_age: 'waiting time in the queue',
  queue_length: 'queue length',
  miss_ratio: 'share of look-ups that miss',
  restarts: 'restarts',
};

const resources: readonly (readonly [name: RegExp, words: string])[] = [
  [/throttled/, 'CPU throttling'],
  [/memory/, 'memory'],
  [/cpu/, 'CPU'],
  [/connection|pool/, 'connections'],
  [/thread|worker/, 'threads'],
  [/disk|filesystem/, 'disk'],
];

/** What a quotient of two of the vendor's metrics is of, in a word: nobody reads `container_memory_working_set_bytes / ...`. */
export const resourceIn = (name: string): string | null =>
  name.includes(' / ') ? (resources.find(([pattern]) => pattern.test(name))?.[1] ?? null) : null;

/** How the first words of a trouble read now, since a moment, and when it is over. The first that fits counts. */
export const tenses: readonly (readonly [now: string, since: string, over: string])[] = [
  ['is ', 'has been ', 'was '],
  ['has run out of ', 'has been out of ', 'had run out of '],
  ['has ', 'has had ', 'had '],
  ['cannot be reached', 'has been unreachable', 'could not be reached'],
  ['cannot be found ', 'has not been found ', 'could not be found '],
  ['cannot ', 'has been unable to ', 'could not '],
  ['no longer has ', 'has not had ', 'no longer had '],
  ['keeps ', 'has kept ', 'kept '],
  ['gets ', 'has been getting ', 'got '],
  ['waits ', 'has been waiting ', 'waited '],
  ['runs ', 'has been running ', 'ran '],
  ['makes ', 'has been making ', 'made '],
  ['throws ', 'has been throwing ', 'threw '],
  ['logs ', 'has been logging ', 'logged '],
  ['returns ', 'has been returning ', 'returned '],
  ['fails ', 'has been failing ', 'failed '],
  ['uses ', 'has been using ', 'used '],
  ['presents ', 'has been presenting ', 'presented '],
  ['lacks ', 'has lacked ', 'lacked '],
];
