import { type DraftChange, deployOf } from '../changes/draft-change.ts';
import { drawIdentifier, drawPatch } from '../changes/patches.ts';
import type { Apply } from '../physics/run.ts';
import type { RandomSource } from '../random.ts';
import { type Component, isApp, type System } from '../system/component.ts';
import type { Timeline } from '../time/timeline.ts';

/** Deploys that did nothing: some minutes around the onset, near and far from the fault, and ordinary ones before. */
export function drawDeploys(
  random: RandomSource,
  system: System,
  timeline: Timeline,
  guilty: DraftChange | null,
  origin: number | null,
): DraftChange[] {
  const { onset, alarmAt, from } = timeline;
  const spread = Math.min(25 * 60_000, 3 * (alarmAt - onset));
  const near = system.components.filter(
    ({ index, calls }) =>
      index === origin ||
      calls.some(({ to }) => to === origin) ||
      (origin !== null && system.components[origin]?.calls.some(({ to }) => to === index)),
  );
  const apps = system.components.filter(isApp);
  const rivals = Array.from({ length: random.whole(0, 4) }, () => {
    const who = random.pick(random.happens(0.6) && near.some(isApp) ? near.filter(isApp) : apps);
    return innocent(random, who, rivalTime(random, who, onset, spread, guilty));
  });
  const ordinary = Array.from({ length: random.whole(0, 5) }, () =>
    innocent(
      random,
      random.pick(apps),
      Math.round(random.between(Math.min(from, onset - 6 * 3_600_000), onset - spread)),
    ),
  );
  return [...rivals, ...ordinary];
}

/** A rival of the same service is told apart from the guilty one by time: long before, or after the onset. */
function rivalTime(
  random: RandomSource,
  who: Component,
  onset: number,
  spread: number,
  guilty: DraftChange | null,
): number {
  const isSame = guilty !== null && guilty.service === who.name;
  if (isSame && random.happens(0.7)) return Math.round(guilty.startedAt - random.between(0.3, 1) * spread);
  if (isSame) return Math.round(onset + random.between(0.02, 0.2) * spread);
  return Math.round(onset + random.between(-1, 0.2) * spread);
}

export function innocent(random: RandomSource, { name }: Component, startedAt: number): DraftChange {
  const patch = random.happens(0.5) ? drawPatch(random, 'none', drawIdentifier(random)) : null;
  return deployOf(random, name, startedAt, patch);
}

/** What starts is slow and busy at first, where it has to warm up. */
export function warmUps(
  random: RandomSource,
  { components }: System,
  changes: readonly DraftChange[],
  { stepMs }: Timeline,
  strength: number,
): Apply[] {
  return changes.flatMap(({ kind, service, startedAt }): Apply[] => {
    const one = components.find(({ name }) => name === service);
    if (kind !== 'deploy' || one === undefined || !one.warmsUp) return [];
    const length = stepMs <= 5_000 ? random.between(20_000, 60_000) : random.between(90_000, 240_000);
    const size = strength * random.between(0.3, 1);
    return [
      (at, ills) => {
        if (at < startedAt || at >= startedAt + length) return;
        const left = 1 - (at - startedAt) / length;
        ills.of(one.index).slowdown *= 1 + size * left;
        ills.of(one.index).cores += 0.5 * left;
      },
    ];
  });
}
