import type { Breakdown, Observations } from '@incidentfox/incident';
import { attribute } from './attribute.ts';
import type { Attribution } from './attribution.ts';
import { breakdownsOfLogs } from './log-breakdowns.ts';

export { attribute } from './attribute.ts';
export type { Attribution } from './attribution.ts';
export { placeOf } from './place-of.ts';

/** Requests counted by their labels, and fields of log lines of services for which nothing was counted. */
export function countedRequests({ breakdowns = [], logs }: Pick<Observations, 'breakdowns' | 'logs'>): Breakdown[] {
  const counted = new Set(breakdowns.map(({ service }) => service));
  return [...breakdowns, ...breakdownsOfLogs(logs, counted)];
}

/** Where exactly services are in trouble: counted requests first, and fields of log lines where none were counted. Strongest first. */
export function whereExactly(observations: Pick<Observations, 'breakdowns' | 'logs'>): Attribution[] {
  return attribute(countedRequests(observations));
}
