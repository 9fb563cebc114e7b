import { combinedStrength } from '../../scene/combined-strength.ts';
import type { Scene } from '../../scene/scene.ts';
import type { Symptom } from '../../scene/symptom.ts';
import { contradictedComplaintWeight, maxCalleeDelayMs, minNormalSignals, troubleStrength } from '../thresholds.ts';

/** A service that was measured and shows nothing: complaints about it are claims without support. */
export function isMeasuredNormal(service: string, { shifts, symptomsOf }: Scene): boolean {
  if (symptomsOf(service).length > 0) return false;
  return (
    shifts.filter(({ series, significant }) => series.service === service && !significant).length >= minNormalSignals
  );
}

/** Errors of other services that name a service or an outside host, by that name. */
export function complaintsByService(scene: Scene): Map<string, Symptom[]> {
  const complaints = new Map<string, Symptom[]>();
  for (const symptom of scene.symptoms) {
    if (symptom.blames === null || symptom.blames.name === symptom.service) continue;
    const { name } = symptom.blames;
    const list = complaints.get(name) ?? [];
    complaints.set(name, list);
    list.push(
      isMeasuredNormal(name, scene)
        ? { ...symptom, strength: symptom.strength * contradictedComplaintWeight }
        : symptom,
    );
  }
  return complaints;
}

/** Callees in trouble no later than the caller, and callees that the caller's errors name and that were not measured. */
export function explanationsOf(service: string, calls: readonly Symptom[], scene: Scene): string[] {
  if (calls.length === 0) return [];
  const began = Math.min(...calls.map(({ at }) => at));
  const blamed = new Set(
    calls.flatMap(({ blames, strength }) =>
      blames?.kind === 'service' && strength >= troubleStrength ? [blames.name] : [],
    ),
  );
  const callees = new Set([...scene.graph.calleesOf(service), ...blamed]);
  callees.delete(service);
  return [...callees].filter((callee) => {
    const theirs = scene.symptomsOf(callee).filter(({ what }) => what !== 'traffic_down' && what !== 'traffic_up');
    if (combinedStrength(theirs) >= troubleStrength && theirs.some(({ at }) => at <= began + maxCalleeDelayMs))
      return true;
    return blamed.has(callee) && !isMeasuredNormal(callee, scene);
  });
}
