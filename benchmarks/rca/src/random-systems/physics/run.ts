import type { RandomSource } from '../random.ts';
import { isApp, type System } from '../system/component.ts';
import type { Timeline } from '../time/timeline.ts';
import { Channels } from './channels.ts';
import { Ills } from './ills.ts';
import { Moment } from './moment.ts';
import { propagate } from './propagate.ts';

/** Writes what is wrong at a moment (epoch ms). */
export type Apply = (at: number, ills: Ills) => void;

const DAY_MS = 86_400_000;

/** Plays the whole timeline: the day's load, chance, and everything that is wrong. */
export function run(system: System, timeline: Timeline, apply: readonly Apply[], random: RandomSource): Channels {
  const channels = new Channels(system, timeline.count);
  const [moment, ills] = [new Moment(system), new Ills(system)];
  const peakAt = random.next() * DAY_MS;
  const swing = random.between(0.05, 0.35);
  const keep = Math.exp(-timeline.stepMs / 600_000);
  const wander = system.components.map(() => 0);
  let drift = 0;
  for (let step = 0; step < timeline.count; step += 1) {
    const at = timeline.from + step * timeline.stepMs;
    ills.reset();
    for (const one of apply) one(at, ills);
    drift = keep * drift + Math.sqrt(1 - keep * keep) * random.normal();
    for (const component of system.components) {
      const i = component.index;
      wander[i] = keep * (wander[i] ?? 0) + Math.sqrt(1 - keep * keep) * random.normal();
      ills.of(i).slowdown *= Math.exp(0.05 * (wander[i] ?? 0));
      // A job runs when it is its time; else it hardly asks.
      if (isApp(component) && component.isQuiet) ills.of(i).slowdown *= random.happens(0.05) ? 2 : 1;
    }
    const day = 1 + swing * Math.cos((2 * Math.PI * (at - peakAt)) / DAY_MS);
    propagate(system, system.load * day * Math.exp(0.06 * drift), moment, ills);
    channels.record(step, moment, ills);
  }
  return channels;
}
