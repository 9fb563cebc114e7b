import type { z } from 'zod';
import { alertmanagerSettings } from './alertmanager/settings.ts';
import { argoCdSettings } from './argo-cd/settings.ts';
import { awsSettings } from './aws/settings.ts';
import { datadogSettings } from './datadog/settings.ts';
import { elasticsearchSettings } from './elasticsearch/settings.ts';
import { githubSettings } from './github/settings.ts';
import { gitlabSettings } from './gitlab/settings.ts';
import { grafanaSettings } from './grafana/settings.ts';
import { incidentIoSettings } from './incident-io/settings.ts';
import { kubernetesSettings } from './kubernetes/settings.ts';
import { lokiSettings } from './loki/settings.ts';
import { pagerdutySettings } from './pagerduty/settings.ts';
import { prometheusSettings } from './prometheus/settings.ts';
import { sentrySettings } from './sentry/settings.ts';

export { address, holdsNoUser } from './vendor-http/connection-settings.ts';

/**
 * Kind -> schema of one instance of `tools.<kind>`, light enough for the configuration loader: nothing here opens a
 * connection or loads a vendor's library. The registry has the same kinds; a test compares them.
 */
export const toolSettings = {
  grafana: grafanaSettings,
  elasticsearch: elasticsearchSettings,
  alertmanager: alertmanagerSettings,
  incident_io: incidentIoSettings,
  loki: lokiSettings,
  github: githubSettings,
  kubernetes: kubernetesSettings,
  argo_cd: argoCdSettings,
  gitlab: gitlabSettings,
  pagerduty: pagerdutySettings,
  sentry: sentrySettings,
  datadog: datadogSettings,
  aws: awsSettings,
  prometheus: prometheusSettings,
} as const satisfies Record<string, z.ZodType>;

export type ToolKind = keyof typeof toolSettings;
