import type { Signal, Unit } from '@incidentfox/incident';

/** What a metric's name and its values tell; no name of any system occurs here. */
export interface NamedMetric {
  signal: Signal;
  unit: Unit;
  /** Multiply by this to get to the unit. */
  scale: number;
  side?: 'client' | 'server';
}

const failing =
  /\b(err|errs|error|errors|fail\w*|[45](xx|\d\d)|exceptions?|cancel\w*|reject\w*|den(ied|ials?)|servfail|nxdomain|timeouts?|timed|unauthori\w*|forbidden|throttl\w*|panics?|crash\w*|drop\w*|dead|dlq|invalid|abort\w*|refus\w*|bad|lost|missing|expired|unavailable)\b/;
const share = /\b(ratio|pct|percent|percentage|share|fraction)\b/;

interface Rule {
  words: RegExp;
  signal: Signal;
  unit: Unit;
}

/** First match wins, after failures and shares of success. Names are split into lower-case words first. */
const rules: readonly Rule[] = [
  { words: /\b(until|expiry|expires|expiration|remaining|notafter)\b/, signal: 'custom', unit: 's' },
  { words: /\b(oom\w*|restarts?|restarted|evictions? pods?)\b/, signal: 'restarts', unit: 'count' },
  { words: /\b(gc|clock|skew|offset)\b/, signal: 'custom', unit: '1' },
  { words: /\b(age|lag|oldest|staleness|delay)\b.*\b(s|sec|seconds|ms|minutes)\b/, signal: 'queue_age', unit: 's' },
  { words: /\b(wait|waiting|acquire|blocked)\b.*\b(s|sec|seconds|ms|millis\w*)\b/, signal: 'saturation', unit: 's' },
  { words: /\b(cpu|processor)\b/, signal: 'cpu', unit: '1' },
  { words: /\b(mem|memory|heap|rss|working set|resident)\b/, signal: 'memory', unit: '1' },
  { words: /\b(latency|duration|dur|elapsed|rtt|response time|took|seconds|ms)\b/, signal: 'latency_mean', unit: 's' },
  { words: /\b(disk|diskio|fs|filesystem|volume|inodes?|iops)\b/, signal: 'disk', unit: '1' },
  {
    words:
      /\b(pool|pools|conn|conns|connections?|threads?|sockets?|queue|queued|backlog|depth|saturation|utili[sz]ation|used|use|inflight|in flight|workers?|waiting|waiters|pending|lag|slots?|semaphore|locks?)\b/,
    signal: 'saturation',
    unit: 'count',
  },
  { words: /\b(receive\w*|transmit\w*|rx|tx|net|network|bytes|packets?|bandwidth)\b/, signal: 'network', unit: 'By/s' },
  {
    words:
      /\b(req|reqs|requests?|rate|rps|qps|tps|ops|per|throughput|traffic|calls|hits|count|total|consumed|processed|messages|events)\b/,
    signal: 'request_rate',
    unit: '1/s',
  },
];

/** @param values the samples, which tell a share from a rate where the name does not */
export function readMetricName(metric: string, values: readonly (number | null)[]): NamedMetric {
  const words = inWords(metric);
  const side = sideOf(words);
  const found = named(words, values);
  return { ...found, ...(side && { side }) };
}

