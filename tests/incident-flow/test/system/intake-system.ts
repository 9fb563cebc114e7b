import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { connectStores, type Stores } from '@incidentfox/investigations';
import { type JobProducer, queues } from '@incidentfox/jobs';
import { connectProducer } from '@incidentfox/jobs/bullmq';
import { freePort, type PrivateRedis, privateRedis, waitFor } from '@incidentfox/test-kit';
import { type IncidentIoStandIn, startIncidentIo } from './incident-io-stand-in.ts';
import { type AppProcess, startApp } from './processes.ts';
import { webhookSecret } from './system.ts';

export const apiKey = 'inc_canary_4f6c1b';

/** Gateway and worker as processes over a real Redis, with an incident.io whose incidents the test holds. No data sources. */
export interface IntakeSystem {
  redis: PrivateRedis;
  incidentIo: IncidentIoStandIn;
  stores: Stores;
  producer: JobProducer;
  gatewayUrl: string;
  env: Record<string, string>;
  start(app: 'webhook-gateway' | 'investigator-worker'): Promise<AppProcess>;
  /** All output of every process. */
  output(): string;
  /** Nothing of an investigation or update waits or runs any more. */
  quiet(timeoutMs: number): Promise<void>;
  stop(): Promise<void>;
}

export async function startIntakeSystem(settings: object = {}): Promise<IntakeSystem> {
  const redis = await privateRedis({ own: true });
  const incidentIo = await startIncidentIo();
  const folder = mkdtempSync(join(tmpdir(), 'intake-'));
  const file = join(folder, 'incidentfox.json');
  const secrets = { webhook_secret: 'env:INCIDENT_IO_WEBHOOK_SECRET', api_key: 'env:INCIDENT_IO_API_KEY' };
  const incident_io = { ...secrets, api_url: incidentIo.url, ...settings };
  writeFileSync(
    file,
    JSON.stringify({ integrations: { incident_io, slack: { enabled: false } }, tools: {}, services: [] }),
  );
  const gatewayPort = await freePort();
  const env = {
    INCIDENT_IO_WEBHOOK_SECRET: webhookSecret,
    INCIDENT_IO_API_KEY: apiKey,
    INCIDENTFOX_CONFIG: file,
    REDIS_URL: redis.url,
    QUEUE_PREFIX: redis.prefix,
    LOG_LEVEL: 'debug',
  };
  const stores = await connectStores({ redisUrl: redis.url, prefix: redis.prefix });
  const producer = await connectProducer({ redisUrl: redis.url, prefix: redis.prefix });
  const started: AppProcess[] = [];

  const start: IntakeSystem['start'] = async (app) => {
    const port = app === 'webhook-gateway' ? gatewayPort : await freePort();
    const variable = app === 'webhook-gateway' ? 'WEBHOOK_GATEWAY_PORT' : 'INVESTIGATOR_WORKER_PORT';
    const process = startApp(app, { ...env, [variable]: String(port) });
    started.push(process);
    await waitFor(async () => (await fetch(`http://127.0.0.1:${port}/health/ready`)).ok, {
      timeoutMs: 50_000,
      what: `${app} is ready; its output:\n${process.output()}`,
    });
    return process;
  };
  const quiet = async (timeoutMs: number): Promise<void> => {
    // The next pass of the reconciliation always waits: one delayed job is rest.
    await waitFor(
      async () => {
        const { waiting, active, delayed } = await producer.counts(queues.investigations);
        return waiting === 0 && active === 0 && delayed <= 1;
      },
      { timeoutMs, everyMs: 200, what: 'the queue is quiet' },
    );
  };
  return {
    redis,
    incidentIo,
    stores,
    producer,
    gatewayUrl: `http://127.0.0.1:${gatewayPort}`,
    env,
    start,
    output: () => started.map((process) => process.output()).join(''),
    quiet,
    stop: async () => {
      await Promise.all(started.map((process) => process.stop()));
      await Promise.all([producer.close(), stores.close()]);
      await incidentIo.close();
      await redis.close();
      rmSync(folder, { recursive: true, force: true });
    },
  };
}
