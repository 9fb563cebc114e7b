import { type FamilyName, familyOf } from './faults/families.ts';
import { drawKnowledge } from './knowledge.ts';
import { RandomSource } from './random.ts';
import { chooseAffected } from './story/choose-affected.ts';
import { thoseThatReach } from './story/oddities.ts';
import { changesOf, playFault, playHealthy } from './story/play-story.ts';
import { makeSystem } from './system/make-system.ts';
import { observe } from './telemetry/observe.ts';
import { drawCourse } from './time/course.ts';
import { drawTimeline } from './time/timeline.ts';
import type { RandomSystem } from './truth.ts';

/** Stories that take hours or a late alarm have no room where every second is measured. */
const minStepMs = { slow: 60_000, 'late alarm': 15_000, usual: 1_000 } as const;

/** One random system with one story of this family. The same seed gives the same bytes. */
export function makeRandomSystem(seed: number, name: FamilyName): RandomSystem {
  const random = new RandomSource(Math.imul(seed + 1, 2_654_435_761) ^ hash(name));
  const family = familyOf(name);
  const pace = family.pace ?? 'usual';
  const knowledge = drawKnowledge(random, minStepMs[pace], family.needsPods ?? false);
  const timeline = drawTimeline(random, knowledge.stepMs, pace);
  const system = makeSystem(random, family.needs ?? [], knowledge.maxComponents);
  const course = drawCourse(random, timeline, family.shape ?? 'sudden');
  const setting = { random, system, timeline, course };
  const make = family.faults.length === 0 ? null : random.pick(family.faults);
  const storySeed = random.whole(1, 2 ** 31);
  const story = make === null ? playHealthy(setting, family, storySeed) : playFault(setting, make, family, storySeed);
  const affected = chooseAffected(random, system, story.impacts, {
    knowledge,
    origin: story.fault?.origin ?? null,
    avoid: new Set(story.second === null ? [] : thoseThatReach(system, story.second)),
  });
  const { channels, fault } = story;
  const told = { changes: changesOf(story), guilty: fault?.guilty ?? null };
  const measured = { random, system, timeline, knowledge, channels, ...told };
  const { observations, truth } = observe(measured, { ...story, affected, course });
  return { id: `${name}-${seed}`, family: name, profile: knowledge.profile, observations, truth };
}

function hash(text: string): number {
  let value = 2_166_136_261;
  for (let i = 0; i < text.length; i += 1) value = Math.imul(value ^ text.charCodeAt(i), 16_777_619);
  return value >>> 0;
}
