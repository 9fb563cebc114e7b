import type { Environment, Settings, WatchedSettings } from '@incidentfox/config';
import { Failure } from '@incidentfox/failures';
import { isWebhookSecret, webhookSecretRule } from '@incidentfox/incident-io/webhooks';
import { connectStores } from '@incidentfox/investigations';
import { connectProducer } from '@incidentfox/jobs/bullmq';
import {
  createMetrics,
  type Logger,
  type RunningService,
  serve,
  startHealthServer,
} from '@incidentfox/service-runtime';
import type { GatewayDeps } from './gateway-deps.ts';
import { createGatewayMetrics } from './gateway-metrics.ts';
import { createGateway } from './server.ts';

/** A guessed signature must not make us read secrets for every try; incident.io sends again after five seconds. */
const minSecretReloadMs = 5_000;
/** Long for a webhook, which is answered within two seconds, and well before the process is ended anyway. */
const graceMs = 10_000;

/** Connects the queue and starts to listen. The settings are read for every webhook, so that a reload takes effect at once. */
export async function startGateway(
  environment: Pick<Environment, 'redisUrl' | 'prefix' | 'port' | 'host'> & Partial<Pick<Environment, 'metricsPort'>>,
  settings: WatchedSettings,
  logger: Logger,
): Promise<RunningService> {
  refuseBrokenSecrets(settings.current());
  // Short enough that a hanging Redis is a 503 within two seconds, with both commands of an add.
  const producer = await connectProducer({
    redisUrl: environment.redisUrl,
    prefix: environment.prefix,
    commandTimeoutMs: 900,
  });
  const stores = await connectStores({
    redisUrl: environment.redisUrl,
    prefix: environment.prefix,
    commandTimeoutMs: 900,
  });
  const metrics = createMetrics('webhook-gateway');
  const deps: GatewayDeps = {
    settings: settings.current,
    rereadSecrets: atMostEvery(minSecretReloadMs, Date.now, () => void settings.reload().catch(() => {})),
    producer,
    notStarted: stores.notStarted,
    logger,
    metrics: createGatewayMetrics(metrics),
    now: Date.now,
  };
  const checks = { isLive: () => true, isReady: producer.readiness };
  const { host, port, metricsPort } = environment;
  const server = await serve(createGateway(deps, checks), { host, port, graceMs });
  const numbers = metricsPort == null ? null : await startHealthServer({ ...checks, metrics, host, port: metricsPort });
  return {
    ready: `webhooks are received at ${server.url}/api/incident-io/webhook`,
    stop: async () => {
      await server.close();
      await numbers?.close();
      await settings.close();
      await producer.close();
      await stores.close();
    },
  };
}

function atMostEvery(ms: number, now: () => number, work: () => void): () => void {
  let last = Number.NEGATIVE_INFINITY;
  return () => {
    if (now() - last < ms) return;
    last = now();
    work();
  };
}

/** A secret nobody can sign with would refuse every webhook: the start fails instead. */
function refuseBrokenSecrets(settings: Settings): void {
  const broken = settings.teams
    .filter((team) => team.incidentIo.enabled)
    .flatMap((team) => team.incidentIo.webhookSecrets.map((secret) => ({ team: team.id, secret })))
    .filter(({ secret }) => !isWebhookSecret(secret.reveal()))
    .map(({ team, secret }) => `team ${team}: ${secret.toString()} ${webhookSecretRule}`);
  if (broken.length > 0) throw new Failure('config', broken.join('\n'));
}
