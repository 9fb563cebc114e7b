import type { Investigation } from '@incidentfox/incident';
import type { DeliveryStore, InvestigationStore } from '@incidentfox/investigations';
import type { JobProducer } from '@incidentfox/jobs/bullmq';
import type { Logger } from '@incidentfox/service-runtime';
import type { Team } from './team.ts';
import type { WorkerMetrics } from './worker-metrics.ts';

/** Everything the worker's handlers act with, joined in compose.ts. */
export interface WorkerRoom {
  /** Undefined when the configuration has no such team (any more). */
  team(id: string): Team | undefined;
  readonly investigations: InvestigationStore;
  readonly deliveries: DeliveryStore;
  readonly producer: JobProducer;
  readonly logger: Logger;
  readonly metrics: WorkerMetrics;
  /** Runs the asking and thinking of an investigation when it is its turn: so many at once, the others wait. */
  takeTurn<T>(work: () => Promise<T>, signal: AbortSignal): Promise<T>;
  /** Epoch ms. */
  now(): number;
}

/** What may be logged of an investigation: addresses, never names. */
export function addressOf(investigation: Pick<Investigation, 'id' | 'revision' | 'incidentId' | 'team'>) {
  const { id, revision, incidentId, team } = investigation;
  return { investigationId: id, revision, incidentId, team };
}
