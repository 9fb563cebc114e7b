import type { RandomSource } from '../random.ts';

/** When what happens, epoch ms. */
export interface Timeline {
  stepMs: number;
  /** First sample, and how many. */
  from: number;
  count: number;
  /** When the fault begins, or would. */
  onset: number;
  alarmAt: number;
  windowFrom: number;
  to: number;
}

export type SamplePace = 'usual' | 'late alarm' | 'slow';

const minute = 60_000;

/** How much of the past is there, by step. */
const pastMs: Readonly<Record<number, number>> = {
  1000: 11 * minute,
  5000: 35 * minute,
  15000: 70 * minute,
  30000: 100 * minute,
  60000: 150 * minute,
  300000: 720 * minute,
};

/** From the fault's beginning to the alarm, by step: minutes, or seconds where every second counts. */
const leadMs: Readonly<Record<number, readonly [number, number]>> = {
  1000: [20_000, 120_000],
  5000: [minute, 5 * minute],
  15000: [2 * minute, 9 * minute],
  30000: [2 * minute, 11 * minute],
  60000: [3 * minute, 12 * minute],
  300000: [8 * minute, 25 * minute],
};

export function drawTimeline(random: RandomSource, stepMs: number, pace: SamplePace): Timeline {
  const alarmAt = Date.UTC(2026, 2, 1) + random.whole(0, 90 * 24 * 60) * minute;
  const [low, high] = leadMs[stepMs] ?? [minute, minute];
  const late = pace === 'late alarm' ? random.between(10, 30) * minute : 0;
  const lead = pace === 'slow' ? random.between(40, 180) * minute : random.between(low, high) + late;
  const past = (pastMs[stepMs] ?? 0) + (pace === 'slow' ? 120 * minute : 0);
  const after = stepMs <= 5_000 ? random.between(1, 4) * minute : random.between(1, 15) * minute;
  const from = Math.floor((alarmAt - past) / stepMs) * stepMs;
  const to = Math.ceil((alarmAt + Math.max(after, stepMs)) / stepMs) * stepMs;
  return {
    stepMs,
    from,
    to,
    count: (to - from) / stepMs,
    alarmAt,
    onset: Math.round(alarmAt - lead),
    windowFrom: alarmAt - Math.min(30 * minute, past / 2),
  };
}
