import type { QuestionRun } from '../answering/index.ts';
import { connectToTenant } from '../vendor-http/connect-to-tenant.ts';
import { droppedWarning, type Requester, readOptions, type VendorAccess } from '../vendor-http/index.ts';
import { AlertsResponse, type GettableAlert, StatusResponse } from './responses.schema.ts';
import type { AlertmanagerSettings } from './settings.ts';

/** Alertmanager's API v2 as far as we use it. Every call throws a Failure. */
export interface AlertmanagerClient {
  /** All alerts that are active, silenced or inhibited now. */
  alerts(run: QuestionRun): Promise<GettableAlert[]>;
  status(reader: Requester): Promise<{ version: string; cluster: string }>;
}

export function connectAlertmanager(
  settings: AlertmanagerSettings,
  name: string,
  access: VendorAccess,
): AlertmanagerClient {
  const http = connectToTenant(settings, name, access);
  return {
    async alerts(run) {
      const query = { active: true, silenced: true, inhibited: true, filter: settings.filter };
      const { value } = await http.request({
        path: '/api/v2/alerts',
        query,
        schema: AlertsResponse,
        ...readOptions(run),
      });
      const warning = droppedWarning(value.dropped, 'alerts');
      if (warning !== undefined) run.warn(warning);
      return value.items;
    },
    async status(reader) {
      const { value } = await http.request({ path: '/api/v2/status', schema: StatusResponse, ...readOptions(reader) });
      return { version: value.versionInfo.version, cluster: value.cluster?.status ?? 'unknown' };
    },
  };
}
