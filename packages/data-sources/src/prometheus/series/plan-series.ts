import type { ServiceMetrics } from '../vocabulary/service-metrics.ts';
import { planCalls } from './plan-calls.ts';
import { planRequests } from './plan-requests.ts';
import { planResources } from './plan-resources.ts';
import type { PlannedSeries } from './planned-series.ts';

/** Which expressions a service's metrics allow, the most telling first. Error ratio is computed from two rates, so it is not asked for. */
export function planSeries(found: ServiceMetrics, windowSeconds: number): PlannedSeries[] {
  return [
    ...(found.requests === null ? [] : planRequests(found.requests, windowSeconds)),
    ...planResources(found, windowSeconds),
    ...found.calls.flatMap((calls) => planCalls(calls, windowSeconds)),
  ];
}
