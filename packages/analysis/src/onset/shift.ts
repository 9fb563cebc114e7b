import type { MetricSeries } from '@incidentfox/incident';

/** How one series behaved in the examined window, compared with its own past. Times are epoch ms. */
export interface Shift {
  series: MetricSeries;
  /** True when the series left its normal range by more than noise does. */
  significant: boolean;
  /** When it left its normal range; for an insignificant shift, when it came closest to leaving. */
  onsetAt: number;
  /**
   * Signed distance from the baseline in units of the series' own spread, so that signals of any unit compare.
   * Compressed above 8 (logarithmically): a value of 12 is clearer than 8, not half as clear again.
   */
  effect: number;
  direction: 'up' | 'down';
  /** Robust centre of the baseline, in the series' unit. */
  baseline: number;
  /** Robust spread of the baseline in the series' unit, floored relative to level and range. */
  spread: number;
  /** Mean over the shifted range, in the series' unit. */
  level: number;
  /** The value farthest from the baseline in the shifted range. */
  peak: number;
  /** 0..1: how far the measurement can be trusted (baseline length, gaps in the window). */
  quality: number;
  /** When it came back to its normal range before the window ended. */
  recoveredAt: number | null;
  /** How far `onsetAt` may be off, ms, where it is more than a step: a slow rise has no clear beginning. */
  onsetToleranceMs?: number;
}
