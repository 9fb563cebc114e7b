import { createMetrics } from '@incidentfox/service-runtime';
import { type PrivateRedis, privateRedis } from '@incidentfox/test-kit';
import { onReconcileMissedIncidents } from '../../src/reconcile/on-reconcile-missed-incidents.ts';
import { createReconciliationMetrics } from '../../src/reconcile/reconciliation-metrics.ts';
import { aLiveIncident, aRecord, aRun, severity, type WorkerUnderTest, workerUnderTest } from '../worker-under-test.ts';

let redis: PrivateRedis;
let test: WorkerUnderTest;
let metrics: ReturnType<typeof createMetrics>;
let suite = 0;

beforeAll(async () => {
  redis = await privateRedis();
});
afterAll(() => redis.close());
beforeEach(async () => {
  test = await workerUnderTest({ url: redis.url, prefix: `${redis.prefix}-${suite++}` });
  metrics = createMetrics('worker', { processMetrics: false });
});
afterEach(() => test.close());

const reconcile = () =>
  onReconcileMissedIncidents(test.deps, createReconciliationMetrics(metrics)).handle(
    { team: 'default' },
    aRun(test.deps),
  );
const have = (...incidents: ReturnType<typeof aLiveIncident>[]) => {
  for (const one of incidents) test.incidents.set(one.id, one);
};
const startedIds = () => test.added.filter((job) => job.answer === 'added').map((job) => job.payload.incidentId);

it('starts what policy wants and nobody took up, and nothing else', async () => {
  have(
    aLiveIncident({ id: 'missed' }),
    aLiveIncident({ id: 'known' }),
    aLiveIncident({ id: 'low', severity: severity('Low') }),
    aLiveIncident({ id: 'triage', status: { name: 'x', category: 'triage' } }),
  );
  await test.stores.investigations.write(aRecord(aLiveIncident({ id: 'known' })));
  await reconcile();
  expect(startedIds()).toEqual(['missed', 'triage']);
  expect(test.added[0]?.payload).toMatchObject({ trigger: { kind: 'reconciliation' }, afterRevision: 0 });
  expect((await test.stores.notStarted.list()).map(({ incidentId }) => incidentId)).toEqual(['low']);
});

it('asks for what is open and changed within 24 hours, and no more than it can look at', async () => {
  await reconcile();
  test.policy = { investigateTestIncidents: true };
  await reconcile();
  const statusCategories = ['triage', 'live', 'paused'];
  const dayAgo = test.clock.now - 86_400_000;
  expect(test.asked.list).toEqual([
    { statusCategories, updatedAfter: dayAgo, limit: 500, modes: ['standard'] },
    { statusCategories, updatedAfter: dayAgo, limit: 500, modes: ['standard', 'test'] },
  ]);
});

it('leaves alone what was declared longer ago and nobody took up, though it was changed today', async () => {
  have(aLiveIncident({ id: 'old', createdAt: new Date(test.clock.now - 25 * 3_600_000).toISOString() }));
  await reconcile();
  expect(startedIds()).toEqual([]);
});

it('starts nothing twice, and tries again an hour later what a worker could not take up', async () => {
  have(aLiveIncident({ id: 'missed' }));
  await reconcile();
  await reconcile();
  expect(startedIds()).toEqual(['missed']);
  test.clock.now += 3_600_000;
  await reconcile();
  expect(startedIds()).toEqual(['missed', 'missed']);
});

it('starts a bounded number in one pass, and the metrics show what is left', async () => {
  have(...Array.from({ length: 60 }, (_, at) => aLiveIncident({ id: `i${at}` })));
  await reconcile();
  expect(startedIds()).toHaveLength(50);
  const { body } = await metrics.text();
  expect(body).toMatch(/reconciliation_live_incidents\{team="default".*\} 60/);
  expect(body).toMatch(/reconciliation_started_total\{team="default".*\} 50/);
  expect(body).toMatch(/reconciliation_left_over\{team="default".*\} 10/);
});
