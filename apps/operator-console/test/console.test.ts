import { readEnvironment } from '@incidentfox/config';
import { connectStores, type Stores } from '@incidentfox/investigations';
import { investigateIncident } from '@incidentfox/jobs';
import { connectProducer, type JobProducer } from '@incidentfox/jobs/bullmq';
import type { RunningService } from '@incidentfox/service-runtime';
import { type PrivateRedis, privateRedis } from '@incidentfox/test-kit';
import { startConsole } from '../src/compose.ts';
import { anInvestigation, hostile } from './an-investigation.ts';

let redis: PrivateRedis;
let stores: Stores;
let producer: JobProducer;
let service: RunningService;
let url: string;

beforeAll(async () => {
  redis = await privateRedis();
  stores = await connectStores({ redisUrl: redis.url, prefix: redis.prefix });
  producer = await connectProducer({ redisUrl: redis.url, prefix: redis.prefix });
  const env = { REDIS_URL: redis.url, QUEUE_PREFIX: redis.prefix, INCIDENTFOX_CONFIG: 'none.json' };
  service = await startConsole({ ...readEnvironment(env, 'OPERATOR_CONSOLE_PORT', 3003), port: 0, host: '127.0.0.1' });
  url = /http:\S+?(?=,)/.exec(service.ready)?.[0] ?? '';
});
afterAll(async () => {
  await service.stop();
  await producer.close();
  await stores.close();
  await redis.close();
});

const get = async (path: string, init?: RequestInit) => {
  const response = await fetch(`${url}${path}`, init);
  return { status: response.status, headers: response.headers, text: await response.text() };
};

test('an empty console says what it waits for', async () => {
  expect((await get('/')).text).toContain('Nothing has been investigated yet');
});

test('the list leads to an investigation with its report, evidence and questions', async () => {
  await stores.investigations.write(anInvestigation('01FULL'));
  const list = await get('/');
  expect(list.text).toContain('href="/investigations/inv-default-01FULL"');
  expect(list.text).toContain('87%');
  const page = await get('/investigations/inv-default-01FULL');
  expect(page.status).toBe(200);
  for (const part of ['root cause (confidence 87%)', 'Recommended actions', 'Ruled out', 'Could not be checked'])
    expect(page.text).toContain(part);
  expect(page.text).toContain('href="https://grafana.test/d/1"');
});

test('text from outside never becomes markup, and links lead to the web only', async () => {
  await stores.investigations.write(anInvestigation('01HOSTILE', hostile, 'javascript:alert(1)'));
  for (const path of ['/', '/investigations/inv-default-01HOSTILE']) {
    const { text } = await get(path);
    expect(text).toContain('&lt;script&gt;');
    expect(text).not.toMatch(/<script/i);
    expect(text).not.toContain(hostile);
    expect(text).not.toMatch(/href="javascript:/i);
  }
});

test('a private incident shows its reference and nothing of its text', async () => {
  await stores.investigations.write({ ...anInvestigation('01PRIVATE', 'Acquisition leaked'), isPrivate: true });
  for (const path of ['/', '/investigations/inv-default-01PRIVATE']) {
    const { text } = await get(path);
    expect(text).toContain('INC-123 (private)');
    expect(text).not.toContain('Acquisition');
  }
});

test('what does not exist is a 404 in plain words', async () => {
  const answer = await get('/investigations/inv-default-none');
  expect(answer.status).toBe(404);
  expect(answer.text).toContain('No such investigation');
});

test.each(['/', '/queues/'])('%s forbids everything from elsewhere', async (path) => {
  const { headers } = await get(path);
  expect(headers.get('content-security-policy')).toMatch(/^default-src 'none'/);
  expect(headers.get('content-security-policy')).not.toMatch(/https?:|\*|unsafe-eval/);
  expect(headers.get('x-content-type-options')).toBe('nosniff');
  expect(headers.get('x-frame-options')).toBe('DENY');
  expect(headers.get('x-powered-by')).toBeNull();
});

test('health answers', async () => {
  expect((await get('/health/live')).status).toBe(200);
  expect((await get('/health/ready')).status).toBe(200);
});

test('the board shows addresses only, and changes nothing', async () => {
  const payload = { team: 'default', incidentId: '01PRIVATE', key: 'msg_1', receivedAt: 1 };
  await producer.add(investigateIncident, { ...payload, trigger: { kind: 'webhook' } });
  const shown = await get('/queues/api/queues?activeQueue=investigations&status=latest');
  expect(shown.status).toBe(200);
  expect(shown.text).toContain('01PRIVATE');
  expect(shown.text).not.toContain('Acquisition');
  const tries = await Promise.all(
    ['pause', 'empty', 'obliterate', 'clean/waiting'].map((what) =>
      get(`/queues/api/queues/investigations/${what}`, { method: 'PUT' }),
    ),
  );
  expect(tries.map((answer) => answer.status)).toEqual([405, 405, 405, 405]);
  expect((await producer.counts('investigations')).waiting).toBe(1);
});
