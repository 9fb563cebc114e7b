import type { MetricSeries, Point } from '@incidentfox/incident';
import { divide } from '../../answering/error-ratio.ts';
import type { MatrixSeries } from '../responses.schema.ts';
import type { PlannedSeries } from './planned-series.ts';
import { findEarlier, type Part, type RangeAnswer } from './range-answer.ts';
import { busiestCallees, splitByCallee } from './split-by-callee.ts';
import { splitByPod } from './split-by-pod.ts';

/** Normalised series, those of the service itself first; the error ratio is added wherever both rates are there. */
export function toMetricSeries(service: string, answers: readonly RangeAnswer[], stepMs: number): MetricSeries[] {
  const callees = busiestCallees(answers);
  const series = answers.flatMap((answer) =>
    partsOf(service, answer, callees).map((part) => toSeries(part, answer.plan, stepMs)),
  );
  const counters = new Set(answers.filter(({ plan }) => plan.signal === 'error_rate').map(({ plan }) => plan.metric));
  const ratios = series
    .filter(({ signal, name }) => signal === 'request_rate' && counters.has(name))
    .map((requests) => errorRatio(requests, series));
  const all = [...ratios, ...series];
  const isPart = ({ peer, labels }: MetricSeries) => Number(peer !== undefined || labels.pod !== undefined);
  return all.sort((a, b) => isPart(a) - isPart(b));
}

function partsOf(service: string, answer: RangeAnswer, callees: ReadonlySet<string>): Part[] {
  const { plan, now } = answer;
  if (plan.peer !== undefined) return splitByCallee(service, answer, plan.peer, callees);
  if (plan.perPod) return splitByPod(service, answer);
  const earlierOf = findEarlier(answer);
  return now.map((one) => ({ about: { service, labels: one.metric }, now: one, earlier: earlierOf(one) }));
}

function toSeries(
  { about, now, earlier }: Part,
  { signal, metric, unit, scale, rateWindowMs }: PlannedSeries,
  stepMs: number,
): MetricSeries {
  const toPoints = ({ values }: MatrixSeries): Point[] =>
    values.map(([seconds, value]) => [Math.round(seconds * 1000), value === null ? null : value * scale]);
  return {
    ...about,
    signal,
    name: metric,
    unit,
    stepMs,
    ...(rateWindowMs === undefined ? {} : { rateWindowMs }),
    points: toPoints(now),
    ...(earlier === undefined ? {} : { weekEarlier: toPoints(earlier) }),
  };
}

/** What never failed has no series of failures: where requests were counted, that is zero, not unknown. */
function errorRatio(requests: MetricSeries, series: readonly MetricSeries[]): MetricSeries {
  const errors = series.find(
    (one) =>
      one.signal === 'error_rate' &&
      one.name === requests.name &&
      one.service === requests.service &&
      one.peer === requests.peer,
  );
  const { weekEarlier, ...rest } = requests;
  return {
    ...rest,
    signal: 'error_ratio',
    unit: 'ratio',
    points: divide(errors?.points ?? [], requests.points),
    ...(weekEarlier === undefined ? {} : { weekEarlier: divide(errors?.weekEarlier ?? [], weekEarlier) }),
  };
}
