import type { Environment, Settings, TeamSettings } from '@incidentfox/config';
import { loadSettings } from '@incidentfox/config';
import { createDataSources } from '@incidentfox/data-sources';
import { createIncidentIo } from '@incidentfox/incident-io/api';
import { connectStores } from '@incidentfox/investigations';
import { queues } from '@incidentfox/jobs';
import { connectProducer, startConsumer } from '@incidentfox/jobs/bullmq';
import { createMetrics, type Logger, type RunningService, startHealthServer } from '@incidentfox/service-runtime';
import { onConsiderUpdate } from './on-consider-update.ts';
import { onInvestigateIncident } from './on-investigate-incident.ts';
import { onReconcileMissedIncidents, scheduleReconciliation } from './reconcile-missed-incidents.ts';
import { createReconciliationMetrics } from './reconcile-missed-incidents-metrics.ts';
import type { Team } from './team.ts';
import { createWorkerMetrics } from './worker-metrics.ts';
import type { WorkerRoom } from './worker-room.ts';

/** Investigations wait for other servers most of the time; more at once would only press on the data sources. */
const investigationsAtOnce = 4;

/** Builds the worker: settings, clients, stores, queue. Stops in reverse. */
export async function startWorker(
  environment: Environment,
  env: NodeJS.ProcessEnv,
  logger: Logger,
): Promise<RunningService> {
  const { redisUrl, prefix } = environment;
  const settings: Settings = await loadSettings({ file: environment.configFile, env });
  for (const warning of settings.warnings) logger.warn({ warning }, 'The configuration has a warning');
  const metrics = createMetrics('investigator-worker');
  const stores = await connectStores({ redisUrl, prefix });
  const producer = await connectProducer({ redisUrl, prefix });
  const teams = new Map(settings.teams.map((team) => [team.id, createTeam(team)]));
  const room: WorkerRoom = {
    team: (id) => teams.get(id),
    investigations: stores.investigations,
    deliveries: stores.deliveries,
    producer,
    logger,
    metrics: createWorkerMetrics(metrics),
    now: Date.now,
  };
  const consumer = await startConsumer({
    redisUrl,
    prefix,
    queue: queues.investigations,
    handlers: [
      onInvestigateIncident(room),
      onConsiderUpdate(room),
      onReconcileMissedIncidents(room, createReconciliationMetrics(metrics)),
    ],
    concurrency: investigationsAtOnce,
    logger,
  });
  await scheduleReconciliation(producer, settings);
  const health = await startHealthServer({
    port: environment.port,
    host: environment.host,
    isLive: () => true,
    isReady: () => (consumer.isReady() && producer.isReady()) || 'Redis does not answer',
    metrics,
  });
  return {
    ready: `taking investigations; health at ${health.url}`,
    stop: async () => {
      await consumer.close();
      await health.close();
      await Promise.all([...teams.values()].map((team) => team.incidentIo.close()));
      await producer.close();
      await stores.close();
    },
  };
}

function createTeam(settings: TeamSettings): Team {
  const { apiKey, apiUrl } = settings.incidentIo;
  return {
    settings,
    incidentIo: createIncidentIo({ apiUrl, apiKey: () => apiKey?.reveal() ?? '' }),
    sources: createDataSources(settings.tools, { now: Date.now }),
  };
}
