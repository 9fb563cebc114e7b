import type { Service } from '@incidentfox/incident';
import { namesOf } from '../../answering/index.ts';
import { quoted } from '../queries.ts';
import { type PlannedSeries, plan } from '../series/planned-series.ts';
import { type ConfiguredMetric, unitOf } from './configured-metric.ts';

/** Requests and their failures go by one name, so that their ratio can be told. */
const requestsName = 'requests as configured';
const maxNameLength = 120;

/** What the team configured for this service, asked as it is written. */
export function planConfigured(metrics: readonly ConfiguredMetric[], service: Service, kind: string): PlannedSeries[] {
  const [name = service.name] = namesOf(service, kind);
  return metrics
    .filter((one) => one.service === undefined || one.service === service.name || service.aliases.includes(one.service))
    .map((one) => {
      const query = withService(one.query, name);
      const { unit, scale } = unitOf(one);
      const isCount = one.signal === 'request_rate' || one.signal === 'error_rate';
      return plan(one.signal, unit, isCount ? requestsName : query.slice(0, maxNameLength), query, { scale });
    });
}

/** Escaped as in a string of PromQL: a name cannot end the string it stands in. */
const withService = (query: string, name: string): string =>
  query.replaceAll('$service', () => quoted(name).slice(1, -1));

/** The query for any service, for a look whether it finds anything. */
export const forAnyService = (query: string): string => query.replaceAll(/=~?"\$service"/g, '=~".+"');

/** What was found without configuration, where nothing configured says the same. */
export function withoutConfigured(
  planned: readonly PlannedSeries[],
  configured: readonly PlannedSeries[],
): PlannedSeries[] {
  const told = new Set(configured.map(({ signal }) => signal));
  if (told.has('error_ratio')) told.add('error_rate');
  if (told.has('error_rate')) told.add('request_rate').add('error_ratio');
  return planned.filter(({ signal, peer }) => peer !== undefined || !told.has(signal));
}
