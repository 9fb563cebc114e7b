import type { Service, Window } from '@incidentfox/incident';
import { configuredNameOf, namesOf, type QuestionRun, SkipQuestion } from '../../answering/index.ts';
import type { PrometheusDeps } from '../deps.ts';
import { namingsFor } from '../namings/namings.ts';
import { labelMatchers } from '../queries.ts';
import type { ServiceMetrics } from './service-metrics.ts';

/** Labels an application's own metrics have, the usual ones first: those looked at when nothing known was found. */
const ownLabels = ['service_name', 'service', 'app', 'app_kubernetes_io_name', 'container', 'job'];
const shownMetrics = 3;

/**
 * Fails the question kindly when nothing of the service is there: its name is on no series, or on series none of which is understood, and
 * these two need different remedies.
 */
export async function refuseUnknown(
  source: PrometheusDeps,
  { place: _place, ...metrics }: ServiceMetrics,
  service: Service,
  during: { span: Window; run: QuestionRun },
): Promise<void> {
  if (Object.values(metrics).some((one) => (Array.isArray(one) ? one.length > 0 : one !== null))) return;
  const named = await namedOn(source, service, during).catch(() => null);
  if (named === null)
    throw new SkipQuestion(
      `no known metric names ${service.name} in any of the usual labels; set its prometheus name in the service catalogue, or service_label`,
    );
  throw new SkipQuestion(notUnderstood(service, named));
}

function notUnderstood({ name }: Service, { by, metrics }: { by: string; metrics: readonly string[] }): string {
  const examples = metrics.slice(0, shownMetrics).join(', ');
  return `${name} is on ${metrics.length} metrics by ${by}, and none of them is one that is understood (${examples})`;
}

/** By what the service is found on series of any metric. Null when it is on none. */
async function namedOn(
  { client, kind, serviceLabels, matchers }: PrometheusDeps,
  service: Service,
  { span, run }: { span: Window; run: QuestionRun },
): Promise<{ by: string; metrics: readonly string[] } | null> {
  const configured = configuredNameOf(service, kind);
  const namings =
    typeof configured === 'object'
      ? [{ label: Object.keys(configured).join(' and '), matcher: labelMatchers(configured).join(',') }]
      : namingsFor(namesOf(service, kind), serviceLabels ?? ownLabels);
  const found = await Promise.all(
    namings.map(async ({ label, matcher }) => ({
      by: `the label ${label}`,
      metrics: await client.metricNames(`{${[matcher, ...matchers].join(',')}}`, span, run),
    })),
  );
  return found.find(({ metrics }) => metrics.length > 0) ?? null;
}
