import type { Observations } from '@incidentfox/incident';
import { attribute } from './attribute.ts';
import type { Attribution } from './attribution.ts';
import { breakdownsOfLogs } from './log-breakdowns.ts';

export { attribute } from './attribute.ts';
export type { Attribution } from './attribution.ts';
export { placeOf } from './place-of.ts';

/** Where exactly services are in trouble: counted requests first, and fields of log lines where none were counted. Strongest first. */
export function whereExactly({ breakdowns = [], logs }: Pick<Observations, 'breakdowns' | 'logs'>): Attribution[] {
  const counted = new Set(breakdowns.map(({ service }) => service));
  return attribute([...breakdowns, ...breakdownsOfLogs(logs, counted)]);
}
