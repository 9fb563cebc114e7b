import type { Scenario } from './shop/scenario.ts';
import { createLogStore, type LogStore } from './telemetry/log-lines.ts';
import { platformSeries } from './telemetry/platform-series.ts';
import { type SeriesStore, toSeriesStore } from './telemetry/raw-series.ts';
import { edgeSeries, requestSeries } from './telemetry/request-series.ts';
import { createScrapeTimes } from './telemetry/scrape-times.ts';
import { createWorld, type World } from './telemetry/world.ts';

/** What is being played, and the telemetry it leaves behind. */
export interface Performance {
  readonly world: World;
  readonly metrics: SeriesStore;
  readonly logs: LogStore;
}

/** Starts a scenario at a moment (its minute 0). Nothing is computed until somebody asks. */
export function perform(scenario: Scenario, alarmAt: number, now: () => number): Performance {
  const world = createWorld(scenario, alarmAt, now);
  const times = createScrapeTimes(alarmAt, now);
  const series = [...requestSeries(world, times), ...edgeSeries(world, times), ...platformSeries(world, times)];
  return { world, metrics: toSeriesStore(times, series), logs: createLogStore(world) };
}
