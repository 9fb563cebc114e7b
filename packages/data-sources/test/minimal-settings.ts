import type { DataSource } from '../src/data-source.ts';
import { dataSourceDefinitions } from '../src/index.ts';
import type { ToolKind } from '../src/settings.ts';

const url = 'http://127.0.0.1:1';
const token = 'env:TOKEN';

/** The least each kind can be configured with. */
const minimalSettings: Readonly<Record<ToolKind, object>> = {
  grafana: { url, token },
  elasticsearch: { url },
  alertmanager: { url },
  incident_io: { api_key: token },
  loki: { url },
  github: {},
  kubernetes: { url },
  argo_cd: { url, token },
  gitlab: { url },
  pagerduty: { api_key: token },
  sentry: { token, organization: 'shop' },
  datadog: { api_key: token, app_key: token },
  aws: { region: 'eu-west-1' },
  prometheus: { url },
};

/** Every kind there is, made with the least it needs. Nothing is connected to. */
export function everySource(): DataSource[] {
  return dataSourceDefinitions.map((definition) =>
    definition.create({
      id: definition.kind,
      settings: definition.settings.parse(minimalOf(definition.kind as ToolKind)),
      now: Date.now,
    }),
  );
}

/** Jest does not look at types: a kind that was forgotten is said here. */
function minimalOf(kind: ToolKind): object {
  if (!Object.hasOwn(minimalSettings, kind)) throw new Error(`minimalSettings has no entry for ${kind}`);
  return minimalSettings[kind];
}
