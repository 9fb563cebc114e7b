import type { Settings, TeamSettings } from '@incidentfox/config';
import type { NotStartedStore } from '@incidentfox/investigations';
import type { JobProducer } from '@incidentfox/jobs/bullmq';
import type { Logger } from '@incidentfox/service-runtime';
import type { GatewayMetrics } from './gateway-metrics.ts';

/** Everything the gateway acts with, joined in compose.ts. */
export interface GatewayDeps {
  /** The settings as they are now: they may be reloaded between two requests. */
  settings(): Settings;
  /** For a signature that matched no secret of ours: they may have been rotated. Returns at once; the next delivery may pass. */
  rereadSecrets(): void;
  readonly producer: JobProducer;
  readonly notStarted: Pick<NotStartedStore, 'note'>;
  readonly logger: Logger;
  readonly metrics: GatewayMetrics;
  /** Epoch ms. */
  now(): number;
}

/** The team a webhook path names; without a name the only team, or the one called `default`. */
export function findTeam(settings: Settings, name: string | undefined): TeamSettings | undefined {
  if (name !== undefined) return settings.teams.find((team) => team.id === name);
  return settings.teams.length === 1 ? settings.teams[0] : settings.teams.find((team) => team.id === 'default');
}
