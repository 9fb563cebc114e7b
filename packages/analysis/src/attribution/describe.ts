import type { BreakdownMeasure, Dimension } from '@incidentfox/incident';
import type { AttributedLabel, Attribution } from './attribution.ts';
import { isPlace } from './is-place.ts';
import type { PodCount } from './pods-within.ts';

const what: Readonly<Record<BreakdownMeasure, string>> = {
  failed_requests: 'errors',
  slow_requests: 'slow requests',
  requests: 'additional requests',
  error_lines: 'error lines',
  lines: 'additional lines',
};
const wholes: Partial<Record<BreakdownMeasure, string>> = {
  failed_requests: 'of the requests',
  slow_requests: 'of the requests',
  error_lines: 'of the lines',
};

/** `98 % of the errors come from the 2 of 6 pods on v2.1.0, with 34 % of the requests`. Values are untrusted. */
export function describe(
  facts: Pick<Attribution, 'measure' | 'labels' | 'shareInTrouble' | 'shareNormally'>,
  pods: PodCount | null,
  hasLoad: boolean,
): Pick<Attribution, 'sentence' | 'ofValues'> {
  const { measure, labels, shareInTrouble, shareNormally } = facts;
  const amount =
    shareInTrouble >= 0.995 ? (shareInTrouble >= 1 ? 'all' : 'nearly all') : `${percent(shareInTrouble)} of the`;
  const whole = hasLoad ? wholes[measure] : undefined;
  const usual = `with ${percent(shareNormally)} ${whole ?? (hasBadWord(measure) ? 'of them before' : 'before')}`;
  return {
    sentence: `${amount} ${what[measure]} come from ${placeOf(labels, pods)}, ${usual}`,
    ofValues: countOf(labels, pods),
  };
}

/** Failures are compared with failures of before, requests with requests: then they need no second word. */
const hasBadWord = (measure: BreakdownMeasure): boolean => wholes[measure] !== undefined;

const percent = (share: number): string => (share < 0.01 ? 'less than 1 %' : `${Math.round(share * 100)} %`);

const nouns: Readonly<Record<Dimension, readonly [one: string, several: string]>> = {
  version: ['version', 'versions'],
  zone: ['zone', 'zones'],
  node: ['node', 'nodes'],
  pod: ['pod', 'pods'],
  route: ['route', 'routes'],
  method: ['method', 'methods'],
  status: ['status', 'statuses'],
  tenant: ['tenant', 'tenants'],
  peer: ['peer', 'peers'],
};

/** Pods are counted where they are what the values mean. */
function countOf(labels: readonly AttributedLabel[], pods: PodCount | null): string | null {
  const place = labels.find(({ dimension }) => isPlace(dimension));
  if (place !== undefined && pods !== null) return `${pods.within} of ${pods.of} pods`;
  const [first] = labels;
  if (first === undefined || first.of < 2) return null;
  return `${first.values.length} of ${first.of} ${nouns[first.dimension][1]}`;
}

function placeOf(labels: readonly AttributedLabel[], pods: PodCount | null): string {
  const method = labels.find(({ dimension }) => dimension === 'method');
  const route = labels.find(({ dimension }) => dimension === 'route');
  // As people say it, where one method and one route are meant: `POST /pay`.
  if (method?.values.length === 1 && route?.values.length === 1)
    return `${shown(method.values[0])} ${shown(route.values[0])}`;
  const withPods = labels.find(({ dimension }) => isPlace(dimension));
  return labels.map((one) => partOf(one, one === withPods ? pods : null)).join(' of ');
}

function partOf({ dimension, values, of }: AttributedLabel, pods: PodCount | null): string {
  const list = listed(values);
  if (dimension === 'pod')
    return values.length === 1 ? `pod ${list}, 1 of ${of}` : `${values.length} of ${of} pods (${list})`;
  const name =
    dimension === 'version' && /^v?\d/.test(list) && values.length === 1
      ? list
      : `${nounOf(dimension, values)} ${list}`;
  if (pods !== null && isPlace(dimension))
    return `the ${pods.within} of ${pods.of} pods ${dimension === 'zone' ? 'in' : 'on'} ${name}`;
  return dimension === 'route' ? list : `${nounOf(dimension, values)} ${list}`;
}

const nounOf = (dimension: Dimension, values: readonly string[]): string =>
  nouns[dimension][values.length === 1 ? 0 : 1];

const maxListed = 3;

function listed(values: readonly string[]): string {
  const names = values.slice(0, maxListed).map(shown);
  const more = values.length - names.length;
  if (more > 0) return `${names.join(', ')} and ${more} more`;
  return names.length < 2 ? (names[0] ?? '') : `${names.slice(0, -1).join(', ')} and ${names.at(-1)}`;
}

const maxLength = 80;
// biome-ignore lint/suspicious/noControlCharactersInRegex: control characters are what this is about.
const unseen = /[\u0000-\u001f\u007f-\u009f\u200b-\u200f\u2028-\u202e\u2060-\u2069\ufeff]/g;

/** A value of somebody else's making, on one line and of a length that can be read. */
function shown(value: string | undefined): string {
  const clean = (value ?? '').replace(unseen, '').trim();
  if (clean === '') return '(none)';
  return clean.length > maxLength ? `${clean.slice(0, maxLength - 1)}…` : clean;
}
