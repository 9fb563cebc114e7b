import { type MetricSeries, resourceIn, signalWords } from '@incidentfox/incident';

/** The ways in which a report may name a series: with its metric in brackets where its signal alone says too little. */
export function namesOf(series: MetricSeries): string[] {
  const { service, signal, name, peer, side, labels } = series;
  const part = labels.pod ?? labels.instance ?? labels.node;
  const ofCalls = side === 'client' ? ' of its calls' : '';
  const calls = peer === undefined ? ofCalls : ` of calls ${side === 'server' ? 'from' : 'to'} ${peer}`;
  const suffix = `${calls}${part === undefined ? '' : ` on ${part}`}`;
  const plain = signal === 'custom' ? name : signalWords[signal];
  const others = Object.entries(labels).filter(([key]) => !['pod', 'instance', 'node'].includes(key));
  const whole = [name, ...others.map(([key, value]) => `${key}=${value}`)].join(', ');
  const resource = resourceIn(name);
  const short = resource === null ? [] : [`${plain} (${resource})`];
  return [plain, ...short, `${plain} (${name})`, `${plain} (${whole})`].map((what) => `${service} ${what}${suffix}`);
}
