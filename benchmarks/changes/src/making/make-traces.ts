import type { Story, SystemStory } from '../stories/story.ts';
import { Chance } from './chance.ts';
import { type Clock, iso } from './clock.ts';

type SpanRecord = Readonly<Record<string, string | number | null>>;

/** `traces.json`: a few requests along the story's way before the onset, and a few in trouble. */
export function makeTraces(story: Story, system: SystemStory, clock: Clock, seed: number): SpanRecord[] {
  const chance = new Chance('traces', story.name, seed);
  if (story.path === undefined) return [];
  const before = [1, 2].map(() => clock.onsetAt - chance.between(60_000, 1_800_000));
  const after = [1, 2, 3].map(() => chance.between(clock.onsetAt + 5_000, clock.endAt));
  return [
    ...before.flatMap((at) => trace(story.path, system, { at, isIll: false }, chance)),
    ...after.sort((a, b) => a - b).flatMap((at) => trace(story.path, system, { at, isIll: true }, chance)),
  ];
}

function trace(
  path: Story['path'],
  system: SystemStory,
  { at, isIll }: { at: number; isIll: boolean },
  chance: Chance,
): SpanRecord[] {
  const id = chance.hex(32);
  const services = path?.services ?? [];
  const isFailing = isIll && path?.error !== undefined;
  return services.map((service, i): SpanRecord => {
    const own = system.services[service]?.ms ?? 20;
    const slow = isIll ? (path?.ms ?? own * 2) : own;
    return {
      trace_id: id,
      span_id: `s${i}`,
      parent_id: i === 0 ? null : `s${i - 1}`,
      service,
      name: i === 0 ? 'POST /' : `${service}.handle`,
      start: iso(at),
      duration_ms: Math.round(slow * (1 + 0.2 * (services.length - i)) * chance.between(0.8, 1.2)),
      status: isFailing ? 'ERROR' : 'OK',
      ...(isFailing && i === services.length - 1 && { error: path?.error ?? '' }),
      ...(path?.peer !== undefined && i === services.length - 1 && { 'peer.service': path.peer }),
    };
  });
}
