import { Failure } from '@incidentfox/failures';
import type { Location } from '@incidentfox/incident';
import type { Secret } from '@incidentfox/secrets';
import { alertmanager } from './alertmanager/index.ts';
import { argoCd } from './argo-cd/index.ts';
import { aws } from './aws/index.ts';
import type { DataSource, DataSourceDefinition } from './data-source.ts';
import { datadog } from './datadog/index.ts';
import { elasticsearch } from './elasticsearch/index.ts';
import { atPlace } from './environment/at-place.ts';
import { github } from './github/index.ts';
import { gitlab } from './gitlab/index.ts';
import { grafana } from './grafana/index.ts';
import { incidentIo } from './incident-io/index.ts';
import type { IncidentIoToolSettings } from './incident-io/settings.ts';
import { kubernetes } from './kubernetes/index.ts';
import { loki } from './loki/index.ts';
import { pagerduty } from './pagerduty/index.ts';
import { prometheus } from './prometheus/index.ts';
import { sentry } from './sentry/index.ts';

/** Every kind of data source there is. A new one is a folder, a line here and a line in `settings.ts`. */
// biome-ignore lint/suspicious/noExplicitAny: definitions of different settings stand in one list; each parses its own
export const dataSourceDefinitions: readonly DataSourceDefinition<any>[] = [
  grafana,
  elasticsearch,
  alertmanager,
  incidentIo,
  loki,
  github,
  kubernetes,
  argoCd,
  gitlab,
  pagerduty,
  sentry,
  datadog,
  aws,
  prometheus,
];

/** One enabled entry of `tools`, its settings already parsed by the schema of its kind. */
export interface ConfiguredTool {
  readonly id: string;
  readonly kind: string;
  readonly settings: unknown;
  /** The only place this instance holds. */
  readonly place?: Location;
}

/** Makes every configured source. Opens no connection yet. Throws a `config` failure for a kind nobody knows. */
export function createDataSources(
  tools: readonly ConfiguredTool[],
  options: { now: () => number; onUnauthorized?: (tool: ConfiguredTool) => Promise<boolean> },
): DataSource[] {
  return tools.map((tool) => {
    const definition = dataSourceDefinitions.find(({ kind }) => kind === tool.kind);
    if (definition === undefined) throw new Failure('config', `tools.${tool.kind}: no such data source`);
    const { onUnauthorized } = options;
    const source = definition.create({
      id: tool.id,
      settings: tool.settings,
      now: options.now,
      ...(onUnauthorized === undefined ? {} : { onUnauthorized: () => onUnauthorized(tool) }),
    });
    return tool.place === undefined ? source : atPlace(source, tool.place, options.now);
  });
}

/** incident.io as a source with the key of `integrations.incident_io`, so that it need not be configured twice. */
export function incidentIoAsTool(integration: { apiUrl: string; apiKey: Secret }): ConfiguredTool {
  const settings: IncidentIoToolSettings = {
    timeout_seconds: 10,
    headers: {},
    url: integration.apiUrl,
    api_key: integration.apiKey,
    past_incident_days: 90,
  };
  return { id: 'incident_io', kind: 'incident_io', settings };
}

/** What people call a kind: `Prometheus`. The kind itself when it is unknown. */
export function titleOf(kind: string): string {
  return dataSourceDefinitions.find((definition) => definition.kind === kind)?.title ?? kind;
}
