import { request } from 'node:http';
import { readEnvironment } from '@incidentfox/config';
import { connectStores, type Stores } from '@incidentfox/investigations';
import { answerSlackRequest, investigateIncident } from '@incidentfox/jobs';
import { connectProducer, type JobProducer } from '@incidentfox/jobs/bullmq';
import { createLogger, type RunningService } from '@incidentfox/service-runtime';
import { type PrivateRedis, privateRedis } from '@incidentfox/test-kit';
import { startConsole } from '../src/compose.ts';
import { anInvestigation, hostile } from './an-investigation.ts';

let redis: PrivateRedis;
let stores: Stores;
let producer: JobProducer;
let service: RunningService;
let url: string;
const lines: string[] = [];
const logger = createLogger({ service: 'operator-console', destination: { write: (line) => void lines.push(line) } });

beforeAll(async () => {
  redis = await privateRedis();
  stores = await connectStores({ redisUrl: redis.url, prefix: redis.prefix });
  producer = await connectProducer({ redisUrl: redis.url, prefix: redis.prefix });
  const env = {
    REDIS_URL: redis.url,
    QUEUE_PREFIX: redis.prefix,
    INCIDENTFOX_CONFIG: 'none.json',
    CONSOLE_URL: 'https://fox.example.com',
  };
  service = await startConsole({ ...readEnvironment(env, 'OPERATOR_CONSOLE_PORT', 3003), port: 0 }, logger);
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
  expect((await get('/investigations')).text).toContain('Nothing has been investigated yet');
});

test('the list leads to an investigation with its report, evidence and questions', async () => {
  await stores.investigations.write(anInvestigation('01FULL'));
  const list = await get('/investigations');
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
  for (const path of ['/', '/investigations', '/investigations/inv-default-01HOSTILE']) {
    const { text } = await get(path);
    if (path !== '/') expect(text).toContain('&lt;script&gt;');
    expect(text).not.toMatch(/<script/i);
    expect(text).not.toContain(hostile);
    expect(text).not.toMatch(/href="javascript:/i);
  }
});

test('a private incident shows its reference and nothing of its text', async () => {
  await stores.investigations.write({ ...anInvestigation('01PRIVATE', 'Acquisition leaked'), isPrivate: true });
  for (const path of ['/', '/investigations', '/investigations/inv-default-01PRIVATE']) {
    const { text } = await get(path);
    if (path !== '/') expect(text).toContain('INC-123 (private)');
    expect(text).not.toContain('Acquisition');
  }
});

test('privacy follows what incident.io says now, for every revision', async () => {
  const first = anInvestigation('01HIDDEN', 'Acquisition leaked');
  await stores.investigations.write(first);
  await stores.investigations.write({ ...first, revision: 2, isPrivate: true });
  for (const revision of ['', '?revision=1', '?revision=2']) {
    const { status, text } = await get(`/investigations/inv-default-01HIDDEN${revision}`);
    expect(status).toBe(200);
    expect(text).toContain('This incident is private');
    expect(text).not.toContain('Acquisition');
  }
});

test('a record that cannot be read is said in its place, hides no other, and is logged once', async () => {
  const newer = { ...anInvestigation('01NEWER'), state: 'dreaming' };
  await stores.investigations.write(anInvestigation('01NEWER'));
  await stores.investigations.write(anInvestigation('01BROKEN'));
  await stores.investigations.write(anInvestigation('01BESIDE'));
  await redis.command('HSET', `${redis.prefix}:investigation:inv-default-01NEWER`, '1', JSON.stringify(newer));
  await redis.command('HSET', `${redis.prefix}:investigation:inv-default-01BROKEN`, '1', '{"id":');
  for (const id of ['01NEWER', '01BROKEN']) await redis.command('DEL', `${redis.prefix}:summary:inv-default-${id}`);
  for (const _look of ['first', 'second']) {
    const { status, text } = await get('/investigations');
    expect(status).toBe(200);
    expect(text).toContain('/investigations/inv-default-01BESIDE');
    expect(text.match(/cannot be read/g)).toHaveLength(2);
  }
  const page = await get('/investigations/inv-default-01NEWER');
  expect(page.text).toContain('This record cannot be read');
  expect(lines.filter((line) => line.includes('01NEWER'))).toHaveLength(1);
  expect(lines.filter((line) => line.includes('01BROKEN'))).toHaveLength(1);
  expect((await stores.investigations.list({ limit: 100 })).map(({ incidentId }) => incidentId)).toContain('01BESIDE');
  for (const id of ['01NEWER', '01BROKEN'])
    await redis.command('DEL', `${redis.prefix}:investigation:inv-default-${id}`);
});

test('a visitor sees neither a stack nor a path of this machine, whatever NODE_ENV says', async () => {
  await redis.command('SET', `${redis.prefix}:investigation:inv-default-01STRANGE`, 'not a hash');
  const { status, text } = await get('/investigations/inv-default-01STRANGE');
  expect(status).toBe(500);
  expect(text).toBe('Something went wrong here; the log says what.\n');
  expect((await get('/investigations/%E0%A4%A')).text).toBe('This request cannot be read.\n');
});

test.each([
  ['evil.example.com', 421],
  ['127.0.0.1.evil.example.com', 421],
  ['fox.example.com', 200],
  ['fox.example.com:8443', 200],
  ['localhost:3003', 200],
  ['[::1]:3003', 200],
])('a request for the name %s gets %i', async (host, status) => {
  expect(await statusFor(host)).toBe(status);
});

/** `fetch` does not let a test choose the Host. */
function statusFor(host: string): Promise<number | undefined> {
  return new Promise((resolve, reject) => {
    const sent = request(url, { headers: { host } }, (answer) => {
      answer.resume().once('end', () => resolve(answer.statusCode));
    });
    sent.once('error', reject).end();
  });
}

test('signs that nobody sees, or that turn the text around, are shown by their number', async () => {
  const text = 'payments\u202egnp.exe \u2066checkout\u200b\u{e0041} ok';
  await stores.investigations.write(anInvestigation('01BIDI', text));
  for (const path of ['/', '/investigations', '/investigations/inv-default-01BIDI']) {
    const page = await get(path);
    if (path !== '/') expect(page.text).toContain('payments[U+202E]gnp.exe [U+2066]checkout[U+200B][U+E0041] ok');
    expect(page.text).not.toMatch(/[\u202a-\u202e\u2066-\u2069\u200b]|\u{e0041}/u);
  }
});

test('what does not exist is a 404 in plain words', async () => {
  const answer = await get('/investigations/inv-default-none');
  expect(answer.status).toBe(404);
  expect(answer.text).toContain('No such investigation');
});

test.each(['/', '/investigations', '/queues/'])('%s forbids everything from elsewhere', async (path) => {
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

test('the board shows neither what people asked nor who and where they are', async () => {
  await producer.add(answerSlackRequest, {
    team: 'default',
    key: 'k1',
    channel: 'C0SECRET',
    user: 'U0ASKED',
    userName: 'Dana Doe',
    investigationId: 'inv-default-01ASKED',
    receivedAt: 1,
    request: { kind: 'mention', text: 'is the acquisition of Initech behind this?', ts: '1.2' },
  });
  const board = await get('/queues/api/queues?activeQueue=notifications&status=latest');
  expect(board.text).toContain('inv-default-01ASKED');
  const one = await get('/queues/api/queues/notifications/answer-slack-request-default-k1');
  for (const { text } of [board, one])
    for (const secret of ['Initech', 'Dana', 'U0ASKED', 'C0SECRET']) expect(text).not.toContain(secret);
  expect(one.text).toContain('"kind":"mention"');
});
