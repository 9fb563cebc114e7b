import { Failure } from '@incidentfox/failures';
import { checkWith } from '../answering/index.ts';
import type { Check } from '../data-source.ts';
import type { DatadogClient } from './client.ts';
import type { DatadogSettings } from './settings.ts';

/** One cheap read per capability. */
export function checkDatadog(
  client: DatadogClient,
  settings: DatadogSettings,
  now: number,
  signal: AbortSignal,
): Promise<Check[]> {
  const recent = { from: now - 300_000, to: now };
  const reader = { signal };
  const needs = (scope: string) => ({
    forbidden: `Give the application key the scope ${scope}.`,
    auth: 'Check api_key, app_key and site: keys of one site are unknown at another.',
  });
  const checks = [
    checkWith(
      'identity',
      async () => {
        if (!(await client.isValid(reader))) throw new Failure('auth', 'the API key is not valid');
        return `API key accepted at ${settings.site}`;
      },
      needs('any'),
    ),
    checkWith(
      'metrics',
      async () => {
        await client.timeseries(
          [{ data_source: 'metrics', query: 'avg:datadog.agent.running{*}' }],
          recent,
          60_000,
          reader,
        );
        return 'may query metrics';
      },
      needs('timeseries_query'),
    ),
    checkWith(
      'logs',
      async () => {
        await client.countLogs('*', recent, {}, reader);
        return 'may read logs';
      },
      needs('logs_read_data'),
    ),
    checkWith(
      'alerts',
      async () => `may read monitors${(await client.probeMonitors(reader)) > 0 ? '' : '; there are none'}`,
      needs('monitors_read'),
    ),
    checkWith(
      'topology',
      async () => {
        if (settings.environment === undefined) return 'not asked: set tools.datadog.environment';
        const services = Object.keys(await client.allDependencies(settings.environment, recent, reader)).length;
        return `${services} services in ${settings.environment}`;
      },
      needs('apm_read'),
    ),
  ];
  return Promise.all(checks);
}
