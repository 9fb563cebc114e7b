import type { MetricSeries } from '@incidentfox/incident';

/** What a report calls each signal. */
const words: Readonly<Record<MetricSeries['signal'], string | null>> = {
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
  custom: null,
};

/** What a quotient of two metrics is of, where a report says it in a word. */
const resources: readonly (readonly [name: RegExp, words: string])[] = [
  [/throttled/, 'CPU throttling'],
  [/memory/, 'memory'],
  [/cpu/, 'CPU'],
  [/connection|pool/, 'connections'],
  [/thread|worker/, 'threads'],
  [/disk|filesystem/, 'disk'],
];

/** The ways in which a report may name a series: with its metric in brackets where its signal alone says too little. */
export function namesOf(series: MetricSeries): string[] {
  const { service, signal, name, peer, side, labels } = series;
  const part = labels.pod ?? labels.instance ?? labels.node;
  const ofCalls = side === 'client' ? ' of its calls' : '';
  const calls = peer === undefined ? ofCalls : ` of calls ${side === 'server' ? 'from' : 'to'} ${peer}`;
  const suffix = `${calls}${part === undefined ? '' : ` on ${part}`}`;
  const plain = words[signal] ?? name;
  const others = Object.entries(labels).filter(([key]) => !['pod', 'instance', 'node'].includes(key));
  const whole = [name, ...others.map(([key, value]) => `${key}=${value}`)].join(', ');
  const resource = name.includes(' / ') ? resources.find(([pattern]) => pattern.test(name))?.[1] : undefined;
  const short = resource === undefined ? [] : [`${plain} (${resource})`];
  return [plain, ...short, `${plain} (${name})`, `${plain} (${whole})`].map((what) => `${service} ${what}${suffix}`);
}
