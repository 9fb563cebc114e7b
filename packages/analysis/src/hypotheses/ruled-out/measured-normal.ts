import type { RuledOut } from '@incidentfox/incident';
import type { Shift } from '../../onset/shift.ts';
import type { Scene } from '../../scene/scene.ts';
import type { Weighed } from '../hypotheses-of-origin.ts';
import { stayedNormal, telltaleShifts } from '../looked-at.ts';
import { isMeasuredNormal } from '../origins/explanations.ts';
import type { Origin } from '../origins/origin.ts';
import { maxCallersRuledOut } from '../thresholds.ts';
import { citeNormal, namesOf } from './cite-normal.ts';

/** Services that the incident names and that show nothing, looked at with what would show it. */
export function namedButNormal(scene: Scene, { origin, hypothesis }: Weighed): RuledOut[] {
  return scene.observations.affected
    .filter(
      (service) => service !== origin.service && service !== hypothesis.service && isMeasuredNormal(service, scene),
    )
    .flatMap((service) => {
      const telltales = telltaleShifts(service, scene);
      const own = scene.shifts.filter(({ series }) => series.service === service);
      const all = [...new Set([...telltales, ...own])];
      if (telltales.length === 0 || !all.every((shift) => !shift.significant && stayedNormal(shift, scene))) return [];
      const because = 'what was measured of it is in its normal range';
      return [{ what: `Trouble in ${service}`, because, evidence: citeNormal(all.slice(0, 4), scene) }];
    })
    .slice(0, maxCallersRuledOut);
}

const usualSuspects = [
  { signals: ['request_rate'], kind: 'traffic_surge', what: 'More traffic than usual' },
  { signals: ['cpu', 'memory', 'saturation'], kind: 'resource_saturation', what: 'Too few resources' },
] as const;

/** The platform or the logs say that something ran out, whatever the averages show. */
const ranShort = ({ own, calls }: Origin): boolean =>
  [...own, ...calls].some(
    ({ what, mechanism }) =>
      what === 'out_of_memory' || ['disk_full', 'pool_exhausted', 'out_of_memory'].includes(mechanism ?? ''),
  );

/** Usual suspects that were measured at the origin and did not rise. */
export function normalSignals(scene: Scene, { origin, hypothesis }: Weighed): RuledOut[] {
  return usualSuspects.flatMap(({ signals, kind, what }) => {
    if (hypothesis.kind === kind || (kind === 'resource_saturation' && ranShort(origin))) return [];
    const own = scene.shifts.filter(
      ({ series }) =>
        series.service === origin.service &&
        series.peer === undefined &&
        series.side !== 'client' &&
        (signals as readonly string[]).includes(series.signal),
    );
    const rose = (shift: Shift) => (shift.significant && shift.direction === 'up') || !stayedNormal(shift, scene, 'up');
    if (own.length === 0 || own.some(rose)) return [];
    const shown = own.slice(0, 3);
    const isNormal = shown.every((shift) => !shift.significant && stayedNormal(shift, scene));
    const range = `stayed in ${shown.length === 1 ? 'its' : 'their'} normal range`;
    const because = `${namesOf(shown, scene).join(', ')} ${isNormal ? range : 'did not rise'}`;
    return [{ what: `${what} at ${origin.service}`, because, evidence: citeNormal(shown, scene) }];
  });
}
