import type { Investigation } from '@incidentfox/incident';
import { investigationIdOf } from '@incidentfox/investigations';
import { investigateIncident, queues, reconcileMissedIncidents } from '@incidentfox/jobs';
import { signedWebhook, waitFor, wireEvent, wireIncident, wireSeverities, wireWebhooks } from '@incidentfox/test-kit';
import { type IntakeSystem, startIntakeSystem } from './system/intake-system.ts';
import { webhookSecret } from './system/system.ts';

/*
 * What incident.io's API does on an ordinary bad day, with the real gateway and worker: an early no, half a minute of 503, a
 * proxy's page, an incident that is closed, opened again, or made private.
 */

let system: IntakeSystem;
beforeEach(async () => {
  system = await startIntakeSystem({ update_debounce_seconds: 0, cooldown_seconds: 0, ...settings });
  settings = {};
}, 120_000);
afterEach(() => system.stop(), 60_000);
let settings: object = {};

type Wire = Parameters<typeof wireIncident>[0];
const recent = () => new Date(Date.now() - 60_000).toISOString();

/** How incident.io has it from now on. */
function isNow(id: string, different: Wire = {}): Record<string, unknown> {
  const reference = `INC-${id.slice(-3)}`;
  const incident = wireIncident({ id, reference, created_at: recent(), updated_at: recent(), ...different });
  system.incidentIo.incidents.set(id, incident);
  return incident;
}

async function send(body: unknown): Promise<void> {
  const { headers, body: text } = signedWebhook(body, webhookSecret);
  const { ok } = await fetch(`${system.gatewayUrl}/api/incident-io/webhook`, { method: 'POST', headers, body: text });
  expect(ok).toBe(true);
}
const declared = (id: string, different: Wire = {}) =>
  send(wireEvent('public_incident.incident_created_v2', isNow(id, different)));
const edited = (id: string, different: Wire = {}) =>
  send(wireEvent('public_incident.incident_updated_v2', isNow(id, different)));

const recordOf = (id: string) => system.stores.investigations.ofIncident('default', id);
const reached = (id: string, wanted: Partial<Pick<Investigation, 'state' | 'revision'>>, timeoutMs = 90_000) =>
  waitFor(
    async () => {
      const record = await recordOf(id);
      expect(record).toMatchObject(wanted);
      return record;
    },
    { timeoutMs, everyMs: 200, what: `${id} is ${JSON.stringify(wanted)}` },
  );
const start = () => Promise.all([system.start('webhook-gateway'), system.start('investigator-worker')]);
/** A pass of the reconciliation now; the next one by its schedule would come within a minute. */
const reconcile = () => system.producer.add(reconcileMissedIncidents, { team: 'default' }, { forgetWhenDone: true });
/** Reads of single incidents, and nothing else, are answered like this for so long. */
const singleReads = (answer: { status: number; body?: string }, ms: number) => {
  const until = Date.now() + ms;
  system.incidentIo.instead = (path) => (/^\/v2\/incidents\/./.test(path) && Date.now() < until ? answer : null);
};
const page = '<html><body><h1>Just a moment</h1></body></html>';

describe('an early no', () => {
  test.each([404, 403])(
    'of a public incident (%d) is only that: it is investigated, and never called private',
    async (status) => {
      await start();
      singleReads({ status }, 8_000);
      await declared('01EARLY001');
      expect(await reached('01EARLY001', { state: 'completed' })).toMatchObject({ revision: 1, isPrivate: false });
      expect(system.output()).not.toMatch(/private incident/);
    },
    240_000,
  );

  test('to a private incident is looked at again by the reconciliation, without another webhook', async () => {
    await start();
    await send(wireWebhooks.privateCreated('01EARLY002'));
    await reached('01EARLY002', { state: 'stopped' });
    isNow('01EARLY002', { visibility: 'private' });
    await reconcile();
    expect(await reached('01EARLY002', { state: 'completed' })).toMatchObject({ isPrivate: true });
  }, 240_000);
});

