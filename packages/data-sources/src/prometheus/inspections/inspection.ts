import type { Unit } from '@incidentfox/incident';

/** A selector of one metric of the service, with further matchers. */
export type Select = (metric: string, ...more: string[]) => string;

/** What is looked at in every service that has the metrics: one number, and from where on it is too much. */
export interface Inspection {
  /** In words, as it is told: `replication lag`. Rows of one title are alternatives: the first whose metrics are there is used. */
  readonly title: string;
  /** Metrics that must all be there. */
  readonly needs: readonly string[];
  /** PromQL that gives one value, in `unit`. `window` is a range of rates: `300s`. */
  readonly value: (of: Select, window: string) => string;
  readonly unit: Unit;
  /** Too much is above it, or below it where less is worse. */
  readonly limit: number;
  readonly isLow?: true;
  /** The value is a level from which the growth an hour is computed here, as a share of the level; drops are ignored. */
  readonly isGrowth?: true;
}

export const total = (of: string, window: string): string => `sum(rate(${of}[${window}]))`;
export const over = (part: string, whole: string, window: string): string =>
  `${total(part, window)} / (${total(whole, window)} > 0)`;
