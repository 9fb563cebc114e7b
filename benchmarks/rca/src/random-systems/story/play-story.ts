import type { DraftChange } from '../changes/draft-change.ts';
import type { Family } from '../faults/families.ts';
import type { FaultScene, MakeFault, SystemFault } from '../faults/scene.ts';
import type { Channels } from '../physics/channels.ts';
import { type Apply, run } from '../physics/run.ts';
import { RandomSource } from '../random.ts';
import { isApp, type System } from '../system/component.ts';
import { drawDeploys, warmUps } from './draw-deploys.ts';
import { playOut } from './healthy-story.ts';
import { type Impact, impactOf, isHurt, isPlain } from './impact.ts';
import { drawOddities, secondTrouble } from './oddities.ts';

export interface PlayedStory {
  /** Null when nothing is wrong. */
  fault: SystemFault | null;
  channels: Channels;
  impacts: readonly Impact[];
  /** All changes but the guilty one. */
  innocents: readonly DraftChange[];
  /** Index of the component with the second trouble. */
  second: number | null;
}

type Setting = Omit<FaultScene, 'size'>;

const MAX_TRIES = 4;

/** The fault is made worse until somebody would notice. */
export function playFault(setting: Setting, make: MakeFault, family: Family, seed: number): PlayedStory {
  for (let size = 1, tries = 1; ; size *= 1.8, tries += 1) {
    const fault = make({ ...setting, random: new RandomSource(seed + 1), size });
    const story = play(setting, fault, family, { seed, size });
    if (tries === MAX_TRIES || isNoticed(setting.system, story.impacts)) return story;
  }
}

/** What happens beside it is made smaller until nobody suffers. */
export function playHealthy(setting: Setting, family: Family, seed: number): PlayedStory {
  for (let size = 1, tries = 1; ; size *= 0.6, tries += 1) {
    const story = play(setting, null, family, { seed: seed + tries, size });
    if (tries === 2 * MAX_TRIES || !story.impacts.some(isHurt)) return story;
  }
}

/** Plays the story with everything around it; the same seed has the same surroundings whatever the fault's size. */
function play(
  { system, timeline }: Setting,
  fault: SystemFault | null,
  family: Family,
  { seed, size }: { seed: number; size: number },
): PlayedStory {
  const random = new RandomSource(seed);
  const guilty = fault?.guilty ?? null;
  const origin = fault?.origin ?? null;
  const innocents = drawDeploys(random, system, timeline, guilty, origin);
  const apply: Apply[] = fault === null ? [] : [fault.apply];
  if (family.healthy !== undefined) {
    const healthy = playOut(family.healthy, { random, system, timeline }, size);
    innocents.push(...healthy.deploys);
    apply.push(...healthy.apply);
  }
  const second = family.hasSecondTrouble ? secondTrouble(random, system, origin) : null;
  const lead = timeline.alarmAt - timeline.onset;
  if (second !== null) apply.push(second.apply(timeline.onset + random.between(-0.5, 0.5) * lead));
  apply.push(...drawOddities(random, system, timeline, new Set([origin ?? -1])));
  apply.push(...warmUps(random, system, changesOf({ fault, innocents }), timeline, fault === null ? size : 1));
  const channels = run(system, timeline, apply, random);
  return { fault, channels, impacts: impactOf(system, channels, timeline), innocents, second: second?.index ?? null };
}

/** All changes of the story, oldest first. */
export const changesOf = ({ fault, innocents }: Pick<PlayedStory, 'fault' | 'innocents'>): DraftChange[] =>
  [...innocents, ...(fault === null || fault.guilty === null ? [] : [fault.guilty])].sort(
    (a, b) => a.startedAt - b.startedAt,
  );

const isNoticed = ({ components }: System, impacts: readonly Impact[]): boolean =>
  components.some((one) => {
    const impact = impacts[one.index];
    if (impact === undefined || !one.isCatalogued) return false;
    return one.role === 'queue' ? isHurt(impact) : isApp(one) && isPlain(impact);
  });
