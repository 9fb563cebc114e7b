import type { Environment, WatchedSettings } from '@incidentfox/config';
import { connectStores } from '@incidentfox/investigations';
import { queues } from '@incidentfox/jobs';
import { connectProducer, startConsumer } from '@incidentfox/jobs/bullmq';
import { createMetrics, type Logger, type RunningService, startHealthServer } from '@incidentfox/service-runtime';
import { bulkhead } from 'cockatiel';
import { onConsiderUpdate } from './consider-update/on-consider-update.ts';
import { createTeams } from './create-teams.ts';
import { createTeamLook } from './discovery/discover-team.ts';
import { createDiscoveryMetrics } from './discovery/discovery-metrics.ts';
import { keepDiscovering } from './discovery/keep-discovering.ts';
import { createRefusalPatience } from './intake/refusal-patience.ts';
import { measureQueues } from './queue-metrics.ts';
import { onReconcileMissedIncidents } from './reconcile/on-reconcile-missed-incidents.ts';
import { createReconciliationMetrics } from './reconcile/reconciliation-metrics.ts';
import { keepReconciliationScheduled } from './reconcile/schedule-reconciliation.ts';
import { onInvestigateIncident } from './run/on-investigate-incident.ts';
import type { WorkerDeps } from './worker-deps.ts';
import { createWorkerMetrics } from './worker-metrics.ts';

/** Investigations wait for other servers most of the time; more at once would only add load on the data sources. */
const maxConcurrentInvestigations = 4;
/** More jobs are taken than run, so that in a storm every incident is announced at once as waiting. */
const maxConcurrentJobs = 64;

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
  measureQueues(metrics, producer, Date.now);
  const teams = createTeams(settings.current, Date.now);
  const discoveries = keepDiscovering({
    teams: () => settings.current().teams.flatMap(({ id }) => teams.find(id) ?? []),
    look: createTeamLook(Date.now),
    logger,
    metrics: createDiscoveryMetrics(metrics, Date.now),
  });
  const slots = bulkhead(maxConcurrentInvestigations, maxConcurrentJobs);
  const deps: WorkerDeps = {
    team: teams.find,
    discoveryOf: discoveries.of,
    investigations: stores.investigations,
    producer,
    refusals: createRefusalPatience(Date.now),
    logger,
    metrics: createWorkerMetrics(metrics),
    // The queue is not told of the signal: one that was aborted while it waited would leave those behind it waiting for ever.
    withConcurrencySlot: (work, signal) =>
      slots.execute(() => {
        signal.throwIfAborted();
        return work();
      }),
    now: Date.now,
  };
  const handlers = [
    onInvestigateIncident(deps),
    onConsiderUpdate(deps),
    onReconcileMissedIncidents(deps, createReconciliationMetrics(metrics)),
  ];
  const schedules = await keepReconciliationScheduled(producer, settings.current, logger);
  let takesJobs = () => false;
  const isReady = async () => (takesJobs() ? producer.readiness() : 'Redis does not answer');
  const health = await startHealthServer({
    port,
    host,
    isLive: () => true,
    isReady,
    notes: discoveries.notes,
    metrics,
  });
  // Last: a start that fails after jobs were taken would count as a crash against each of them.
  const consumer = await startConsumer({
    redisUrl,
    prefix,
    queue: queues.investigations,
    handlers,
    concurrency: maxConcurrentJobs,
    logger,
  });
  takesJobs = () => consumer.isReady();
  return {
    ready: `taking investigations; health at ${health.url}`,
    stop: async () => {
      schedules.stop();
      await consumer.close();
      await health.close();
      await settings.close();
      await discoveries.stop();
      await teams.close();
      await producer.close();
      await stores.close();
    },
  };
}
