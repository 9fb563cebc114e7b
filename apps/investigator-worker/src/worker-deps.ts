import type { Investigation } from '@incidentfox/incident';
import type { InvestigationStore } from '@incidentfox/investigations';
import type { JobProducer } from '@incidentfox/jobs/bullmq';
import type { Logger } from '@incidentfox/service-runtime';
import type { TeamDiscovery } from './discovery/team-discovery.ts';
import type { RefusalPatience } from './intake/refusal-patience.ts';
import type { Team } from './team.ts';
import type { WorkerMetrics } from './worker-metrics.ts';

/** Everything the worker's handlers act with, joined in compose.ts. */
export interface WorkerDeps {
  /** Undefined when the configuration has no such team (any more). */
  team(id: string): Team | undefined;
  /** What is known of its system without an incident; null as long as nothing is. */
  discoveryOf(team: Team): TeamDiscovery | null;
  readonly investigations: InvestigationStore;
  readonly producer: JobProducer;
  readonly refusals: RefusalPatience;
  readonly logger: Logger;
  readonly metrics: WorkerMetrics;
  /** Runs an investigation when one of the concurrency slots is free; the others wait. */
  withConcurrencySlot<T>(work: () => Promise<T>, signal: AbortSignal): Promise<T>;
  /** Epoch ms. */
  now(): number;
}

/** What may be logged of an investigation: addresses, never names. */
export function addressOf(investigation: Pick<Investigation, 'id' | 'revision' | 'incidentId' | 'team'>) {
  const { id, revision, incidentId, team } = investigation;
  return { investigationId: id, revision, incidentId, team };
}
