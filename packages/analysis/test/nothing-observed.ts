import type { Observations } from '@incidentfox/incident';

/** Observations to which a test adds what it is about: a window around the alarm, and nothing in it. */
export const nothingObserved = (at: Pick<Observations, 'window' | 'alarmAt'>): Observations => ({
  ...at,
  affected: [],
  series: [],
  logs: [],
  changes: [],
  changeHistories: [],
  alerts: [],
  infra: [],
  errors: [],
  edges: [],
  gaps: [],
  answered: [],
});
