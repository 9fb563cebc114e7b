import type { Shift } from '../onset/shift.ts';
import { familyOf } from '../ranking/signal-families.ts';
import type { Scene } from '../scene/scene.ts';

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

/** Whether the service's error lines were counted. */
export const wereErrorsRead = (service: string, { observations }: Scene): boolean =>
  observations.logs.some((digest) => digest.service === service && digest.level === 'error');

/** Whether anything seen connects two services by calls, in either direction. */
export function areConnected(service: string, others: readonly string[], { graph }: Scene): boolean {
  const dependencies = graph.dependenciesOf(service);
  const dependents = graph.dependentsOf(service);
  return others.some((other) => other === service || dependencies.has(other) || dependents.has(other));
}

/** Whether anything is known of what the service calls or who calls it. */
export const hasKnownCalls = (service: string, { graph }: Scene): boolean =>
  graph.calleesOf(service).length + graph.callersOf(service).length > 0;
