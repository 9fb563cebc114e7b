import type { Story } from '../stories/story.ts';
import { Chance } from './chance.ts';

const MINUTE_MS = 60_000;
/** So long is looked on after something was undone. */
const UNDONE_FOR_MS = 14 * MINUTE_MS;
const steps = [10, 15, 30, 60, 60, 60, 120, 300] as const;

/** When everything in a case happens, epoch ms. */
export interface Clock {
  stepMs: number;
  startAt: number;
  onsetAt: number;
  alarmAt: number;
  endAt: number;
  noise: number;
  /** 0 before the onset, 1 in full trouble. */
  severity(at: number): number;
  /** A moment told as minutes from the onset. */
  at(minutes: number): number;
}

export function clockOf(story: Story, seed: number): Clock {
  const chance = new Chance('clock', story.name, seed);
  const stepMs = chance.pick(steps) * 1000;
  const day = Date.UTC(2026, chance.whole(0, 8), chance.whole(1, 27), chance.whole(6, 19), chance.whole(0, 59));
  const onsetAt = day + chance.whole(0, 59) * 1000;
  const rampMs = (story.rampMinutes ?? 0) * MINUTE_MS;
  const alarmAt = onsetAt + rampMs * 0.6 + Math.max(stepMs, chance.whole(2, 7) * MINUTE_MS);
  const undoneAt = story.undone === undefined ? onsetAt - UNDONE_FOR_MS : onsetAt + story.undone.minutes * MINUTE_MS;
  const earliest = Math.min(0, ...(story.culprit === null ? [] : [story.culprit.minutes]));
  const before = Math.max(chance.whole(60, 100), 40 - earliest) * MINUTE_MS + 4 * stepMs;
  return {
    stepMs,
    startAt: Math.floor((onsetAt - before) / stepMs) * stepMs,
    onsetAt,
    alarmAt: Math.floor(alarmAt / 1000) * 1000,
    endAt: Math.max(alarmAt + chance.whole(3, 12) * MINUTE_MS + 2 * stepMs, undoneAt + UNDONE_FOR_MS + 4 * stepMs),
    noise: chance.between(0.02, 0.12),
    severity: (at) => {
      if (at < onsetAt || (story.undone?.helped === true && at > undoneAt + MINUTE_MS)) return 0;
      return rampMs === 0 ? 1 : Math.min(1, (at - onsetAt) / rampMs);
    },
    at: (minutes) => onsetAt + Math.round((minutes * MINUTE_MS) / 1000) * 1000,
  };
}

/** ISO 8601 in seconds. */
export const iso = (at: number): string => `${new Date(at).toISOString().slice(0, 19)}Z`;
