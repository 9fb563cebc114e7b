import { summaryOf } from '@incidentfox/investigations';
import { type PrivateRedis, privateRedis } from '@incidentfox/test-kit';
import { Redis } from 'ioredis';
import { aConsole, type ConsoleUnderTest } from './a-console.ts';
import { anInvestigation } from './an-investigation.ts';

const count = 50_000;
const maxMs = 100;
let redis: PrivateRedis;
let console_: ConsoleUnderTest;

beforeAll(async () => {
  redis = await privateRedis();
  const raw = new Redis(redis.url);
  const began = Date.parse('2026-11-01T00:00:00.000Z');
  for (let from = 0; from < count; from += 1_000) {
    const batch = raw.pipeline();
    for (let at = from; at < from + 1_000; at++) {
      const id = `inv-default-01M${at}`;
      const queuedAt = new Date(began + at * 60_000).toISOString();
      const record = anInvestigation(`01M${at}`, `Checkout is slow, the ${at}th time`);
      const summary = { ...summaryOf({ ...record, queuedAt }), reference: `INC-${at}` };
      batch.set(`${redis.prefix}:summary:${id}`, JSON.stringify(summary), 'EX', 3_600);
      batch.zadd(`${redis.prefix}:investigations`, Date.parse(queuedAt), id);
    }
    await batch.exec();
  }
  await raw.quit();
  console_ = await aConsole(redis);
}, 60_000);
afterAll(async () => {
  await console_.close();
  await redis.close();
}, 30_000);

async function timed(path: string): Promise<{ ms: number; text: string }> {
  const times: number[] = [];
  let text = '';
  for (let at = 0; at < 7; at++) {
    const began = performance.now();
    text = (await console_.page(path)).text;
    times.push(performance.now() - began);
  }
  const ms = times.sort((a, b) => a - b)[3] ?? Number.NaN;
  return { ms, text };
}

test(`of ${count} investigations the first page is there at once, because the console learns of them before it takes visitors`, async () => {
  const began = performance.now();
  expect((await console_.page('/investigations')).status).toBe(200);
  expect(performance.now() - began).toBeLessThan(1_000);
}, 30_000);

test.each([
  ['/investigations', '50000 investigations'],
  ['/investigations?page=900', 'Page 900 of 1000'],
  ['/investigations?q=INC-41234', '1 investigation found'],
  ['/investigations?q=slow+49998th', '1 investigation found'],
  ['/investigations?q=nowhere&verdict=root_cause', '0 investigations found'],
])(
  'the median time to %s is short',
  async (path, expected) => {
    const { ms, text } = await timed(path);
    expect(text).toContain(expected);
    expect(ms).toBeLessThan(maxMs);
  },
  30_000,
);
