import { Failure } from '@incidentfox/failures';
import type { Investigation } from '@incidentfox/incident';
import { createMetrics } from '@incidentfox/service-runtime';
import { type PrivateRedis, privateRedis } from '@incidentfox/test-kit';
import { onReconcileMissedIncidents } from '../../src/reconcile/on-reconcile-missed-incidents.ts';
import { createReconciliationMetrics } from '../../src/reconcile/reconciliation-metrics.ts';
import { aLiveIncident, aRecord, aRun, severity, type WorkerUnderTest, workerUnderTest } from '../worker-under-test.ts';

let redis: PrivateRedis;
let test: WorkerUnderTest;
let reconcile: () => Promise<void>;
let suite = 0;

beforeAll(async () => {
  redis = await privateRedis();
});
afterAll(() => redis.close());
beforeEach(async () => {
  test = await workerUnderTest({ url: redis.url, prefix: `${redis.prefix}-${suite++}` });
  const metrics = createReconciliationMetrics(createMetrics('worker', { processMetrics: false }));
  const handler = onReconcileMissedIncidents(test.deps, metrics);
  reconcile = () => handler.handle({ team: 'default' }, aRun(test.deps));
});
afterEach(() => test.close());

const live = aLiveIncident();
const category = (name: 'closed' | 'paused' | 'declined') => aLiveIncident({ status: { name: 'x', category: name } });
/** incident.io has `now`; its list shows what is open and may be seen. */
const incidentIoHas = (now: ReturnType<typeof aLiveIncident> | null) => {
  test.incidents.clear();
  if (now) test.incidents.set(now.id, now);
};
const onRecord = (different: Partial<Investigation> = {}) => test.stores.investigations.write(aRecord(live, different));
const asked = () => test.added.filter((job) => job.answer === 'added').map((job) => job.name);
const running = { state: 'running', finishedAt: null } as const;

describe('what differs from the record is looked at', () => {
  it.each<[string, Partial<Investigation>, ReturnType<typeof aLiveIncident>]>([
    ['a held incident that goes on', { state: 'held', incident: category('paused'), finishedAt: null }, live],
    ['a changed summary', {}, aLiveIncident({ summary: 'All cards fail' })],
    ['a severity that rose', { incident: aLiveIncident({ severity: severity('Medium') }) }, live],
    ['one that was closed and is opened again', { incident: category('closed') }, live],
    [
      'one that was declined while it ran, and is live again',
      { state: 'stopped', incident: category('declined') },
      live,
    ],
    ['a channel that appeared', { incident: aLiveIncident({ channel: null }) }, live],
    ['one that was made private', {}, aLiveIncident({ visibility: 'private' })],
    ['one the key could not read', { state: 'stopped', incident: null, isPrivate: true }, live],
    ['a run whose incident was declined', running, category('declined')],
  ])('%s', async (_what, record, now) => {
    await onRecord(record);
    incidentIoHas(now);
    await reconcile();
    await reconcile();
    expect(asked()).toEqual(['consider-update']);
  });

  it('and nothing else is', async () => {
    await onRecord();
    incidentIoHas(aLiveIncident({ permalink: null }));
    await reconcile();
    expect(asked()).toEqual([]);
  });

  it('though not before its cooldown is over', async () => {
    await onRecord({ finishedAt: new Date(test.clock.now - 60_000).toISOString() });
    incidentIoHas(aLiveIncident({ summary: 'All cards fail' }));
    await reconcile();
    expect(asked()).toEqual([]);
    test.clock.now += 300_000;
    await reconcile();
    expect(asked()).toEqual(['consider-update']);
  });
});

describe('a run that no worker has', () => {
  it('is taken up again with the request it began with, whoever asked', async () => {
    const trigger = { kind: 'manual' as const, by: 'ada' };
    await onRecord({ ...running, revision: 2, trigger });
    incidentIoHas(aLiveIncident({ severity: severity('Low') }));
    await reconcile();
    expect(test.added).toMatchObject([
      {
        name: 'investigate-incident',
        payload: { trigger, afterRevision: 1, receivedAt: Date.parse('2026-11-23T14:36:00.000Z') },
      },
    ]);
  });

  it('is left alone while a worker has it', async () => {
    await onRecord(running);
    await test.stores.investigations.claim('default', live.id, 'job-1', 30_000);
    incidentIoHas(live);
    await reconcile();
    expect(asked()).toEqual([]);
  });

  it('is taken up once, however often it is seen', async () => {
    await onRecord(running);
    incidentIoHas(live);
    for (let pass = 0; pass < 3; pass++) await reconcile();
    expect(asked()).toEqual(['investigate-incident']);
  });

  it('ends, and readers are told, when incident.io has not shown it for minutes', async () => {
    await onRecord(running);
    incidentIoHas(null);
    for (let pass = 0; pass < 10; pass++) {
      await reconcile();
      test.clock.now += 60_000;
    }
    const record = await test.stores.investigations.ofIncident('default', live.id);
    expect(record).toMatchObject({ state: 'failed', isPrivate: true });
    expect(asked()).toEqual(['update-slack']);
  });
});

