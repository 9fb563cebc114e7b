import type { TeamSettings } from '@incidentfox/config';
import type { DataSource } from '@incidentfox/data-sources';
import type { Severity } from '@incidentfox/incident';
import type { IncidentIo } from '@incidentfox/incident-io/api';

/** One team of the deployment with its clients, as the handlers use it. */
export interface Team {
  readonly settings: TeamSettings;
  readonly incidentIo: IncidentIo;
  readonly sources: readonly DataSource[];
  /** The organisation's severities; cached for a few minutes. Empty when they cannot be read: names still work. */
  severities(): Promise<readonly Severity[]>;
}
