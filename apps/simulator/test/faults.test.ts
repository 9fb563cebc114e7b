import { type RunningSimulator, runSimulator } from './running-simulator.ts';

let simulator: RunningSimulator;
beforeAll(async () => {
  simulator = await runSimulator();
});
afterAll(() => simulator.close());

const ready = async (ms = 300): Promise<number | string> => {
  try {
    const response = await fetch(`${simulator.urls.loki}/ready`, { signal: AbortSignal.timeout(ms) });
    return response.status;
  } catch (fault) {
    const { name, cause } = fault as { name: string; cause?: { code?: string } };
    return cause?.code ?? name;
  }
};
const set = (fault: object) => simulator.post('/faults', { vendor: 'loki', ...fault });

test.each([
  ['refuse', 'ECONNREFUSED'],
  ['500', 500],
  ['hang', 'TimeoutError'],
  ['429', 429],
  ['none', 200],
])('%s', async (mode, seen) => {
  await set({ mode });
  expect(await ready()).toBe(seen);
});

test('a fault can be counted down', async () => {
  await set({ mode: '500', times: 2 });
  expect([await ready(), await ready(), await ready()]).toEqual([500, 500, 200]);
});

test('a fault can hit one path only', async () => {
  await set({ mode: '500', path: '/query' });
  expect(await ready()).toBe(200);
  await set({ mode: 'none' });
});

test('a port that was closed opens again at the same place', async () => {
  await set({ mode: 'refuse' });
  await set({ mode: 'refuse' });
  await set({ mode: 'none' });
  expect(await ready()).toBe(200);
});

test('what was asked is remembered', async () => {
  await ready();
  const asked = (await simulator.get('/requests/loki')) as { path: string; status: number }[];
  expect(asked.at(-1)).toMatchObject({ path: '/ready', status: 200 });
});

test('a scenario brings its own outages, and the next one ends them', async () => {
  await simulator.post('/play', { scenario: 'missing-telemetry' });
  expect(await ready()).toBe('ECONNREFUSED');
  await simulator.post('/play', { scenario: 'healthy' });
  expect(await ready()).toBe(200);
});

test('an unknown vendor, mode or scenario is said to be one', async () => {
  expect((await set({ vendor: 'nobody', mode: '500' })).status).toBe(404);
  expect((await set({ mode: 'explode' })).status).toBe(400);
  expect((await simulator.post('/play', { scenario: 'nothing' })).status).toBe(404);
});
