import type { TeamSettings } from '@incidentfox/config';
import { queues } from '@incidentfox/jobs';
import { type PrivateRedis, privateRedis } from '@incidentfox/test-kit';
import { scheduleReconciliation } from '../../src/reconcile/schedule-reconciliation.ts';
import { type WorkerUnderTest, workerUnderTest } from '../worker-under-test.ts';

let redis: PrivateRedis;
let test: WorkerUnderTest;
let suite = 0;

beforeAll(async () => {
  redis = await privateRedis();
});
afterAll(() => redis.close());
beforeEach(async () => {
  test = await workerUnderTest({ url: redis.url, prefix: `${redis.prefix}-${suite++}` });
});
afterEach(() => test.close());

function team(id: string, different: Partial<TeamSettings['incidentIo']> = {}): TeamSettings {
  const settings = test.deps.team('default')?.settings;
  if (!settings) throw new Error('no team');
  return { ...settings, id, incidentIo: { ...settings.incidentIo, ...different } };
}

const schedule = (...teams: TeamSettings[]) => scheduleReconciliation(test.deps.producer, { teams, warnings: [] });

const scheduled = () => redis.command('ZCARD', `${redis.prefix}-${suite - 1}:${queues.investigations}:repeat`);

it('is scheduled for every team that starts by itself, once however often workers look', async () => {
  const off = team('off', { enabled: false });
  for (let look = 0; look < 3; look++) await schedule(team('default'), off);
  expect(await scheduled()).toBe(1);
});

it('begins for a team that is turned on later, and ends for one that is turned off or removed', async () => {
  const asked = team('asked', { policy: { ...team('asked').incidentIo.policy, autoInvestigate: false } });
  await schedule(team('default'), asked);
  expect(await scheduled()).toBe(1);
  await schedule(team('default'), team('asked'), team('new'));
  expect(await scheduled()).toBe(3);
  await schedule(asked, team('new'));
  expect(await scheduled()).toBe(1);
  await schedule();
  expect(await scheduled()).toBe(0);
});
