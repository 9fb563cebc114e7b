import type { ToolKind } from '../../src/settings.ts';

/** What each kind needs besides its address. */
const needed: Readonly<Record<ToolKind, object>> = {
  grafana: { token: 'plain-token' },
  elasticsearch: {},
  alertmanager: {},
  incident_io: { api_key: 'plain-token' },
  loki: {},
  github: { token: 'plain-token' },
  kubernetes: {},
  argo_cd: { token: 'plain-token' },
  gitlab: { token: 'plain-token' },
  pagerduty: { api_key: 'plain-token' },
  sentry: { token: 'plain-token', organization: 'shop' },
  datadog: { api_key: 'plain-token', app_key: 'plain-token' },
  aws: { region: 'eu-west-1', access_key_id: 'AKIDEXAMPLE0123456789', secret_access_key: 'plain-secret' },
  prometheus: {},
};

/** The same for a kind by its name; a kind that was forgotten is said. */
export function leastOf(kind: string): object {
  if (!Object.hasOwn(needed, kind)) throw new Error(`least-settings has no entry for ${kind}`);
  return needed[kind as ToolKind];
}
