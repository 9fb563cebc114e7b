import { type PrivateRedis, privateRedis } from '@incidentfox/test-kit';
import { onInvestigateIncident } from '../../src/run/on-investigate-incident.ts';
import { aLiveIncident, aRecord, aRun, type WorkerUnderTest, workerUnderTest } from '../worker-under-test.ts';

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

const record = () => test.stores.investigations.ofIncident('default', '01KB');

describe('an incident over which workers died again and again', () => {
  const giveUp = (receivedAt = test.clock.now) => {
    const payload = { team: 'default', incidentId: '01KB', key: 'msg_1', receivedAt, trigger: { kind: 'webhook' } };
    return onInvestigateIncident(test.deps).giveUp?.(payload, aRun(test.deps, { jobId: 'investigate-incident-1' }));
  };
  const running = () =>
    test.stores.investigations.write(aRecord(aLiveIncident(), { state: 'running', finishedAt: null }));

  it('ends as failed, and readers who saw it start are told so once', async () => {
    await running();
    await giveUp(Date.parse('2026-11-23T14:36:00.000Z'));
    expect(await record()).toMatchObject({
      state: 'failed',
      ending: expect.stringContaining('crashed its worker'),
      finishedAt: '2026-11-23T15:00:00.000Z',
    });
    await giveUp(Date.parse('2026-11-23T14:36:00.000Z'));
    expect(test.added.map(({ name, payload, answer }) => [name, payload.stage, answer])).toEqual([
      ['update-slack', 'ended', 'added'],
      ['update-slack', 'ended', 'duplicate'],
    ]);
  });

  it('is left to another run that has it', async () => {
    await running();
    await test.stores.investigations.claim('default', '01KB', 'another job', 30_000);
    await giveUp(Date.parse('2026-11-23T14:36:00.000Z'));
    expect((await record())?.state).toBe('running');
    expect(test.added).toEqual([]);
  });

  it('is left to another request that took it up since', async () => {
    await running();
    await giveUp(Date.parse('2026-11-23T14:35:00.000Z'));
    expect((await record())?.state).toBe('running');
    expect(test.added).toEqual([]);
  });

  it('leaves nothing behind when nobody was told of it', async () => {
    await giveUp();
    expect(await record()).toBeNull();
    expect(test.added).toEqual([]);
  });
});
