import { connectToTenant } from '../execution/connect-to-tenant.ts';
import { type Asking, droppedWarning, type Reader, reading } from '../execution/index.ts';
import { AlertsResponse, type GettableAlert, StatusResponse } from './responses.schema.ts';
import type { AlertmanagerSettings } from './settings.ts';

/** Alertmanager's API v2 as far as we use it. Every call throws a Failure. */
export interface AlertmanagerClient {
  /** All alerts that are active, silenced or inhibited now. */
  alerts(asking: Asking): Promise<GettableAlert[]>;
  status(reader: Reader): Promise<{ version: string; cluster: string }>;
}

export function connectAlertmanager(
  settings: AlertmanagerSettings,
  name: string,
  onUnauthorized?: () => Promise<boolean>,
): AlertmanagerClient {
  const http = connectToTenant(settings, name, onUnauthorized);
  return {
    async alerts(asking) {
      const query = { active: true, silenced: true, inhibited: true, filter: settings.filter };
      const { value } = await http.request({
        path: '/api/v2/alerts',
        query,
        schema: AlertsResponse,
        ...reading(asking),
      });
      const warning = droppedWarning(value.dropped, 'alerts');
      if (warning !== undefined) asking.warn(warning);
      return value.items;
    },
    async status(reader) {
      const { value } = await http.request({ path: '/api/v2/status', schema: StatusResponse, ...reading(reader) });
      return { version: value.versionInfo.version, cluster: value.cluster?.status ?? 'unknown' };
    },
  };
}
