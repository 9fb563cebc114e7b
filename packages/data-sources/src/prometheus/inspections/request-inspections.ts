import { quantileOf, selector } from '../queries.ts';
import { secondsIn } from '../requests/request-family.ts';
import type { RequestMetrics } from '../vocabulary/service-metrics.ts';
import { type Inspection, over } from './inspection.ts';

/** Objectives for requests where a team has none of its own: one in a hundred fails, one in a hundred takes longer than half a second. */
export function requestInspections({ family, matchers, failed, latency, isNative }: RequestMetrics): Inspection[] {
  const all = selector(family.requests, matchers);
  const availability: Inspection[] =
    failed === null || isNative
      ? []
      : [
          {
            title: 'share of requests that fail',
            needs: [],
            value: (_, window) => over(selector(failed.metric, [...matchers, ...failed.matchers]), all, window),
            unit: 'ratio',
            limit: 0.01,
          },
        ];
  if (latency?.told !== 'buckets') return availability;
  const buckets = selector(`${latency.histogram}_bucket`, matchers);
  const scale = secondsIn[latency.unit];
  const slowest: Inspection = {
    title: 'time of the slowest hundredth of requests',
    needs: [],
    value: (_, window) => `${scale} * ${quantileOf(0.99, buckets, Number.parseInt(window, 10))}`,
    unit: 's',
    limit: 0.5,
  };
  return [...availability, slowest];
}
