import type { TlsParts } from '@incidentfox/http-client';

/** How one cluster is reached: its address, who we are there, and whom to believe. */
export interface ClusterConnection {
  readonly url: string;
  /** Called for every request. */
  headers(): Promise<Record<string, string>>;
  /** Undefined where the public authorities count. */
  readonly tls: (() => Promise<TlsParts>) | undefined;
  /** After a 401: true when there are credentials to try once more. */
  renew(): Promise<boolean>;
}
