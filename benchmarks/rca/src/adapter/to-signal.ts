import type { Signal, Unit } from '@incidentfox/incident';

/** What a metric name tells, by the words in it; no name of any system occurs here. */
export interface NamedSignal {
  signal: Signal;
  unit: Unit;
  /** Multiply by this to get to the unit. */
  scale: number;
  side?: 'client' | 'server';
  /** The other end of the call, when the name carries it after a bar: `edge_src_p50_s|checkout`. */
  peer?: string;
}

interface Rule {
  words: RegExp;
  signal: Signal;
  unit: Unit;
}

/** First match wins. Names are split into lower-case words first: `PodServerLatencyP95(s)` -> `pod server latency p95 s`. */
const rules: readonly Rule[] = [
  { words: /\b(avail\w*|success)\b/, signal: 'availability', unit: 'ratio' },
  { words: /\b(err|error|errors|fail\w*|5xx|exceptions?)\b/, signal: 'error_rate', unit: '1/s' },
  { words: /\b(net|network)\b.*\b(ms|us|s|sec\w*|delay|rtt|latency)\b/, signal: 'network', unit: 's' },
  { words: /\b(latency|duration|dur|delay|rt|response|elapsed|edge)\b/, signal: 'latency_mean', unit: 's' },
  { words: /\b(cpu|processor)\b/, signal: 'cpu', unit: '1' },
  { words: /\b(mem|memory|heap|rss)\b/, signal: 'memory', unit: '1' },
  { words: /\b(disk|diskio|fs|io|volume)\b/, signal: 'disk', unit: '1' },
  { words: /\b(restart\w*)\b/, signal: 'restarts', unit: 'count' },
  {
    words: /\b(socket|sockets|connections?|threads?|pool|queue|saturation|backlog)\b/,
    signal: 'saturation',
    unit: '1',
  },
  { words: /\b(receive|transmit|rx|tx|net|network|bytes|packets?)\b/, signal: 'network', unit: 'By/s' },
  {
    words: /\b(req|reqs|requests?|workload|load|ops|rps|qps|throughput|traffic|calls|hits|n|count)\b/,
    signal: 'request_rate',
    unit: '1/s',
  },
];

export function toSignal(metric: string): NamedSignal {
  const [name = metric, peer] = metric.split('|');
  const words = inWords(name);
  const rule = rules.find((one) => one.words.test(words));
  const signal = quantile(rule?.signal ?? 'custom', words);
  const isShare = (signal === 'cpu' || signal === 'memory' || signal === 'disk') && /\b(percent|pct)\b/.test(words);
  const unit = isShare ? 'ratio' : (rule?.unit ?? '1');
  const side = sideOf(words);
  return { signal, unit, scale: scaleOf(unit, words), ...(side && { side }), ...(peer !== undefined && { peer }) };
}

function inWords(name: string): string {
  return name
    .replace(/([a-z])([A-Z])/g, '$1 $2')
    .replace(/([A-Z]+)([A-Z][a-z])/g, '$1 $2')
    .replace(/[^A-Za-z0-9%]+/g, ' ')
    .replace(/%/g, ' percent ')
    .toLowerCase()
    .replace(/\bp (\d+)/g, 'p$1');
}

function quantile(signal: Signal, words: string): Signal {
  if (signal !== 'latency_mean') return signal;
  const found = /\b(?:p|q|latency |duration )?(50|75|90|95|99|999)\b/.exec(words)?.[1];
  if (found === undefined) return /\bmedian\b/.test(words) ? 'latency_p50' : 'latency_mean';
  const share = Number(found);
  if (share <= 75) return 'latency_p50';
  return share <= 95 ? 'latency_p95' : 'latency_p99';
}

function sideOf(words: string): 'client' | 'server' | undefined {
  if (/\b(client|src|source|outbound|upstream)\b/.test(words)) return 'client';
  if (/\b(server|dst|dest|destination|inbound)\b/.test(words)) return 'server';
  return undefined;
}

function scaleOf(unit: Unit, words: string): number {
  if (unit === 'ratio') return /\bpercent\b/.test(words) ? 0.01 : 1;
  if (unit !== 's') return 1;
  if (/\b(us|micros?|microseconds?)\b/.test(words)) return 1e-6;
  if (/\b(ms|millis?|milliseconds?)\b/.test(words)) return 1e-3;
  return 1;
}
