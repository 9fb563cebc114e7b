import { type PrivateRedis, privateRedis, waitFor } from '@incidentfox/test-kit';
import { aConsole, type ConsoleUnderTest } from './a-console.ts';
import { anInvestigation } from './an-investigation.ts';

let redis: PrivateRedis;
let console_: ConsoleUnderTest;
beforeAll(async () => {
  redis = await privateRedis({ own: true });
  console_ = await aConsole(redis);
  await console_.stores.investigations.write(anInvestigation('01AWAY'));
});
afterAll(async () => {
  await console_.close();
  await redis.close();
});

const paths = ['/', '/investigations', '/investigations/inv-default-01AWAY', '/queues/api/queues'];

async function expectAway(): Promise<void> {
  const began = performance.now();
  const pages = await Promise.all(paths.map(async (path) => ({ path, ...(await console_.page(path)) })));
  expect(performance.now() - began).toBeLessThan(2_000);
  for (const { path, status, text } of pages) {
    expect({ path, status }).toEqual({ path, status: 503 });
    expect(text).toContain('Redis does not answer');
    expect(text).not.toMatch(/at .+:\d+:\d+/);
  }
  expect(await console_.json('/investigations')).toMatchObject({ status: 503, body: { error: expect.any(String) } });
  for (const line of console_.lines) expect(() => JSON.parse(line)).not.toThrow();
}

test('while Redis hangs, every page says so within two seconds, and works again afterwards', async () => {
  const printed = jest.spyOn(console, 'error');
  redis.hang();
  await expectAway();
  redis.resume();
  expect((await console_.page('/')).status).toBe(200);
  expect(printed).not.toHaveBeenCalled();
  printed.mockRestore();
});

test('while Redis is gone, every page says so, and works again afterwards', async () => {
  const printed = jest.spyOn(console, 'error');
  await redis.crash();
  await expectAway();
  await redis.restart();
  await waitFor(async () => (await console_.page('/')).status === 200);
  expect(printed).not.toHaveBeenCalled();
  printed.mockRestore();
});
