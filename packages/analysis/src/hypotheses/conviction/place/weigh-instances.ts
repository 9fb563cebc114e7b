import type { Breakdown, Change } from '@incidentfox/incident';
import { placeOf } from '../../../attribution/index.ts';
import { plainVersion } from '../../../changes/merge-sightings.ts';
import { describeAttribution } from '../../../evidence/describe-attribution.ts';
import { describeShift } from '../../../evidence/describe-shift.ts';
import type { Scene } from '../../../scene/scene.ts';
import { citeSymptom } from '../../citations/cite.ts';
import type { Term } from '../term.ts';
import { placeTerms } from '../thresholds.ts';

const term = (value: number, text: string | null, evidence: Term['evidence'] = []): Term => ({
  about: 'place',
  value,
  text,
  evidence,
});

/** Whether what runs the change is ill and what does not is well: counted requests first, then series that tell their version. */
export function weighInstances(change: Change, scene: Scene, requests: readonly Breakdown[]): Term[] {
  const counted = countedTerms(change, scene, requests);
  return [...(counted.length > 0 ? counted : versionTerms(change, scene)), ...versionInErrors(change, scene)];
}

/** The failed and slow requests by version and by pod. */
function countedTerms(change: Change, scene: Scene, requests: readonly Breakdown[]): Term[] {
  const { stance, words } = placeOf(change, requests);
  if (stance === 'unknown') return [];
  const cited = scene.where.filter(({ service }) => service === change.service).slice(0, 1);
  const evidence = cited.map((one) => scene.book.cite(one, () => describeAttribution(one)));
  return [term(stance === 'supports' ? placeTerms.onlyThere : placeTerms.elsewhereToo, words, evidence)];
}

/** Series that tell the version they are about: only the new one is ill, or the others are as well. */
function versionTerms({ service, version }: Change, scene: Scene): Term[] {
  if (service === null || version === undefined) return [];
  const told = scene.shifts.filter(({ series }) => series.service === service && series.labels.version !== undefined);
  const isNew = (label: string | undefined): boolean => plainVersion(label ?? '') === plainVersion(version);
  const ill = told.filter(({ significant }) => significant);
  const here = ill.filter(({ series }) => isNew(series.labels.version));
  const elsewhere = ill.filter((shift) => !isNew(shift.series.labels.version));
  const isComparable =
    told.some(({ series }) => isNew(series.labels.version)) && told.some(({ series }) => !isNew(series.labels.version));
  const cite = (shifts: typeof ill) =>
    shifts.slice(0, 2).map((shift) => scene.book.cite(shift.series, () => describeShift(shift)));
  if (!isComparable || ill.length === 0) return [];
  if (elsewhere.length === 0) return [term(placeTerms.onlyThere, `only what runs ${version} is ill`, cite(here))];
  return here.length === 0 ||
    elsewhere.some(({ effect, series }) =>
      here.some((one) => one.series.signal === series.signal && Math.abs(effect) > 0.7 * Math.abs(one.effect)),
    )
    ? [term(placeTerms.elsewhereToo, `what does not run ${version} is as ill`, cite(elsewhere))]
    : [];
}

/** Errors whose text names the version that came with the change. */
function versionInErrors({ service, version }: Change, scene: Scene): Term[] {
  if (service === null || version === undefined) return [];
  const naming = scene
    .symptomsOf(service)
    .filter(
      ({ from }) =>
        'pattern' in from &&
        from.pattern.mentions.some(
          ({ kind, text }) => kind === 'version' && plainVersion(text) === plainVersion(version),
        ),
    );
  const evidence = naming.slice(0, 2).map((symptom) => citeSymptom(scene.book, symptom));
  return naming.length === 0 ? [] : [term(placeTerms.versionNamed, `its errors name ${version}`, evidence)];
}
