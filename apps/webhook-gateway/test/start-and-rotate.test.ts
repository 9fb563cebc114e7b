import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { watchSettings } from '@incidentfox/config';
import { createLogger, type RunningService } from '@incidentfox/service-runtime';
import {
  freePort,
  type PrivateRedis,
  privateRedis,
  signedWebhook,
  testWebhookSecret,
  waitFor,
  wireWebhooks,
} from '@incidentfox/test-kit';
import { startGateway } from '../src/compose.ts';

const newSecret = 'whsec_C2FVsBQIhrscChlQIMV+b5sSYspob7oD';

let redis: PrivateRedis;
let folder: string;
let running: RunningService[];
let lines: string[];
beforeAll(async () => {
  redis = await privateRedis();
});
afterAll(() => redis.close());
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'gateway-'));
  running = [];
  lines = [];
});
afterEach(async () => {
  for (const service of running) await service.stop();
  rmSync(folder, { recursive: true, force: true });
});

function configure(webhookSecret: string): string {
  writeFileSync(join(folder, 'secret'), webhookSecret);
  const incident_io = { webhook_secret: `file:${join(folder, 'secret')}`, api_key: 'env:API_KEY' };
  writeFileSync(
    join(folder, 'incidentfox.json'),
    JSON.stringify({ integrations: { incident_io, slack: { enabled: false } } }),
  );
  return join(folder, 'incidentfox.json');
}

async function start(different: { metricsPort?: number } = {}): Promise<string> {
  const settings = await watchSettings({
    file: join(folder, 'incidentfox.json'),
    env: { API_KEY: 'inc_test' },
    settleMs: 10,
  });
  const logger = createLogger({ service: 'webhook-gateway', destination: { write: (line) => void lines.push(line) } });
  try {
    const service = await startGateway(
      { redisUrl: redis.url, prefix: redis.prefix, port: 0, host: '127.0.0.1', ...different },
      settings,
      logger,
    );
    running.push(service);
    return /http:\/\/\S+/.exec(service.ready)?.[0] ?? '';
  } catch (error) {
    await settings.close();
    throw error;
  }
}

async function send(url: string, secret: string): Promise<number> {
  const { headers, body } = signedWebhook(wireWebhooks.created(), secret);
  return (await fetch(url, { method: 'POST', headers, body })).status;
}

it.each([
  ['nobody can sign with', 'canary: not base64'],
  ['is nothing after whsec_', 'whsec_'],
  ['is a key of few bytes', `whsec_${btoa('canary')}`],
])('refuses to start with a secret that %s, and says which without its value', async (_name, secret) => {
  configure(secret);
  const failure = (await start().catch((error: unknown) => error)) as Error;
  expect(failure).toMatchObject({ kind: 'config', message: expect.stringContaining(`file:${folder}/secret`) });
  expect(failure.message).not.toContain('canary');
  expect(failure.message).not.toContain(btoa('canary'));
});

it('takes a rotated secret over without a restart, at the latest after the first delivery it refused; the old one still passes', async () => {
  configure(testWebhookSecret);
  const url = await start();
  expect(await send(url, testWebhookSecret)).toBe(202);
  expect(await send(url, newSecret)).toBe(401);

  writeFileSync(join(folder, 'secret'), newSecret);
  await waitFor(async () => (await send(url, newSecret)) === 202, { timeoutMs: 45_000, everyMs: 250 });
  expect(await send(url, testWebhookSecret)).toBe(202);
  expect(lines.join('')).not.toContain(newSecret.slice(6));
}, 60_000);

it('takes a new threshold over without a restart', async () => {
  configure(testWebhookSecret);
  const url = await start();
  const file = join(folder, 'incidentfox.json');
  const incident_io = {
    webhook_secret: `file:${join(folder, 'secret')}`,
    api_key: 'env:API_KEY',
    severity_threshold: 'critical',
  };
  writeFileSync(file, JSON.stringify({ integrations: { incident_io, slack: { enabled: false } } }));
  expect(
    await waitFor(async () => (await send(url, testWebhookSecret)) === 200, { timeoutMs: 10_000, everyMs: 50 }),
  ).toBe(true);
});

it('shows its numbers on a port of their own only', async () => {
  configure(testWebhookSecret);
  const metricsPort = await freePort();
  const url = new URL(await start({ metricsPort }));
  expect((await fetch(`${url.origin}/metrics`)).status).toBe(404);
  expect(await (await fetch(`http://127.0.0.1:${metricsPort}/metrics`)).text()).toContain('incidentfox_webhooks_total');
});
