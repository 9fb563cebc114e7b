import type { Location } from '@incidentfox/incident';
import { type Candidate, choosePlaces, listed } from './choose-places.ts';
import { environmentKind } from './environment-kind.ts';
import { assumedPlace, type WantedPlace } from './wanted-place.ts';

/** Names of labels or fields by what they say, most outspoken first. */
export type PlaceLabels = readonly {
  readonly part: keyof Location | 'namespace';
  readonly labels: readonly string[];
}[];

/** Labels that say where a series, a stream or an alert comes from. */
export const placeLabels: PlaceLabels = [
  {
    part: 'environment',
    labels: [
      'environment',
      'env',
      'deployment_environment',
      'deployment_environment_name',
      'service_environment',
      'stage',
    ],
  },
  { part: 'cluster', labels: ['cluster', 'k8s_cluster_name', 'k8s_cluster', 'kubernetes_cluster', 'cluster_name'] },
  { part: 'region', labels: ['region', 'cloud_region', 'aws_region'] },
  {
    part: 'namespace',
    labels: [
      'namespace',
      'exported_namespace',
      'kubernetes_namespace',
      'kubernetes_namespace_name',
      'k8s_namespace_name',
      'service_namespace',
      'destination_service_namespace',
      'source_workload_namespace',
    ],
  },
];

/** Whether the labels of one thing (an alert) say another environment, cluster or region than the wanted one. */
export function isElsewhere(
  labels: Readonly<Record<string, string>>,
  wanted: WantedPlace = assumedPlace,
  own?: ReadonlySet<string>,
): boolean {
  const labelIn = (part: (typeof placeLabels)[number]['part']) =>
    placeLabels.find((one) => one.part === part)?.labels.flatMap((label) => labels[label] || [])[0];
  const [environment, cluster, region] = [labelIn('environment'), labelIn('cluster'), labelIn('region')];
  const candidate: Candidate<true> = {
    item: true,
    name: '',
    place: {
      ...(environment === undefined ? {} : { environment }),
      ...(cluster === undefined ? {} : { cluster }),
      ...(region === undefined ? {} : { region }),
    },
    names: [labelIn('namespace') ?? ''],
  };
  return choosePlaces([candidate], wanted, own === undefined ? {} : { own }).chosen.length === 0;
}

/** Labels to match so that only what is in the wanted place is left; null when there is nothing of it. */
export interface PlaceMatch {
  readonly label: string;
  /** These are wanted, or where that is clearer, all but these. */
  readonly values: readonly string[];
  readonly isExcluding: boolean;
}

export type PlaceOfSeries =
  | { readonly matches: readonly PlaceMatch[]; readonly told: string | null; readonly open: null }
  | { readonly matches: null; readonly told: null; readonly open: string };

/**
 * Which values of the labels that say a place are the wanted one, label by label. `valuesOf` gives the values a label has on what was
 * found so far, under what was matched already.
 */
export async function placeOfSeries(
  wanted: WantedPlace = assumedPlace,
  options: {
    /** What labels are called; those of Prometheus by default. */
    readonly vocabulary?: PlaceLabels;
    readonly present: ReadonlySet<string>;
    readonly own: ReadonlySet<string>;
    valuesOf(label: string, under: readonly PlaceMatch[]): Promise<readonly string[]>;
  },
): Promise<PlaceOfSeries> {
  const matches: PlaceMatch[] = [];
  const told: string[] = [];
  const isUsual = isUsualPlace(wanted);
  let isShown = isUsual;
  /** An environment that is said outright goes before what a cluster or a namespace is called. */
  let isOutright = false;
  for (const { part, labels } of options.vocabulary ?? placeLabels) {
    if (part === 'region' && wanted.region === undefined) continue;
    if (part === 'namespace' && isShown && !isUsual) continue;
    if (part === 'cluster' && isOutright && wanted.cluster === undefined) continue;
    for (const label of labels.filter((one) => options.present.has(one))) {
      const values = (await options.valuesOf(label, matches)).filter((value) => value !== '');
      if (values.length === 0) continue;
      const candidates = candidatesOf(part, label, values);
      const { chosen, leftOut, open } = choosePlaces(candidates, wanted, { own: options.own, withUnmarked: isUsual });
      if (open !== null && isUsual && !isOutright) return { matches: null, told: null, open };
      if (open !== null) continue;
      isOutright ||= part === 'environment' && chosen.some((value) => environmentKind(value) !== null);
      if (leftOut.length > 0 || !isUsual) {
        matches.push(matchOf(label, values, chosen, isUsual));
        if (leftOut.length > 0) told.push(`looked only at ${label} ${listed(chosen)}, not at ${listed(leftOut)}`);
      }
      if (chosen.length > 1 && (part === 'environment' || part === 'cluster') && isUsual)
        told.push(`${label} ${listed(chosen)} are taken together`);
      isShown = isShown || part !== 'region';
    }
  }
  if (!isShown)
    return {
      matches: null,
      told: null,
      open: `found without a label that says ${wanted.environment} (${wanted.because}); give the tool its environment`,
    };
  return { matches, told: told.length === 0 ? null : told.join('; '), open: null };
}

const namingLabels = placeLabels
  .filter(({ part }) => part === 'environment' || part === 'namespace')
  .flatMap(({ labels }) => labels);
const namesPlace = new RegExp(`(?:^|[,{ ])(?:${namingLabels.join('|')})=~?"`);

/** Whether somebody configured matchers that name the place: then they are it, unless the incident says another. */
export function isPlaceNamed(matchers: readonly string[], wanted: WantedPlace = assumedPlace): boolean {
  return !wanted.isSaid && matchers.some((matcher) => namesPlace.test(matcher));
}

/** What says nothing of its environment belongs to the wanted one. */
function isUsualPlace(wanted: WantedPlace): boolean {
  return choosePlaces([{ item: true, name: '' }], wanted).chosen.length > 0;
}

function candidatesOf(
  part: keyof Location | 'namespace',
  label: string,
  values: readonly string[],
): Candidate<string>[] {
  return values.map((value) => ({
    item: value,
    name: `${label} ${value}`,
    ...(part === 'namespace' ? { names: [value] } : { place: { [part]: value } }),
  }));
}

/** Series without the label are the usual place's: excluding the others keeps them. */
function matchOf(label: string, values: readonly string[], chosen: readonly string[], isUsual: boolean): PlaceMatch {
  if (!isUsual) return { label, values: chosen, isExcluding: false };
  const wantedValues = new Set(chosen);
  return { label, values: values.filter((value) => !wantedValues.has(value)), isExcluding: true };
}
