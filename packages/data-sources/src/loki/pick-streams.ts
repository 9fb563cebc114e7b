import type { Service, Window } from '@incidentfox/incident';
import { namesOf, type QuestionRun, SkipQuestion } from '../answering/index.ts';
import type { Question } from '../data-source.ts';
import { ownWords } from '../environment/own-words.ts';
import { isPlaceNamed, placeOfSeries } from '../environment/place-labels.ts';
import { toMatchers } from '../environment/place-matchers.ts';
import type { WantedPlace } from '../environment/wanted-place.ts';
import type { LokiDeps } from './deps.ts';
import { labelMatchers, oneOf, quoted, streamsOf } from './queries.ts';

/** Labels that usually hold the service, best first. */
export const defaultServiceLabels = [
  'service_name',
  'service',
  'app',
  'app_kubernetes_io_name',
  'application',
  'container',
  'job',
  'component',
  'deployment',
];

/**
 * The stream selector of a service in the wanted place: its configured labels, or the first usual label that has one of its names as a
 * value. Null when its streams are only found elsewhere: the answer then says so.
 */
export async function pickStreams(
  source: LokiDeps,
  { service, place }: Pick<Question, 'service' | 'place'>,
  span: Window,
  run: QuestionRun,
): Promise<string | null> {
  const configured = service.vendorNames[source.kind];
  const named = typeof configured === 'object' ? [...labelMatchers(configured), ...source.matchers] : null;
  if (named !== null && isPlaceNamed(named, place)) return streamsOf(named);
  const present = new Set(await source.client.labels(span, run));
  const matchers = named ?? (await matchersOf(source, service, span, run, present));
  const placed = await placeStreams(source, { wanted: place, own: ownWords(service), present, span, matchers }, run);
  if (placed.open !== null) run.leaveOpen(`${service.name} was ${placed.open}`);
  return placed.matchers === null ? null : streamsOf([...matchers, ...placed.matchers]);
}

/** Matchers for the wanted place on what others select; null when nothing of it is there. */
export async function placeStreams(
  source: LokiDeps,
  at: {
    wanted: WantedPlace | undefined;
    own: ReadonlySet<string>;
    present: ReadonlySet<string>;
    span: Window;
    matchers: readonly string[];
  },
  run: QuestionRun,
): Promise<{ matchers: string[] | null; open: string | null }> {
  if (isPlaceNamed(at.matchers, at.wanted)) return { matchers: [], open: null };
  const { matches, told, open } = await placeOfSeries(at.wanted, {
    present: at.present,
    own: at.own,
    valuesOf: (label, under) =>
      source.client.labelValues(label, at.span, run, streamsOf([...at.matchers, ...toMatchers(under, quoted)])),
  });
  if (told !== null) run.warn(told);
  return { matchers: matches === null ? null : toMatchers(matches, quoted), open };
}

async function matchersOf(
  source: LokiDeps,
  service: Service,
  span: Window,
  run: QuestionRun,
  present: ReadonlySet<string>,
): Promise<string[]> {
  const names = namesOf(service, source.kind);
  const labels = (source.serviceLabels ?? defaultServiceLabels).filter((label) => present.has(label));
  const found = await Promise.all(
    labels.map(async (label) => ({
      label,
      values: (await source.client.labelValues(label, span, run)).filter((value) => isNameOf(label, value, names)),
    })),
  );
  const first = found.find(({ values }) => values.length > 0);
  if (first !== undefined) return [oneOf(first.label, first.values), ...source.matchers];
  throw new SkipQuestion(
    `no log stream is labelled ${names.join(' or ')} (looked at ${labels.join(', ') || 'no label: none of the usual ones exists'}); set the service's loki name in the catalogue, or service_label`,
  );
}

/** `job` is often `namespace/name`. */
function isNameOf(label: string, value: string, names: readonly string[]): boolean {
  return names.some((name) => value === name || (label === 'job' && value.endsWith(`/${name}`)));
}
