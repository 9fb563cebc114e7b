import type { Breakdown, BreakdownMeasure, Dimension } from '@incidentfox/incident';

/** One label with the values that hold the trouble. Values are untrusted. */
export interface AttributedLabel {
  label: string;
  dimension: Dimension;
  values: readonly string[];
  /** Values the label had in the time of trouble. */
  of: number;
}

/** Where exactly a service's failed, slow or additional requests are. */
export interface Attribution {
  service: string;
  measure: BreakdownMeasure;
  /** One, or two that only together hold it. */
  labels: readonly AttributedLabel[];
  /** Share of all failed (slow, additional) requests that is there, 0..1. */
  shareInTrouble: number;
  /** Share that would be there were it spread as the load is, 0..1. */
  shareNormally: number;
  /** `2 of 6 pods`; null when there is nothing to count. */
  ofValues: string | null;
  /** How many times as much as its share of the load. */
  lift: number;
  /** How much of the trouble it explains and how little of the rest it takes, 0..1. */
  strength: number;
  /** In words, with the service's name left out. */
  sentence: string;
  breakdown: Breakdown;
}