function named(words: string, values: readonly (number | null)[]): Omit<NamedMetric, 'side'> {
  const percent = /\b(pct|percent|percentage)\b/.test(words) ? 0.01 : 1;
  const largest = values.reduce<number>((most, value) => Math.max(most, value ?? 0), 0);
  if (/\b(avail\w*|success\w*)\b/.test(words) && (share.test(words) || /\b(rate|avail\w*)\b/.test(words)))
    return { signal: 'availability', unit: 'ratio', scale: largest > 1.5 ? 0.01 : percent };
  const isTimed = /\b(p\d+|latency|duration)\b/.test(words);
  if (failing.test(words) && !isTimed && !/\b(cpu|oom\w*|crash\w*loop\w*|until)\b/.test(words)) {
    // "Error rate" is said of shares and of rates; a rate stays below one only where nothing goes on.
    const isShare = share.test(words) || (/\brate\b/.test(words) && !/\bper\b/.test(words) && largest <= 1);
    if (isShare) return { signal: 'error_ratio', unit: 'ratio', scale: percent };
    return { signal: 'error_rate', unit: '1/s', scale: rateScale(words) };
  }
  const rule = rules.find((one) => one.words.test(words));
  if (rule === undefined) return { signal: 'custom', unit: share.test(words) ? 'ratio' : '1', scale: percent };
  const isLimit = /\b(limit|max|maximum|capacity|quota|requested)\b/.test(words) && !isTimed;
  const signal = isLimit && rule.signal !== 'custom' ? 'custom' : quantile(rule.signal, words);
  if (share.test(words) && rule.unit !== 's') return { signal, unit: 'ratio', scale: percent };
  const { unit, scale } = unitOf(rule, words);
  return { signal, unit, scale };
}

function unitOf(rule: Rule, words: string): { unit: Unit; scale: number } {
  if (rule.unit === 's') return { unit: 's', scale: secondsScale(words) };
  if (rule.unit === '1/s') return { unit: '1/s', scale: rateScale(words) };
  if (rule.signal === 'memory' || rule.signal === 'disk') {
    const bytes = byteScale(words);
    return bytes === null ? { unit: '1', scale: 1 } : { unit: 'By', scale: bytes };
  }
  if (rule.signal === 'cpu') {
    if (/\b(cores?)\b/.test(words)) return { unit: 'cores', scale: 1 };
    if (/\b(millicores?|millicpu|m)\b/.test(words)) return { unit: 'cores', scale: 1e-3 };
  }
  return { unit: rule.unit, scale: 1 };
}

export function inWords(name: string): string {
  return name
    .replace(/([a-z])([A-Z])/g, '$1 $2')
    .replace(/([A-Z]+)([A-Z][a-z])/g, '$1 $2')
    .replace(/%/g, ' percent ')
    .replace(/[^A-Za-z0-9]+/g, ' ')
    .toLowerCase()
    .trim();
}

function quantile(signal: Signal, words: string): Signal {
  if (signal !== 'latency_mean') return signal;
  const found = /\b(?:p|q)?(50|75|90|95|99|999)\b/.exec(words)?.[1];
  if (found === undefined) return /\bmedian\b/.test(words) ? 'latency_p50' : 'latency_mean';
  const share = Number(found);
  if (share <= 75) return 'latency_p50';
  return share <= 95 ? 'latency_p95' : 'latency_p99';
}

function sideOf(words: string): 'client' | 'server' | undefined {
  if (/\b(client|outbound|upstream|egress|outgoing)\b/.test(words)) return 'client';
  if (/\b(server|inbound|ingress|incoming)\b/.test(words)) return 'server';
  return undefined;
}

function secondsScale(words: string): number {
  if (/\b(us|micros?|microseconds?)\b/.test(words)) return 1e-6;
  if (/\b(ms|millis?|milliseconds?)\b/.test(words)) return 1e-3;
  if (/\b(min|mins|minutes?)\b/.test(words)) return 60;
  if (/\bhours?\b/.test(words)) return 3600;
  return /\bdays?\b/.test(words) ? 86_400 : 1;
}

function rateScale(words: string): number {
  if (/\bper (m|min|minute)\b|\brpm\b/.test(words)) return 1 / 60;
  return /\bper (h|hour)\b/.test(words) ? 1 / 3600 : 1;
}

function byteScale(words: string): number | null {
  if (/\b(kb|kib|kilobytes?)\b/.test(words)) return 2 ** 10;
  if (/\b(mb|mib|megabytes?)\b/.test(words)) return 2 ** 20;
  if (/\b(gb|gib|gigabytes?)\b/.test(words)) return 2 ** 30;
  return /\b(b|bytes?)\b/.test(words) ? 1 : null;
}