describe('longer without an answer than five quick attempts take', () => {
  const runWithoutWorker = async (id: string): Promise<void> => {
    isNow(id);
    const receivedAt = Date.now() - 5_000;
    const request = { team: 'default', incidentId: id, trigger: { kind: 'webhook' as const }, key: id, receivedAt };
    await system.stores.investigations.write({
      ...(await template()),
      id: investigationIdOf('default', id),
      incidentId: id,
      state: 'running',
      queuedAt: new Date(receivedAt).toISOString(),
    });
    await system.producer.add(investigateIncident, request);
  };
  const template = async (): Promise<Investigation> => {
    const record = await recordOf('01AWAY000');
    if (!record) throw new Error('there is no record to begin with');
    return { ...record, report: null, finishedAt: null };
  };

  test.each([
    ['503', { status: 503 }],
    ["a proxy's page", { status: 200, body: page }],
  ])(
    'loses nothing that was told meanwhile: %s',
    async (_what, answer) => {
      await start();
      await Promise.all(['01AWAY000', '01AWAY001'].map((id) => declared(id)));
      await declared('01AWAY002', { category: 'paused' });
      await reached('01AWAY000', { state: 'completed' });
      await reached('01AWAY001', { state: 'completed' });
      await reached('01AWAY002', { state: 'held' });
      await system.quiet(60_000);

      singleReads(answer, 22_000);
      await declared('01AWAY003');
      await edited('01AWAY001', { summary: 'Refunds fail as well since a minute ago' });
      await edited('01AWAY002');
      await runWithoutWorker('01AWAY004');
      await reached('01AWAY003', { state: 'completed', revision: 1 }, 90_000);
      await reached('01AWAY001', { state: 'completed', revision: 2 });
      await reached('01AWAY002', { state: 'completed', revision: 1 });
      await reached('01AWAY004', { state: 'completed', revision: 1 });
    },
    500_000,
  );

  test('does not leave a run without a worker as it is, though its job is gone: the reconciliation takes it up', async () => {
    await start();
    await declared('01AWAY000');
    await reached('01AWAY000', { state: 'completed' });
    isNow('01AWAY005');
    await system.stores.investigations.write({
      ...(await template()),
      id: investigationIdOf('default', '01AWAY005'),
      incidentId: '01AWAY005',
      state: 'running',
    });
    await reconcile();
    await reached('01AWAY005', { state: 'completed', revision: 1 });
    await waitFor(async () => (await system.producer.counts(queues.investigations)).active === 0, {
      timeoutMs: 60_000,
    });
  }, 240_000);
});

describe('an incident that is opened again', () => {
  test.each(['closed', 'learning', 'declined', 'merged'] as const)(
    'is investigated again: it was %s',
    async (category) => {
      await start();
      await declared('01AGAIN01');
      await reached('01AGAIN01', { state: 'completed' });
      await edited('01AGAIN01', { category });
      await system.quiet(60_000);
      await edited('01AGAIN01');
      await reached('01AGAIN01', { state: 'completed', revision: 2 });
    },
    240_000,
  );

  test('is found by the reconciliation when no webhook tells of it', async () => {
    await start();
    await declared('01AGAIN02');
    await reached('01AGAIN02', { state: 'completed' });
    await edited('01AGAIN02', { category: 'closed' });
    await system.quiet(60_000);
    isNow('01AGAIN02', { created_at: new Date(Date.now() - 3 * 86_400_000).toISOString() });
    system.incidentIo.lists = true;
    await reconcile();
    await reached('01AGAIN02', { state: 'completed', revision: 2 });
  }, 240_000);
});

test('an incident that is made private takes every revision of its record with it, and starts no run', async () => {
  await start();
  await declared('01HIDE001');
  await reached('01HIDE001', { state: 'completed' });
  await edited('01HIDE001', { summary: 'All cards fail' });
  const { id } = await reached('01HIDE001', { state: 'completed', revision: 2 });
  isNow('01HIDE001', { summary: 'All cards fail', visibility: 'private' });
  await send(wireWebhooks.privateUpdated('01HIDE001'));
  const shown = () => Promise.all([1, 2].map((revision) => system.stores.investigations.read(id, revision)));
  await waitFor(async () => (await shown()).every((one) => one?.isPrivate), { timeoutMs: 60_000 });
  expect((await recordOf('01HIDE001'))?.revision).toBe(2);
}, 240_000);

describe('with four hundred open incidents and a condition that asks for their alerts', () => {
  beforeAll(() => {
    settings = { only_if: [{ service: 'billing' }] };
  });

  test('the reconciliation stays far below the rate limit, and a pass without news is one request', async () => {
    for (let at = 0; at < 400; at++) isNow(`01OPEN${at}`, { severity: wireSeverities.high });
    system.incidentIo.lists = true;
    await system.start('investigator-worker');
    const passes = () => system.incidentIo.asked.filter((path) => path === '/v2/incidents').length;
    const ended = async () => (await system.producer.counts(queues.investigations)).active === 0;
    for (let pass = 1; pass <= 10; pass++) {
      await waitFor(async () => passes() >= pass && (await ended()), { timeoutMs: 90_000, what: `pass ${pass} ends` });
      if (pass < 10) await reconcile();
    }
    expect(system.incidentIo.asked.length).toBeLessThan(1_000);
    const before = system.incidentIo.asked.length;
    await reconcile();
    await waitFor(async () => passes() >= 11 && (await ended()), { timeoutMs: 60_000 });
    expect(system.incidentIo.asked.length - before).toBeLessThanOrEqual(2);
  }, 400_000);
});
