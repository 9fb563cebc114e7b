/** What the parts of a metric's name or the words of its help tell of it, and how much that matters to somebody who looks for trouble. */
export interface Meaning {
  readonly what: string;
  /** In the name: between underscores or dots. */
  readonly parts: RegExp;
  /** In the help text. */
  readonly words?: RegExp;
  readonly weight: number;
}

const parts = (one: string) => new RegExp(`(?:^|[_.:])(?:${one})(?:[_.:]|$)`, 'i');

/** Most telling first; the first that fits counts. */
export const meanings: readonly Meaning[] = [
  {
    what: 'failures',
    parts: parts('errors?|failed|failures?|exceptions?|aborted|panics?|faults?'),
    words: /\b(?:fail|error|exception)/i,
    weight: 5,
  },
  {
    what: 'throttling',
    parts: parts('throttl\\w*|rate_?limited|backpressure'),
    words: /throttl|back.?pressure/i,
    weight: 5,
  },
  { what: 'evictions', parts: parts('evict\\w*|expired|shed\\w*'), words: /\bevict/i, weight: 5 },
  {
    what: 'refusals',
    parts: parts('reject\\w*|refused|dropped|discarded|denied|overflow\\w*'),
    words: /\b(?:reject|refus|drop|discard|deni)/i,
    weight: 5,
  },
  { what: 'timeouts', parts: parts('time_?outs?|timed_?out|deadline\\w*'), words: /\btime(?:d)?.?out/i, weight: 5 },
  {
    what: 'locks',
    parts: parts('locks?|locked|deadlocks?|contention|mutex|latch\\w*|blocked|blocking'),
    words: /\b(?:lock|deadlock|contention|blocked)/i,
    weight: 4,
  },
  {
    what: 'replication',
    parts: parts('replica\\w*|replication|standby|follower\\w*|slave|behind|wal'),
    words: /\breplica/i,
    weight: 4,
  },
  {
    what: 'lag',
    parts: parts('lag|delay|delayed|staleness|stale|age|oldest'),
    words: /\b(?:lag|delay|behind|stale)/i,
    weight: 4,
  },
  {
    what: 'queues',
    parts: parts('queues?|queued|backlog|pending|waiting|waiters|unacked|outstanding'),
    words: /\b(?:queue|backlog|waiting|pending)/i,
    weight: 4,
  },
  {
    what: 'retries',
    parts: parts('retr(?:y|ies|ied|ansmits?)|reconnect\\w*|restarts?|resets?'),
    words: /\bretr(?:y|ies|ied)\b/i,
    weight: 4,
  },
  {
    what: 'waiting',
    parts: parts('wait|waits|stall\\w*|pressure|starv\\w*|saturation|utilization|utilisation'),
    words: /\b(?:stall|saturat|utili[sz]ation)/i,
    weight: 4,
  },
  {
    what: 'pools',
    parts: parts('pools?|connections?|conns?|threads?|workers?|in_?use|in_?flight|active|idle|busy|slots?'),
    words: /\b(?:pool|in.?flight|connections?)\b/i,
    weight: 3,
  },
  { what: 'garbage collection', parts: parts('gc|garbage|pause\\w*|heap|safepoint\\w*'), words: /garbage/i, weight: 3 },
  { what: 'caches', parts: parts('miss|misses|hits?|cache\\w*'), words: /\bcache/i, weight: 3 },
  { what: 'durations', parts: parts('duration|latency|seconds|milliseconds|ms'), weight: 2 },
  { what: 'storage', parts: parts('disk|bytes|size|free|used|usage|memory'), weight: 2 },
];

/** What nobody learns anything from: what describes the build, the scrape or the library itself, and what is known by other means. */
export const meaningless =
  /^(?:up|scrape_\w+|ALERTS\w*|kube_\w+|container_\w+|kubelet_\w+|promhttp_\w+|prometheus_\w+|target_info|python_info|go_info|traces_\w+|istio_\w+)$|_(?:info|created|bucket)$|(?:^|_)(?:build|version|start_time|timestamp|uptime|last_scrape)(?:_|$)/;

/** Weight of what has no meaning that is known. */
const unknownWeight = 1;

export function meaningOf(name: string, help: string): { what: string | null; weight: number } {
  const found =
    meanings.find((one) => one.parts.test(name)) ?? meanings.find(({ words }) => words?.test(help) ?? false) ?? null;
  return { what: found?.what ?? null, weight: found?.weight ?? unknownWeight };
}
