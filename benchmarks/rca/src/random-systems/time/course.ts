import type { RandomSource } from '../random.ts';
import type { Timeline } from './timeline.ts';

/** How strong the trouble is at a moment (epoch ms), 0..1. */
export type Course = (at: number) => number;
export type Shape = 'sudden' | 'ramp' | 'flapping' | 'recovered';

/** A course that begins at the timeline's onset. */
export function drawCourse(random: RandomSource, { onset, alarmAt, stepMs }: Timeline, shape: Shape): Course {
  const lead = alarmAt - onset;
  const rise = Math.min(60_000, 0.3 * lead);
  const sudden: Course = (at) => (at < onset ? 0 : Math.min(1, 0.4 + (0.6 * (at - onset)) / rise));
  if (shape === 'ramp') return (at) => (at < onset ? 0 : Math.min(1.15, (at - onset) / lead));
  if (shape === 'flapping') {
    const period = Math.max(5 * stepMs, lead * random.between(0.2, 0.5));
    return (at) => (at >= onset && ((at - onset) / period) % 1 < 0.6 ? 1 : 0);
  }
  if (shape === 'recovered') {
    const end = onset + lead * random.between(0.6, 0.95);
    return (at) => (at < end ? sudden(at) : 0);
  }
  return sudden;
}
