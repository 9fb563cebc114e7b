import { connectStores, type Stores } from '@incidentfox/investigations';
import { waitFor } from '@incidentfox/test-kit';
import type { Played, SlackMessage } from './system/simulator.ts';
import { type System, startSystem } from './system/system.ts';

/*
 * The worker dies at any moment of a run, or is told to stop, and is started again. The incidents overlap: one is taken up
 * again while the next begins. Afterwards each has one investigation, one message and three timeline entries.
 */

const kills = 14;
/** A job over which more workers crash is abandoned: so many kills, and all is let come to rest. */
const maxStalls = 5;
const worker = 'investigator-worker';

let system: System;
let stores: Stores;
beforeEach(async () => {
  system = await startSystem({ loki: { timeout_seconds: 60 } });
  stores = await connectStores({ redisUrl: system.redis.url, prefix: system.redis.prefix });
}, 60_000);
afterEach(async () => {
  await stores.close();
  await system.stop();
}, 60_000);

const recordOf = (id: string) => stores.investigations.ofIncident('default', id);

const reached = (id: string, state: 'running' | 'completed', timeoutMs = 60_000) =>
  waitFor(async () => (await recordOf(id))?.state === state, { timeoutMs, what: `${id} is ${state}` });

async function killWorker(): Promise<void> {
  const app = system.apps.get(worker);
  app?.kill('SIGKILL');
  await app?.exited;
}

async function rootsOf({ channel }: Pick<Played, 'channel'>): Promise<SlackMessage[]> {
  const messages = await system.simulator.messages(channel);
  return messages.filter((one) => one.bot_id && (!one.thread_ts || one.thread_ts === one.ts));
}

/** What the world sees of an incident in the end: revisions, root messages, timeline entries. */
async function seenOf({ incidentId, channel }: Played) {
  const record = await recordOf(incidentId);
  const roots = await rootsOf({ channel });
  const timeline = await system.simulator.timeline(incidentId);
  const findings = roots.some((one) => /Recommended Actions/i.test(JSON.stringify(one)));
  return {
    state: record?.state,
    revision: record?.revision,
    roots: roots.length,
    findings,
    timeline: timeline.length,
    titles: new Set(timeline.map((item) => item.title)).size,
  };
}

const whole = { state: 'completed', revision: 1, roots: 1, findings: true, timeline: 3, titles: 3 };

/** Waits for the expected picture. */
async function settled(played: Played): Promise<void> {
  await waitFor(async () => expect(await seenOf(played)).toEqual(whole) ?? true, { timeoutMs: 90_000, everyMs: 250 });
}

test(`killed at ${kills} moments of a run, the worker investigates and tells each incident exactly once`, async () => {
  const calm = await system.simulator.play('checkout');
  const startedAt = Date.now();
  await reached(calm.incidentId, 'completed');
  const runMs = Date.now() - startedAt;

  const played: Played[] = [];
  const found: string[] = [];
  for (let kill = 0; kill < kills; kill++) {
    const one = await system.simulator.play('checkout');
    played.push(one);
    const at = (kill / (kills - 1)) * runMs * 1.1;
    await new Promise((resolve) => setTimeout(resolve, at));
    found.push((await recordOf(one.incidentId))?.state ?? 'not begun');
    await killWorker();
    await system.start(worker);
    if ((kill + 1) % maxStalls === 0) for (const each of played) await settled(each);
  }
  process.stdout.write(`undisturbed run ${runMs} ms; found when killed: ${found.join(', ')}\n`);
  for (const one of [calm, ...played]) await settled(one);
  // every picture once more, after the last has settled: nothing was told twice in the meantime
  for (const one of [calm, ...played]) expect(await seenOf(one)).toEqual(whole);
}, 420_000);

test(`a run over which ${maxStalls + 1} workers crash is abandoned, and the channel says so once`, async () => {
  const one = await system.simulator.play('checkout', [{ vendor: 'loki', mode: 'hang' }]);
  for (let crash = 0; crash <= maxStalls; crash++) {
    await waitFor(() => system.apps.get(worker)?.output().includes('investigation started'), {
      timeoutMs: 30_000,
      what: `the run has started again after ${crash} crashes`,
    });
    await killWorker();
    await system.start(worker);
  }
  const roots = await waitFor(
    async () => {
      const posted = await rootsOf(one);
      return posted.some((root) => JSON.stringify(root).includes('crashed its worker')) ? posted : null;
    },
    { timeoutMs: 60_000, everyMs: 250, what: 'the channel is told' },
  );
  expect(roots).toHaveLength(1);
  expect(await seenOf(one)).toMatchObject({ state: 'failed', revision: 1, roots: 1, findings: false, timeline: 1 });
}, 240_000);

/** Sends SIGTERM and gives the exit code, with how long the worker took in ms. */
async function stopWorker(): Promise<{ code: number | null | undefined; tookMs: number }> {
  const app = system.apps.get(worker);
  const began = Date.now();
  app?.kill('SIGTERM');
  return { code: await app?.exited, tookMs: Date.now() - began };
}

test('on SIGTERM the worker finishes a run that ends in time, and exits with 0', async () => {
  const one = await system.simulator.play('checkout');
  await reached(one.incidentId, 'running');
  expect((await stopWorker()).code).toBe(0);
  expect((await recordOf(one.incidentId))?.state).toBe('completed');
  await settled(one);
}, 120_000);

test('on SIGTERM the worker hands a run back that waits for a hanging source, and the next worker finishes it', async () => {
  const one = await system.simulator.play('checkout', [{ vendor: 'loki', mode: 'hang' }]);
  await waitFor(async () => (await system.simulator.asked('loki')).some(({ status }) => status === null), {
    timeoutMs: 30_000,
    what: 'Loki leaves a request hanging',
  });
  const told = system.apps.get(worker);
  const { code, tookMs } = await stopWorker();
  expect(code).toBe(0);
  // ten seconds to finish by itself, and well before the twenty after which the process would be ended anyway
  expect(tookMs).toBeLessThan(15_000);
  expect(told?.output()).toContain('job handed back');
  expect(await seenOf(one)).toMatchObject({ state: 'running', revision: 1, roots: 1, findings: false });

  await system.simulator.fault('loki', 'none');
  await system.start(worker);
  await settled(one);
}, 120_000);

test('a worker that was down for the whole life of a webhook takes the incident up when it starts', async () => {
  await killWorker();
  const one = await system.simulator.play('checkout');
  await waitFor(async () => (await fetch(`${system.gatewayUrl}/health/ready`)).ok);
  expect(one.webhook.status).toBe(202);
  await system.start(worker);
  await settled(one);
}, 120_000);

test('an incident declared while the gateway is down is found by the next pass', async () => {
  await system.apps.get('webhook-gateway')?.stop();
  await killWorker();
  const one = await system.simulator.play('checkout');
  expect(one.webhook.status).toBeNull();
  await system.start(worker);
  await settled(one);
  expect((await recordOf(one.incidentId))?.trigger.kind).toBe('reconciliation');
}, 150_000);
