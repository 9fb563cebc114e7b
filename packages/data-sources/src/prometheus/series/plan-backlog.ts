import { growthBy, perSecondBy, selector } from '../queries.ts';
import type { Backlog } from '../vocabulary/backlogs.ts';
import type { PickedBacklog } from '../vocabulary/service-metrics.ts';
import { type PlannedSeries, plan } from './planned-series.ts';

/** What a consumer that stands still got done before is still known over this range, in seconds. */
const longRateSeconds = 3_600;

interface Asked {
  readonly matchers: readonly string[];
  /** Whether it is known how much is handled, and so how long one waits. */
  readonly isHandledCounted: boolean;
  readonly windowSeconds: number;
}

/**
 * How long work waits for the service: what waits, divided by what gets done (Little's law). Where nobody counts what gets done, how much
 * waits.
 */
export function planBacklog(picked: PickedBacklog, windowSeconds: number): PlannedSeries {
  const { backlog, isHandledCounted, matchers, always } = picked;
  return planWaiting(backlog, waitingOf(backlog, matchers, always), [], { matchers, isHandledCounted, windowSeconds });
}

/** The same for all consumers at once, told apart by a label. */
export function planBacklogs(backlog: Backlog, label: string, asked: Asked): PlannedSeries {
  return planWaiting(backlog, `sum by (${label}) (${selector(backlog.waiting, asked.matchers)})`, [label], asked);
}

function planWaiting(backlog: Backlog, waiting: string, by: readonly string[], asked: Asked): PlannedSeries {
  if (!asked.isHandledCounted) return plan('queue_length', 'count', backlog.waiting, waiting);
  const handled = selector(backlog.takenBy?.metric ?? backlog.handled ?? backlog.waiting, asked.matchers);
  const rate = backlog.isPlace ? growthBy : perSecondBy;
  const [now, usual] = [asked.windowSeconds, longRateSeconds].map((seconds) => rate(by, handled, seconds));
  return plan('queue_age', 's', backlog.waiting, `${waiting} / (${usual} > ${now} or ${now})`);
}

function waitingOf({ waiting, takenBy }: Backlog, matchers: readonly string[], always: readonly string[]): string {
  if (takenBy === undefined) return `sum by () (${selector(waiting, matchers)})`;
  const { metric, queue } = takenBy;
  const own = `count by (${queue}) (${selector(metric, matchers)})`;
  return `sum by () (max by (${queue}) (${selector(waiting, always)}) and on (${queue}) ${own})`;
}
