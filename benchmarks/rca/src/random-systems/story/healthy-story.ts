import type { DraftChange } from '../changes/draft-change.ts';
import type { HealthyStory } from '../faults/families.ts';
import type { FaultScene } from '../faults/scene.ts';
import type { Apply } from '../physics/run.ts';
import { isApp, usualUse } from '../system/component.ts';
import { innocent } from './draw-deploys.ts';

/** What there is to see although nothing is wrong. */
export function playOut(
  story: HealthyStory,
  { random, system, timeline }: Pick<FaultScene, 'random' | 'system' | 'timeline'>,
  size: number,
): { deploys: DraftChange[]; apply: Apply[] } {
  const { alarmAt, onset, windowFrom } = timeline;
  const apps = system.components.filter(isApp);
  if (story === 'deploys') {
    const who = random.some(apps, random.whole(1, 4));
    const at = () => Math.round(random.between(windowFrom, alarmAt));
    return { deploys: who.map((one) => innocent(random, one, at())), apply: [] };
  }
  if (story === 'warm-up') {
    const one = random.pick(apps);
    one.warmsUp = true;
    const at = Math.round(alarmAt - random.between(0.1, 0.9) * (alarmAt - onset));
    return { deploys: [innocent(random, one, at)], apply: [] };
  }
  if (story === 'threshold') return { deploys: [], apply: [] };
  // More than usual, and less than would slow anybody down.
  const room = 0.6 / Math.max(...system.components.map(usualUse)) - 1;
  const more = size * Math.min(random.between(0.2, 0.9), Math.max(0.05, room));
  const apply: Apply = (at, ills) => {
    if (at >= onset) ills.load *= 1 + more;
  };
  return { deploys: [], apply: [apply] };
}
