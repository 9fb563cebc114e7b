import { queues } from '@incidentfox/jobs';
import { createMetrics } from '@incidentfox/service-runtime';
import { type PrivateRedis, privateRedis } from '@incidentfox/test-kit';
import {
  onReconcileMissedIncidents,
  scheduleReconciliation,
} from '../../src/reconcile/on-reconcile-missed-incidents.ts';
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
});

it('asks for what is live or in triage, of the last 24 hours, and no more than it can look at', async () => {
  await reconcile();
  test.policy = { investigateTestIncidents: true };
  await reconcile();
  const dayAgo = test.clock.now - 86_400_000;
  expect(test.asked.list).toEqual([
    { statusCategories: ['triage', 'live'], createdAfter: dayAgo, limit: 500, modes: ['standard'] },
    { statusCategories: ['triage', 'live'], createdAfter: dayAgo, limit: 500, modes: ['standard', 'test'] },
  ]);
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

it('is scheduled for every team that starts by itself, once however often workers start', async () => {
  const team = test.deps.team('default');
  if (!team) throw new Error('no team');
  const off = { ...team.settings, id: 'off', incidentIo: { ...team.settings.incidentIo, enabled: false } };
  for (let start = 0; start < 3; start++) {
    await scheduleReconciliation(test.deps.producer, { teams: [team.settings, off], warnings: [] }, 60_000);
  }
  const { delayed, waiting } = await test.deps.producer.counts(queues.investigations);
  expect(delayed + waiting).toBe(1);
});
