import type { MetricSeries, Point, Signal, Unit } from '@incidentfox/incident';
import type { DraftChange } from '../changes/draft-change.ts';
import type { Knowledge } from '../knowledge.ts';
import type { Channels } from '../physics/channels.ts';
import type { RandomSource } from '../random.ts';
import type { System } from '../system/component.ts';
import type { Timeline } from '../time/timeline.ts';

/** A story that was played, and what may be seen of it. */
export interface Measured {
  random: RandomSource;
  system: System;
  timeline: Timeline;
  channels: Channels;
  knowledge: Knowledge;
  /** All changes, oldest first, and the one that did it. */
  changes: readonly DraftChange[];
  guilty: DraftChange | null;
}

/** Adds one series of the component at hand. */
export type Add = (signal: Signal, unit: Unit, name: string, points: Point[], more?: Partial<MetricSeries>) => void;
