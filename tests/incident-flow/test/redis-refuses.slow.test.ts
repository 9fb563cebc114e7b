import { waitFor } from '@incidentfox/test-kit';
import { portOf, type System, startSystem } from './system/system.ts';

const apps = Object.keys(portOf);
let system: System;
beforeAll(async () => {
  system = await startSystem({ apps });
}, 120_000);
afterAll(() => system.stop(), 60_000);

interface Readiness {
  app: string;
  status: number;
  reason: string;
}

function readiness(): Promise<Readiness[]> {
  return Promise.all(
    apps.map(async (app) => {
      const answer = await fetch(`${system.urlOf(app)}/health/ready`);
      const { reason = '' } = (await answer.json()) as { reason?: string };
      return { app, status: answer.status, reason };
    }),
  );
}

/** How much longer than in the sentence a state may take to show here: twenty times what asking all apps takes in peace. */
let graceMs = 0;
beforeAll(async () => {
  const startedAt = Date.now();
  await readiness();
  graceMs = 20 * (Date.now() - startedAt);
});

const allAre = (status: number, said: RegExp) => async () =>
  (await readiness()).every((one) => one.status === status && said.test(one.reason));

test.each([
  ['is a replica', ['REPLICAOF', '127.0.0.1', '1'], ['REPLICAOF', 'NO', 'ONE'], /is a replica now/],
  ['is out of memory', ['CONFIG', 'SET', 'maxmemory', '1'], ['CONFIG', 'SET', 'maxmemory', '0'], /memory .* is full/],
])(
  'while Redis %s no app is ready; afterwards all are, by the same processes',
  async (_name, begin, end, said) => {
    const before = [...system.apps.values()].map((app) => app.output().length);
    await command(begin);
    await waitFor(allAre(503, said), { timeoutMs: 5_000 + graceMs, everyMs: 200 });
    await command(end);
    await waitFor(allAre(200, /^$/), { timeoutMs: 10_000 + graceMs, everyMs: 200 });
    const lines = [...system.apps.values()].flatMap((app, i) => app.output().slice(before[i]).split('\n'));
    expect(lines.filter((line) => line.includes('queue connection failed')).length).toBeLessThanOrEqual(4);
  },
  120_000,
);

test('while Redis hangs no app is ready; afterwards all are, by the same processes', async () => {
  system.redis.hang();
  await waitFor(allAre(503, /does not answer/), { timeoutMs: 8_000 + graceMs, everyMs: 200 });
  system.redis.resume();
  await waitFor(allAre(200, /^$/), { timeoutMs: 15_000 + graceMs, everyMs: 200 });
}, 120_000);

const command = ([name = '', ...words]: readonly string[]): Promise<unknown> => system.redis.command(name, ...words);
