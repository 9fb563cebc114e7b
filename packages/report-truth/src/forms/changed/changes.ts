import type { Change } from '@incidentfox/incident';
import type { Observed } from '../../observed/observed.ts';
import { clockOf } from '../../observed/rounded-number.ts';
import { isQuoteOf } from '../../observed/texts.ts';

/** `payments v2.1.0 deployed`, `checkout flag changed`: what happened to what. */
const verbs: Readonly<Record<string, readonly Change['kind'][]>> = {
  deployed: ['deploy'],
  'rolled back': ['rollback'],
  released: ['release'],
  merged: ['merge'],
  'pipeline ran': ['pipeline'],
  'flag changed': ['flag'],
  'configuration changed': ['config'],
  'infrastructure changed': ['infra'],
  scaled: ['scale'],
};
const nouns: Readonly<Record<string, readonly Change['kind'][]>> = {
  deploy: ['deploy'],
  'configuration change': ['config'],
  'flag change': ['flag'],
  'infrastructure change': ['infra'],
  scaling: ['scale'],
  merge: ['merge'],
  'pipeline run': ['pipeline'],
  release: ['release'],
  rollback: ['rollback'],
};
export const changeVerb = Object.keys(verbs).join('|');
export const changeNoun = Object.keys(nouns).join('|');

export interface ChangeSaid {
  service: string;
  version?: string | undefined;
  /** A verb or a noun of a change. */
  what?: string | undefined;
  /** `14:32`. */
  at?: string | undefined;
  title?: string | undefined;
}

const ofEnvironment = ['environment', 'the environment'];

/** The changes that were observed and are as it is said. */
export function changesAsSaid({ observations: { changes } }: Observed, said: ChangeSaid): Change[] {
  const kinds = said.what === undefined ? null : (verbs[said.what] ?? nouns[said.what] ?? []);
  return changes.filter(
    ({ service, version, kind, startedAt, title }) =>
      (service === said.service || (service === null && ofEnvironment.includes(said.service))) &&
      (said.version === undefined || version === said.version) &&
      (kinds === null || kinds.includes(kind)) &&
      (said.at === undefined || clockOf(startedAt) === said.at) &&
      (said.title === undefined || isQuoteOf(said.title, title)),
  );
}

/** `payments v2.1.0`, which may be a service alone: every way to split it. */
export function splitOwner(words: string): { service: string; version?: string }[] {
  const space = words.lastIndexOf(' ');
  return [
    { service: words },
    ...(space < 0 ? [] : [{ service: words.slice(0, space), version: words.slice(space + 1) }]),
  ];
}

/** The change that `payments v2.1.0 deployed` or `the deploy of payments v2.1.0` means, of all ways to read it. */
export const changeMeant = (
  observed: Observed,
  owner: string,
  rest: Omit<ChangeSaid, 'service' | 'version'>,
): Change[] => splitOwner(owner).flatMap((split) => changesAsSaid(observed, { ...split, ...rest }));
