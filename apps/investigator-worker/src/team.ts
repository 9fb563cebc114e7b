import type { TeamSettings } from '@incidentfox/config';
import type { DataSource } from '@incidentfox/data-sources';
import type { IncidentIo } from '@incidentfox/incident-io/api';

/** One team of the deployment with its clients, as the handlers use it. */
export interface Team {
  readonly settings: TeamSettings;
  readonly incidentIo: IncidentIo;
  readonly sources: readonly DataSource[];
}
