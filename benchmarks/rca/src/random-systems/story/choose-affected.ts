import type { Knowledge } from '../knowledge.ts';
import type { RandomSource } from '../random.ts';
import { type Component, isApp, type System } from '../system/component.ts';
import { type Impact, isHurt, isPlain } from './impact.ts';

export interface Affected {
  /** The service whose trouble the incident is about, whether or not it is told. */
  service: Component;
  symptom: 'error_ratio' | 'latency_p95' | 'queue_age';
  /** What the incident says it is about. */
  told: Component[];
}

/** Who noticed: mostly an edge, else the culprit or somebody in between. */
export function chooseAffected(
  random: RandomSource,
  system: System,
  impacts: readonly Impact[],
  { knowledge, origin, avoid }: { knowledge: Knowledge; origin: number | null; avoid: ReadonlySet<number> },
): Affected {
  const known = system.components.filter((one) => one.isCatalogued && (isApp(one) || one.role === 'queue'));
  const suited = known.filter(({ index }) => !avoid.has(index));
  const hurt = (suited.length > 0 ? suited : known).filter(({ index }) => isPlain(impacts[index] ?? nothing));
  const weaker = known.filter(({ index }) => isHurt(impacts[index] ?? nothing));
  const noticed = hurt.length > 0 ? hurt : weaker.length > 0 ? weaker : known;
  const edges = noticed.filter(({ role }) => role === 'edge');
  const own = noticed.filter(({ index }) => index === origin);
  const roll = random.next();
  const service = random.pick(roll < 0.45 && edges.length > 0 ? edges : roll < 0.7 && own.length > 0 ? own : noticed);
  const { failing, slower, backlogS } = impacts[service.index] ?? nothing;
  const symptom =
    backlogS > 60 ? 'queue_age' : failing > 0.03 || (failing > 0.01 && slower < 1.5) ? 'error_ratio' : 'latency_p95';
  return { service, symptom, told: toldOf(random, system, service, knowledge) };
}

const nothing: Impact = { failing: 0, slower: 1, backlogS: 0 };

function toldOf(
  random: RandomSource,
  { components }: System,
  service: Component,
  { affected }: Knowledge,
): Component[] {
  if (affected === 'none') return [];
  if (affected === 'right') return [service];
  const near = components.filter(
    (one) =>
      one.isCatalogued &&
      isApp(one) &&
      (one.calls.some(({ to }) => to === service.index) || service.calls.some(({ to }) => to === one.index)),
  );
  return near.length === 0 ? [service] : [random.pick(near)];
}