describe('what the list does not show', () => {
  const notListed = (incident: ReturnType<typeof aLiveIncident>) => {
    incidentIoHas(incident);
    const reads = test.deps.team('default')?.incidentIo;
    if (!reads) throw new Error('no team');
    const team = { ...test.deps.team('default'), incidentIo: { ...reads, incidents: async () => [] } };
    Object.assign(test.deps, { team: () => team });
  };

  it('is read by itself, and remembered as over', async () => {
    await onRecord();
    notListed(category('closed'));
    await reconcile();
    expect(asked()).toEqual(['consider-update']);
  });

  it('is read now and then, not in every pass', async () => {
    await onRecord();
    notListed(live);
    for (let pass = 0; pass < 30; pass++) {
      await reconcile();
      test.clock.now += 60_000;
    }
    expect(test.asked.incident).toHaveLength(3);
  });

  it('is read ever more seldom while the key may not read it, and at once taken up when it may', async () => {
    await onRecord({
      state: 'stopped',
      incident: null,
      isPrivate: true,
      finishedAt: new Date(test.clock.now).toISOString(),
    });
    incidentIoHas(null);
    const day = 24 * 60;
    for (let pass = 0; pass < day; pass++) {
      await reconcile();
      test.clock.now += 60_000;
    }
    expect(test.asked.incident.length).toBeGreaterThan(20);
    expect(test.asked.incident.length).toBeLessThan(60);
    notListed(live);
    for (let pass = 0; pass < 61; pass++) {
      await reconcile();
      test.clock.now += 60_000;
    }
    expect(asked()).toEqual(['consider-update']);
  }, 60_000);

  it('is private on record when it is not shown any more, and public again when it is', async () => {
    await onRecord();
    incidentIoHas(null);
    const isPrivate = async () => (await test.stores.investigations.ofIncident('default', live.id))?.isPrivate;
    await reconcile();
    expect(await isPrivate()).toBe(false);
    for (let pass = 0; pass < 8; pass++) {
      test.clock.now += 60_000;
      await reconcile();
    }
    expect(await isPrivate()).toBe(true);
  });

  it('is left as it is while incident.io is away', async () => {
    await onRecord(running);
    test.trouble = new Failure('unavailable', 'incident.io: HTTP 503', { status: 503 });
    await expect(reconcile()).rejects.toBe(test.trouble);
    expect((await test.stores.investigations.ofIncident('default', live.id))?.state).toBe('running');
  });
});

describe('requests to incident.io', () => {
  it('are one list while nothing changes, however many incidents are open', async () => {
    for (let at = 0; at < 200; at++) {
      const incident = aLiveIncident({ id: `i${at}` });
      test.incidents.set(incident.id, incident);
      await test.stores.investigations.write(aRecord(incident));
    }
    for (let pass = 0; pass < 3; pass++) await reconcile();
    expect(test.asked).toMatchObject({ incident: [], alerts: 0 });
    expect(test.asked.list).toHaveLength(3);
  });

  it('for alerts that a condition asks for are made once for each incident, and for a bounded number in a pass', async () => {
    test.policy = { onlyIf: [{ service: 'billing' }] };
    const team = test.deps.team('default'); // as between two reloads of the configuration
    Object.assign(test.deps, { team: () => team });
    for (let at = 0; at < 70; at++) test.incidents.set(`i${at}`, aLiveIncident({ id: `i${at}` }));
    await reconcile();
    expect(test.asked.alerts).toBe(50);
    for (let pass = 0; pass < 3; pass++) await reconcile();
    expect(test.asked.alerts).toBe(70);
    test.incidents.set('i0', aLiveIncident({ id: 'i0', summary: 'All cards fail' }));
    await reconcile();
    expect(test.asked.alerts).toBe(71);
  });
});

it('goes on with the others when one record cannot be read, and says so once', async () => {
  const broken = aRecord(aLiveIncident({ id: 'broken' }));
  await test.stores.investigations.write(broken);
  await redis.command('HSET', `${test.prefix}:investigation:${broken.id}`, '1', '{"state":"of a newer version"}');
  for (const id of ['broken', 'missed']) test.incidents.set(id, aLiveIncident({ id }));
  await reconcile();
  await reconcile();
  expect(test.added.map((job) => job.payload.incidentId)).toContain('missed');
  expect(test.log().match(/incident not reconciled/g)).toHaveLength(1);
});
