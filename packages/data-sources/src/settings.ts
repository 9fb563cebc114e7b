import type { z } from 'zod';
import { alertmanagerSettings } from './alertmanager/settings.ts';
import { githubSettings } from './github/settings.ts';
import { incidentIoSettings } from './incident-io/settings.ts';
import { kubernetesSettings } from './kubernetes/settings.ts';
import { lokiSettings } from './loki/settings.ts';
import { prometheusSettings } from './prometheus/settings.ts';

/**
 * Kind -> schema of one instance of `tools.<kind>`, light enough for the configuration loader: nothing here opens a
 * connection or loads a vendor's library. The registry has the same kinds; a test compares them.
 */
export const toolSettings = {
  alertmanager: alertmanagerSettings,
  incident_io: incidentIoSettings,
  loki: lokiSettings,
  github: githubSettings,
  kubernetes: kubernetesSettings,
  prometheus: prometheusSettings,
} as const satisfies Record<string, z.ZodType>;

export type ToolKind = keyof typeof toolSettings;
