import { maxPods, minShareOfSamples } from '../limits.ts';
import type { MatrixSeries } from '../responses.schema.ts';
import type { Part, RangeAnswer } from './range-answer.ts';

/** The sum over all pods as the service's, then pods that lived through the whole span, those with the highest values first. */
export function splitByPod(service: string, { now, earlier }: RangeAnswer): Part[] {
  if (now.length === 0) return [];
  const whole: Part = {
    about: { service, labels: {} },
    now: sumOf(now),
    earlier: earlier.length === 0 ? undefined : sumOf(earlier),
  };
  if (now.length === 1) return [whole];
  const samples = whole.now.values.length;
  const pods = now.filter(
    ({ metric, values }) => metric.pod !== undefined && values.length >= minShareOfSamples * samples,
  );
  const shown = pods.sort((a, b) => highest(b) - highest(a)).slice(0, maxPods);
  return [
    whole,
    ...shown.map((one): Part => ({ about: { service, labels: one.metric }, now: one, earlier: undefined })),
  ];
}

/** Where no pod had a sample there is none; a pod without one counts as nothing. */
function sumOf(pods: readonly MatrixSeries[]): MatrixSeries {
  const sums = new Map<number, number | null>();
  for (const [at, value] of pods.flatMap(({ values }) => values)) {
    const sum = sums.get(at) ?? null;
    sums.set(at, value === null ? sum : (sum ?? 0) + value);
  }
  return { metric: {}, values: [...sums].sort(([a], [b]) => a - b) };
}

const highest = ({ values }: MatrixSeries) => values.reduce((max, [, value]) => Math.max(max, value ?? 0), 0);
