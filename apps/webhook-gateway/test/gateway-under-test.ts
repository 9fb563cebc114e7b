import type { IncidentIoSettings, Settings, TeamSettings } from '@incidentfox/config';
import { considerUpdate, investigateIncident, type JobProducer, queues } from '@incidentfox/jobs';
import { connectProducer, type JobConsumer, type JobLogger, onJob, startConsumer } from '@incidentfox/jobs/bullmq';
import type { PolicySettings } from '@incidentfox/policy';
import { Secret } from '@incidentfox/secrets';
import { createLogger, createMetrics, serve } from '@incidentfox/service-runtime';
import { type SignedWebhook, signedWebhook, testWebhookSecret } from '@incidentfox/test-kit';
import { createGatewayMetrics } from '../src/gateway-metrics.ts';
import { createGateway } from '../src/server.ts';

export interface GatewayUnderTest {
  url: string;
  /** What `/metrics` shows on its own port. */
  metrics(): Promise<string>;
  producer: JobProducer;
  /** Everything the gateway logged so far. */
  log(): string;
  settings: Settings;
  /** Milliseconds added to the gateway's clock. */
  skewMs: number;
  askedForSecrets: number;
  /** Sends as incident.io does. `path` after the webhook address: `/payments`. */
  send(body: unknown, options?: SendOptions): Promise<{ status: number; body: { outcome: string; reason?: string } }>;
  post(webhook: Pick<SignedWebhook, 'body' | 'headers'>, path?: string): Promise<Response>;
  close(): Promise<void>;
}

export interface SendOptions {
  id?: string;
  secret?: string | readonly string[];
  timestamp?: number;
  headerPrefix?: 'webhook' | 'svix';
  path?: string;
}

/** The real gateway on a free port over a real queue. */
export async function startGatewayUnderTest(
  redis: { url: string; prefix: string },
  settings: Settings,
): Promise<GatewayUnderTest> {
  const lines: string[] = [];
  const logger = createLogger({
    service: 'webhook-gateway',
    level: 'debug',
    destination: { write: (line) => void lines.push(line) },
  });
  const producer = await connectProducer({ redisUrl: redis.url, prefix: redis.prefix, commandTimeoutMs: 900 });
  const metrics = createMetrics('webhook-gateway', { processMetrics: false });
  const test: GatewayUnderTest = {
    url: '',
    metrics: async () => (await metrics.text()).body,
    producer,
    log: () => lines.join(''),
    settings,
    skewMs: 0,
    askedForSecrets: 0,
    post: (webhook, path = '') =>
      fetch(`${test.url}/api/incident-io/webhook${path}`, {
        method: 'POST',
        headers: webhook.headers,
        body: webhook.body,
      }),
    send: async (body, { path, secret, ...options } = {}) => {
      const response = await test.post(signedWebhook(body, secret ?? testWebhookSecret, options), path);
      return { status: response.status, body: (await response.json()) as { outcome: string } };
    },
    close: async () => {
      await server.close();
      await producer.close();
    },
  };
  const app = createGateway(
    {
      settings: () => test.settings,
      rereadSecrets: () => {
        test.askedForSecrets += 1;
      },
      producer,
      logger,
      metrics: createGatewayMetrics(metrics),
      now: () => Date.now() + test.skewMs,
    },
    { isLive: () => true, isReady: producer.readiness },
  );
  const server = await serve(app, { port: 0, host: '127.0.0.1', graceMs: 1_000 });
  test.url = server.url;
  return test;
}

export interface TakenJobs {
  investigate: { team: string; incidentId: string; key: string }[];
  consider: { team: string; incidentId: string; key: string }[];
  consumer: JobConsumer;
}

/** Takes what the gateway put on the queue, so that a test sees what a worker would. */
export async function takeJobs(redis: { url: string; prefix: string }): Promise<TakenJobs> {
  const quiet: JobLogger = { debug() {}, info() {}, warn() {}, error() {}, child: () => quiet };
  const taken: Omit<TakenJobs, 'consumer'> = { investigate: [], consider: [] };
  const consumer = await startConsumer({
    redisUrl: redis.url,
    prefix: redis.prefix,
    queue: queues.investigations,
    handlers: [
      onJob(investigateIncident, async (job) => void taken.investigate.push(job)),
      onJob(considerUpdate, async (job) => void taken.consider.push(job)),
    ],
    concurrency: 8,
    logger: quiet,
  });
  return { ...taken, consumer };
}

export function settingsOf(...teams: TeamSettings[]): Settings {
  return { teams: teams.length > 0 ? teams : [aTeam()], warnings: [] };
}

interface Different extends Partial<Omit<IncidentIoSettings, 'policy'>> {
  id?: string;
  policy?: Partial<PolicySettings>;
  secrets?: string[];
}

export function aTeam(different: Different = {}): TeamSettings {
  const { id = 'default', policy = {}, secrets = [testWebhookSecret], ...incidentIo } = different;
  return {
    id,
    incidentIo: {
      enabled: true,
      webhookSecrets: secrets.map((value) => new Secret('env:INCIDENT_IO_WEBHOOK_SECRET', value)),
      apiKey: new Secret('env:INCIDENT_IO_API_KEY', 'inc_test'),
      apiUrl: 'http://127.0.0.1:1',
      policy: { ...defaultPolicy, ...policy },
      postToChannel: true,
      createTimelineEntry: true,
      timelineEntryTypes: ['investigation_start', 'root_cause_found', 'investigation_complete'],
      changeWindowHours: 4,
      minConfidence: 0.5,
      ...incidentIo,
    },
    slack: {
      enabled: false,
      botToken: null,
      signingSecret: null,
      appToken: null,
      announceFrom: null,
      apiUrl: 'http://127.0.0.1:1',
    },
    tools: [],
    services: [],
  };
}

const defaultPolicy: PolicySettings = {
  autoInvestigate: true,
  threshold: 'P2',
  skipLowSeverity: false,
  severityMap: {},
  investigateTestIncidents: false,
  investigatePrivateIncidents: true,
  updateDebounceSeconds: 1,
  maxRevisions: 3,
  cooldownSeconds: 300,
  onlyIf: [],
  neverIf: [],
};
