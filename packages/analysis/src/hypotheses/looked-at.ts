import { beganAt } from '../evidence/values-of-shift.ts';
import { ascending, quantileOfSorted } from '../onset/robust.ts';
import type { Shift } from '../onset/shift.ts';
import { familyOf } from '../ranking/signal-families.ts';
import type { Scene } from '../scene/scene.ts';
import {
  minPlainlyAbove,
  minPlainShare,
  minUsualSamples,
  plainlyAbove,
  troubleStrength,
  usualLevelSlack,
  usualRangeSlack,
} from './thresholds.ts';

/**
 * What was measured of a service that would have shown that it fails or is slow: its latency and failures, seen by itself or by those who
 * call it. Empty when nobody looked, and then nothing may be said about its health.
 */
export function telltaleShifts(service: string, { shifts }: Scene): readonly Shift[] {
  return shifts.filter((shift) => {
    const { series } = shift;
    const isAbout = series.peer === service || (series.service === service && series.side !== 'client');
    const family = familyOf(shift);
    return isAbout && (family === 'latency' || family === 'errors');
  });
}

/** Whether the service's error lines were read and all of their statements stood there in normal time as well. */
export const areLogsQuiet = (service: string, { observations, patterns }: Scene): boolean =>
  observations.logs.some((digest) => digest.service === service && digest.level === 'error') &&
  !patterns.some((one) => one.service === service && one.level === 'error' && one.baselineCount === 0);

/**
 * Whether a series lay where it had lain before, all through the examined time: only then may it be said to have stayed in its normal range.
 * That it counts for nothing as a symptom is less, as trouble that was over before the alarm does not count either.
 */
export function stayedNormal({ series }: Shift, scene: Scene, direction: 'up' | 'any' = 'any'): boolean {
  const { usual, since } = around(series, scene);
  if (usual.length < minUsualSamples || since.length === 0) return false;
  const sorted = ascending(usual);
  const [low, high] = [sorted[0] ?? 0, sorted.at(-1) ?? 0];
  const slack = usualRangeSlack * (high - low) + usualLevelSlack * Math.abs(quantileOfSorted(sorted, 0.5));
  const isOut = (value: number) => value > high + slack || (direction === 'any' && value < low - slack);
  return !since.some((value, at) => isOut(value) && (at + 1 === since.length || isOut(since[at + 1] ?? value)));
}

/** Whether nobody can say that nothing was wrong: several values in a row lay far above everything seen in normal time. */
export function plainlyRose({ series }: Shift, scene: Scene): boolean {
  const { usual, since } = around(series, scene);
  if (usual.length < minUsualSamples) return false;
  const limit = plainlyAbove * Math.max(...usual) + (series.unit === 'ratio' ? minPlainShare : 0);
  let run = 0;
  return since.some((value) => {
    run = value > limit ? run + 1 : 0;
    return run >= minPlainlyAbove;
  });
}

/** Values of normal time, a week earlier among them, and those since. */
function around(series: Shift['series'], scene: Scene): { usual: number[]; since: number[] } {
  const from = examinedFrom(scene);
  const usual = (series.weekEarlier ?? []).flatMap(([, value]) => (value === null ? [] : [value]));
  const since: number[] = [];
  for (const [at, value] of series.points) if (value !== null) (at < from ? usual : since).push(value);
  return { usual, since };
}

/** Asked of every series that is looked at, and the same for all of a scene. */
const examined = new WeakMap<Scene, number>();

/** What lies before is normal time: before anything that counts began, as the report dates it. */
function examinedFrom(scene: Scene): number {
  const known = examined.get(scene);
  if (known !== undefined) return known;
  const { onset, symptoms, observations } = scene;
  const began = symptoms.flatMap(({ at, strength, from }) =>
    strength < troubleStrength ? [] : ['shift' in from ? beganAt(from.shift) : at],
  );
  const first = Math.min(observations.alarmAt, observations.window.from, onset?.at ?? observations.alarmAt, ...began);
  examined.set(scene, first);
  return first;
}

/** Whether known calls connect two services, in either direction. */
export function areConnected(service: string, others: readonly string[], { graph }: Scene): boolean {
  const dependencies = graph.dependenciesOf(service);
  const dependents = graph.dependentsOf(service);
  return others.some((other) => other === service || dependencies.has(other) || dependents.has(other));
}

/** Whether anything is known of what the service calls or who calls it. */
export const hasKnownCalls = (service: string, { graph }: Scene): boolean =>
  graph.calleesOf(service).length + graph.callersOf(service).length > 0;

/** Whether calls that were seen lead from one service to another. The graph knows more: who fails to look up names, say. */
export function leadsTo(caller: string, callee: string, scene: Scene): boolean {
  if (isNamedBy(caller, callee, scene)) return true;
  const reached = new Set([caller]);
  for (const service of reached)
    for (const next of scene.graph.calleesOf(service))
      if (!reached.has(next) && isKnownCall(service, next, scene)) reached.add(next);
  return reached.has(callee);
}

/** An edge, or a measurement of the calls. */
const isKnownCall = (caller: string, callee: string, { observations: { edges, series } }: Scene): boolean =>
  edges.some(({ from, to }) => from === caller && to === callee) ||
  series.some(({ service, peer, side }) =>
    side === 'server' ? service === callee && peer === caller : service === caller && peer === callee,
  );

const isNamedBy = (caller: string, callee: string, { observations: { logs } }: Scene): boolean =>
  logs.some(({ service, lines }) => service === caller && lines.some(({ message }) => message.includes(callee)));
