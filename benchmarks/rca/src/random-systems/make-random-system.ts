import { chooseAffected } from './choose-affected.ts';
import { drawCourse } from './course.ts';
import { drawDeploys, innocent, warmUps } from './draw-deploys.ts';
import { type FamilyName, familyOf } from './faults/families.ts';
import type { Fault, Scene } from './faults/scene.ts';
import { type Impact, impactOf, isHurt, isPlain } from './impact.ts';
import { drawKnowledge, type Knowledge } from './knowledge.ts';
import { drawOddities, secondTrouble, thoseThatReach } from './oddities.ts';
import type { Channels } from './physics/channels.ts';
import { type Apply, run } from './physics/run.ts';
import { Random } from './random.ts';
import { isApp, type System, usualUse } from './system/component.ts';
import { makeSystem } from './system/make-system.ts';
import { observe } from './telemetry/observe.ts';
import { drawTimeline, type Timeline } from './timeline.ts';
import type { RandomSystem } from './truth.ts';

const MAX_TRIES = 4;
const SLOW_STEP_MS = 60_000;

/** One random system with one story of this family. The same seed gives the same bytes. */
export function makeRandomSystem(seed: number, name: FamilyName): RandomSystem {
  const random = new Random(Math.imul(seed + 1, 2_654_435_761) ^ hash(name));
  const family = familyOf(name);
  const minStep = family.pace === 'slow' ? SLOW_STEP_MS : family.pace === 'late alarm' ? 15_000 : 1_000;
  const knowledge = drawKnowledge(random, minStep);
  const timeline = drawTimeline(random, knowledge.stepMs, family.pace ?? 'usual');
  const system = makeSystem(random, family.needs ?? [], knowledge.maxComponents);
  const setting = { random, system, timeline, course: drawCourse(random, timeline, family.shape ?? 'sudden') };
  const make = family.faults.length === 0 ? null : random.pick(family.faults);
  const storySeed = random.whole(1, 2 ** 31);
  let story = play(setting, null, storySeed, name);
  for (let size = 1, tries = 0; make !== null && tries < MAX_TRIES; size *= 1.8, tries += 1) {
    const fault = make({ ...setting, random: new Random(storySeed + 1), size });
    story = play(setting, fault, storySeed, name);
    if (isNoticed(system, story.impacts)) break;
  }
  const affected = chooseAffected(random, system, story.impacts, {
    knowledge,
    origin: story.fault?.origin ?? null,
    avoid: new Set(story.second === null ? [] : thoseThatReach(system, story.second)),
  });
  const { observations, truth } = observe(
    { random, system, timeline, knowledge, channels: story.channels },
    { ...story, affected, course: setting.course },
  );
  return { id: `${name}-${seed}`, family: name, profile: knowledge.profile, observations, truth };
}

export interface Story {
  fault: Fault | null;
  channels: Channels;
  impacts: Impact[];
  /** All changes but the guilty one. */
  innocents: ReturnType<typeof drawDeploys>;
  /** Where the second trouble is. */
  second: number | null;
}

type Setting = Omit<Scene, 'size'> & { knowledge?: Knowledge };

/** Plays the story with everything around it; the same seed has the same surroundings whatever the fault's size. */
function play({ system, timeline, course }: Setting, fault: Fault | null, seed: number, name: FamilyName): Story {
  const random = new Random(seed);
  const family = familyOf(name);
  const innocents = drawDeploys(random, system, timeline, fault?.guilty ?? null, fault?.origin ?? null);
  const apply: Apply[] = fault === null ? [] : [fault.apply];
  if (family.healthy !== undefined) apply.push(...healthyStory(random, system, timeline, name, innocents));
  const second = family.hasSecondTrouble ? secondTrouble(random, system, fault?.origin ?? null) : null;
  if (second !== null)
    apply.push(second.apply(timeline.onset + random.between(-0.5, 0.5) * (timeline.alarmAt - timeline.onset)));
  const spared = new Set([fault?.origin ?? -1]);
  apply.push(...drawOddities(random, system, timeline, spared), ...warmUps(random, system, innocents, timeline));
  const channels = run(system, timeline, apply, random);
  void course;
  return { fault, channels, impacts: impactOf(system, channels, timeline), innocents, second: second?.index ?? null };
}

/** What there is to see although nothing is wrong. */
function healthyStory(
  random: Random,
  system: System,
  timeline: Timeline,
  name: FamilyName,
  innocents: Story['innocents'],
): Apply[] {
  const story = familyOf(name).healthy;
  const apps = system.components.filter(isApp);
  if (story === 'deploys')
    for (const one of random.some(apps, random.whole(1, 4)))
      innocents.push(
        innocent(
          random,
          one,
          Math.round(timeline.alarmAt - random.between(0, 1) * (timeline.alarmAt - timeline.windowFrom)),
        ),
      );
  if (story === 'warm-up') {
    const one = random.pick(apps);
    one.warmsUp = true;
    innocents.push(
      innocent(
        random,
        one,
        Math.round(timeline.alarmAt - random.between(0.1, 0.9) * (timeline.alarmAt - timeline.onset)),
      ),
    );
  }
  if (story !== 'traffic') return [];
  // More than usual, and less than would slow anybody down.
  const room = 0.6 / Math.max(...system.components.map(usualUse));
  const more = Math.min(random.between(0.2, 0.7), Math.max(0.05, room - 1));
  return [
    (at, ills) => {
      if (at >= timeline.onset) ills.load *= 1 + more;
    },
  ];
}

const isNoticed = ({ components }: System, impacts: readonly Impact[]): boolean =>
  components.some((one) => {
    const impact = impacts[one.index];
    return (
      impact !== undefined &&
      one.isCatalogued &&
      (one.role === 'queue' ? isHurt(impact) : isApp(one) && isPlain(impact))
    );
  });

function hash(text: string): number {
  let value = 2_166_136_261;
  for (let i = 0; i < text.length; i += 1) value = Math.imul(value ^ text.charCodeAt(i), 16_777_619);
  return value >>> 0;
}
