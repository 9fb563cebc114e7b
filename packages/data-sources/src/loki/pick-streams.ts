import type { Service, Window } from '@incidentfox/incident';
import { namesOf, type QuestionRun, SkipQuestion } from '../answering/index.ts';
import type { LokiDeps } from './deps.ts';
import { labelMatchers, streamsOf } from './queries.ts';

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

/** The stream selector of a service: its configured labels, or the first usual label that has one of its names as a value. */
export async function pickStreams(source: LokiDeps, service: Service, span: Window, run: QuestionRun): Promise<string> {
  const configured = service.vendorNames[source.kind];
  if (typeof configured === 'object') return `{${[...labelMatchers(configured), ...source.matchers].join(', ')}}`;
  const names = namesOf(service, source.kind);
  const present = new Set(await source.client.labels(span, run));
  const labels = (source.serviceLabels ?? defaultServiceLabels).filter((label) => present.has(label));
  const found = await Promise.all(
    labels.map(async (label) => ({
      label,
      values: (await source.client.labelValues(label, span, run)).filter((value) => isNameOf(label, value, names)),
    })),
  );
  const first = found.find(({ values }) => values.length > 0);
  if (first !== undefined) return streamsOf(first.label, first.values, source.matchers);
  throw new SkipQuestion(
    `no log stream is labelled ${names.join(' or ')} (looked at ${labels.join(', ') || 'no label: none of the usual ones exists'}); set the service's loki name in the catalogue, or service_label`,
  );
}

/** `job` is often `namespace/name`. */
function isNameOf(label: string, value: string, names: readonly string[]): boolean {
  return names.some((name) => value === name || (label === 'job' && value.endsWith(`/${name}`)));
}
