import type { EvidenceId } from '@incidentfox/incident';
import { describeShift } from '../evidence/describe-shift.ts';
import type { Scene } from '../scene/scene.ts';
import { citeSymptom } from './citations/cite.ts';
import { leadsTo, stayedNormal, telltaleShifts } from './looked-at.ts';
import { maxAgainst, minEarlierMs, minEarlierStrength } from './thresholds.ts';

/** What was seen that does not fit trouble that began in this service: it was measured and is well, or others were in trouble before it. */
export function speaksAgainst(service: string, scene: Scene): EvidenceId[] {
  return [...isWell(service, scene), ...beganEarlier(service, scene)].slice(0, maxAgainst);
}

/** Its latency and failures, when all that were measured stayed in their normal range. */
function isWell(service: string, scene: Scene): EvidenceId[] {
  const telltales = telltaleShifts(service, scene);
  if (telltales.some((shift) => shift.significant || !stayedNormal(shift, scene))) return [];
  return telltales.slice(0, maxAgainst).map((shift) => scene.book.cite(shift.series, () => describeShift(shift)));
}

/** The first sign of an affected service that depends on it, when that came well before any of its own. */
function beganEarlier(service: string, scene: Scene): EvidenceId[] {
  const own = scene.symptomsOf(service).map(({ at }) => at);
  if (own.length === 0) return [];
  const first = Math.min(...own);
  return scene.observations.affected
    .filter((affected) => affected !== service && leadsTo(affected, service, scene))
    .flatMap((affected) =>
      scene
        .symptomsOf(affected)
        .filter(({ at, strength }) => at <= first - minEarlierMs && strength >= minEarlierStrength)
        .slice(0, 1)
        .map((symptom) => citeSymptom(scene.book, symptom)),
    );
}
