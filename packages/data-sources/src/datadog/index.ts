import { type Answerer, answerChanges, answerWith, SkipQuestion } from '../answering/index.ts';
import type { DataSource, DataSourceDefinition } from '../data-source.ts';
import { defaultCaps } from '../limits.ts';
import { askAlerts } from './ask-alerts.ts';
import { askChanges } from './ask-changes.ts';
import { askLogs } from './ask-logs.ts';
import { askMetrics } from './ask-metrics.ts';
import { askTopology, environmentsToTry, sweepTopology } from './ask-topology.ts';
import { checkDatadog } from './check.ts';
import { connectDatadog, type DatadogClient } from './client.ts';
import { type DatadogSettings, datadogSettings } from './settings.ts';

/** Datadog: APM and container metrics, logs, monitors, events and deployments, service dependencies. */
export const datadog: DataSourceDefinition<typeof datadogSettings> = {
  kind: 'datadog',
  title: 'Datadog',
  settings: datadogSettings,
  create: ({ id, settings, now, onUnauthorized }) =>
    createDatadog({ id, kind: 'datadog', now }, settings, connectDatadog(settings, id, { now, onUnauthorized })),
};

const hourMs = 3_600_000;

function createDatadog(source: Answerer, settings: DatadogSettings, client: DatadogClient): DataSource {
  const deps = { client, settings };
  return {
    id: source.id,
    kind: source.kind,
    capabilities: new Set(['metrics', 'logs', 'alerts', 'changes', 'topology'] as const),
    check: (signal) => checkDatadog(client, settings, source.now(), signal),
    metrics: (question) => answerWith(source, question, (run) => askMetrics(deps, question, run)),
    logs: (question) => answerWith(source, question, (run) => askLogs(deps, question, run)),
    alerts: (question) => answerWith(source, question, (run) => askAlerts(deps, question, run)),
    changes: (question) => answerChanges(source, question, (run) => askChanges(deps, question, run)),
    topology: (question) => answerWith(source, question, (run) => askTopology(deps, question, run)),
    sweeps: { topology: (question) => answerWith(source, question, (run) => sweepTopology(deps, question, run)) },
    discover: (signal) =>
      answerWith(source, { signal, caps: { ...defaultCaps, items: 2_000 } }, async (run) => {
        const range = { from: source.now() - hourMs, to: source.now() };
        for (const environment of environmentsToTry(settings)) {
          const names = Object.keys(await client.allDependencies(environment, range, run));
          if (names.length > 0) return names.map((name) => ({ name, vendorName: name }));
        }
        throw new SkipQuestion('no service is listed for the usual values of env; set tools.datadog.environment');
      }),
  };
}
