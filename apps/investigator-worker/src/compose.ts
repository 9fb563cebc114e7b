import type { Environment, WatchedSettings } from '@incidentfox/config';
import { connectStores } from '@incidentfox/investigations';
import { queues } from '@incidentfox/jobs';
import { connectProducer, startConsumer } from '@incidentfox/jobs/bullmq';
import { createMetrics, type Logger, type RunningService, startHealthServer } from '@incidentfox/service-runtime';
import { bulkhead } from 'cockatiel';
import { createTeams } from './create-teams.ts';
import { onConsiderUpdate } from './on-consider-update.ts';
import { onInvestigateIncident } from './on-investigate-incident.ts';
import { onReconcileMissedIncidents, scheduleReconciliation } from './reconcile-missed-incidents.ts';
import { createReconciliationMetrics } from './reconcile-missed-incidents-metrics.ts';
import { createWorkerMetrics } from './worker-metrics.ts';
import type { WorkerRoom } from './worker-room.ts';

/** Investigations wait for other servers most of the time; more at once would only press on the data sources. */
const investigationsAtOnce = 4;
/** More are taken up, so that in a storm every incident is told at once that its turn will come. */
const takenUpAtOnce = 64;

/** Builds the worker: settings, clients, stores, queue. Stops in reverse. */
export async function startWorker(
  environment: Pick<Environment, 'redisUrl' | 'prefix' | 'port' | 'host'>,
  settings: WatchedSettings,
  logger: Logger,
): Promise<RunningService> {
  const { redisUrl, prefix, port, host } = environment;
  const metrics = createMetrics('investigator-worker');
  const stores = await connectStores({ redisUrl, prefix });
  const producer = await connectProducer({ redisUrl, prefix });
  const teams = createTeams(settings.current, Date.now);
  const turns = bulkhead(investigationsAtOnce, takenUpAtOnce);
  const room: WorkerRoom = {
    team: teams.find,
    investigations: stores.investigations,
    deliveries: stores.deliveries,
    producer,
    logger,
    metrics: createWorkerMetrics(metrics),
    takeTurn: (work, signal) => turns.execute(work, signal),
    now: Date.now,
  };
  const handlers = [
    onInvestigateIncident(room),
    onConsiderUpdate(room),
    onReconcileMissedIncidents(room, createReconciliationMetrics(metrics)),
  ];
  await scheduleReconciliation(producer, settings.current());
  let takesJobs = () => false;
  const isReady = () => (takesJobs() && producer.isReady()) || 'Redis does not answer';
  const health = await startHealthServer({ port, host, isLive: () => true, isReady, metrics });
  // Last: a start that fails after jobs were taken would count as a death over each of them.
  const consumer = await startConsumer({
    redisUrl,
    prefix,
    queue: queues.investigations,
    handlers,
    concurrency: takenUpAtOnce,
    logger,
  });
  takesJobs = () => consumer.isReady();
  return {
    ready: `taking investigations; health at ${health.url}`,
    stop: async () => {
      await consumer.close();
      await health.close();
      await settings.close();
      await teams.close();
      await producer.close();
      await stores.close();
    },
  };
}
