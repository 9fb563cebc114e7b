import { type Answerer, answerChanges, answerWith } from '../answering/index.ts';
import type { DataSource, DataSourceDefinition } from '../data-source.ts';
import { askAlerts } from './ask-alerts.ts';
import { askChanges } from './ask-changes.ts';
import { askInfra } from './ask-infra.ts';
import { askLogs } from './ask-logs.ts';
import { askMetrics } from './ask-metrics.ts';
import { checkAws } from './check.ts';
import { type AwsClient, connectAws } from './client.ts';
import { type AwsSettings, awsSettings } from './settings.ts';
import { sweepTopology } from './x-ray/sweep-topology.ts';

/** AWS: CloudWatch metrics, alarms and logs, and what ECS deployed and stopped. */
export const aws: DataSourceDefinition<typeof awsSettings> = {
  kind: 'aws',
  title: 'AWS',
  settings: awsSettings,
  create: ({ id, settings, now }) => createAws({ id, kind: 'aws', now }, settings, connectAws(settings, id)),
};

function createAws(source: Answerer, settings: AwsSettings, client: AwsClient): DataSource {
  const deps = { client, settings };
  return {
    id: source.id,
    kind: source.kind,
    capabilities: new Set(['metrics', 'alerts', 'logs', 'infra', 'changes'] as const),
    check: (signal) => checkAws(client, settings, signal),
    metrics: (question) => answerWith(source, question, (run) => askMetrics(deps, question, run)),
    logs: (question) => answerWith(source, question, (run) => askLogs(deps, question, run)),
    infra: (question) => answerWith(source, question, (run) => askInfra(deps, question, run)),
    alerts: (question) => answerWith(source, question, (run) => askAlerts(deps, question, run)),
    changes: (question) => answerChanges(source, question, (run) => askChanges(deps, question, run)),
    sweeps: { topology: (question) => answerWith(source, question, (run) => sweepTopology(client, question, run)) },
  };
}
