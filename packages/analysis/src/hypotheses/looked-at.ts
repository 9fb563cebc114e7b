import { median } from '../onset/robust.ts';
import type { Shift } from '../onset/shift.ts';
import { familyOf } from '../ranking/signal-families.ts';
import type { Scene } from '../scene/scene.ts';
import {
  farAbove,
  loneLevelSlack,
  loneRangeSlack,
  minFarAbove,
  minPlainlyAbove,
  minPlainShare,
  minUsualSamples,
  plainlyAbove,
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
  const usual = usualOf(series, scene);
  const isSeen = series.points.some(([at, value]) => value !== null && at >= scene.normalUntil);
  return usual.count >= minUsualSamples && isSeen && !left(series, usual, scene, direction);
}

/** Whether it is plain that a series did not stay there. Where too little of normal time was seen, nobody can say so. */
export function leftNormal({ series }: Shift, scene: Scene): boolean {
  const usual = usualOf(series, scene);
  return usual.count >= minUsualSamples && left(series, usual, scene, 'any');
}

/** Whether nobody can say that nothing was wrong: several values in a row lay far above everything seen in normal time, fewer very far. */
export function plainlyRose({ series }: Shift, scene: Scene): boolean {
  const usual = usualOf(series, scene);
  if (usual.count < minUsualSamples) return false;
  const floor = series.unit === 'ratio' ? minPlainShare : 0;
  const runOf = (factor: number, length: number): boolean => {
    let run = 0;
    return series.points.some(([at, value]) => {
      if (value === null || at < scene.normalUntil) return false;
      run = value > factor * usual.high + floor ? run + 1 : 0;
      return run >= length;
    });
  };
  return runOf(plainlyAbove, minPlainlyAbove) || runOf(farAbove, minFarAbove);
}

/** What a series was in normal time, a week earlier included. */
interface Usual {
  low: number;
  high: number;
  count: number;
}

function usualOf(series: Shift['series'], { normalUntil }: Scene): Usual {
  const usual = { low: Number.POSITIVE_INFINITY, high: Number.NEGATIVE_INFINITY, count: 0 };
  const add = (value: number | null): void => {
    if (value === null) return;
    usual.count += 1;
    if (value < usual.low) usual.low = value;
    if (value > usual.high) usual.high = value;
  };
  for (const [at, value] of series.points) if (at < normalUntil) add(value);
  for (const [, value] of series.weekEarlier ?? []) add(value);
  return usual;
}

/** Two values in a row, or the last one, beyond what was seen by more than a little; or a single one far beyond it. */
function left(series: Shift['series'], usual: Usual, { normalUntil }: Scene, direction: 'up' | 'any'): boolean {
  const since = series.points.flatMap(([at, value]) => (value === null || at < normalUntil ? [] : [value]));
  const isOut = (value: number, slack: number) =>
    value > usual.high + slack || (direction === 'any' && value < usual.low - slack);
  // Most never leave what was seen, and then it does not matter how much more would be allowed.
  if (!since.some((value) => isOut(value, 0))) return false;
  const width = usual.high - usual.low;
  const level = Math.abs(middleOf(series, normalUntil));
  const slack = usualRangeSlack * width + usualLevelSlack * level;
  const far = loneRangeSlack * width + loneLevelSlack * level;
  return since.some(
    (value, at) =>
      isOut(value, far) || (isOut(value, slack) && (at + 1 === since.length || isOut(since[at + 1] ?? value, slack))),
  );
}

function middleOf({ points, weekEarlier = [] }: Shift['series'], until: number): number {
  const before = points.filter(([at]) => at < until);
  return median([...before, ...weekEarlier].flatMap(([, value]) => (value === null ? [] : [value])));
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
