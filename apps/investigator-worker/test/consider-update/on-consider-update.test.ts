import { queues } from '@incidentfox/jobs';
import { startConsumer, TryLater } from '@incidentfox/jobs/bullmq';
import { type PrivateRedis, privateRedis, waitFor } from '@incidentfox/test-kit';
import { onConsiderUpdate } from '../../src/consider-update/on-consider-update.ts';
import {
  aLiveIncident,
  aRecord,
  aRun,
  doJob,
  severity,
  type WorkerUnderTest,
  workerUnderTest,
} from '../worker-under-test.ts';

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

const before = aLiveIncident();
const record = () => test.stores.investigations.ofIncident('default', '01KB');

/** The handler looks at the incident as it is now; `onRecord` is what we held before. */
async function consider(
  now: ReturnType<typeof aLiveIncident> | null,
  onRecord?: ReturnType<typeof aRecord>,
  key = 'msg_1',
) {
  if (now) test.incidents.set(now.id, now);
  if (onRecord) await test.stores.investigations.write(onRecord);
  const payload = { team: 'default', incidentId: '01KB', key, receivedAt: 1 };
  await onConsiderUpdate(test.deps).handle(payload, aRun(test.deps));
}
/** Of the check that was put off, as its job has it. */
const keyOfCheck = () => String(test.added[0]?.payload.key);
const addedNames = () => test.added.map((job) => job.name);

describe('starting', () => {
  it('asks for a run of an incident that now qualifies, and says that it knew of none', async () => {
    await consider(before);
    expect(test.added).toMatchObject([
      { name: 'investigate-incident', payload: { incidentId: '01KB', trigger: { kind: 'update' }, afterRevision: 0 } },
    ]);
  });

  it('leaves an incident alone that does not qualify', async () => {
    await consider(aLiveIncident({ severity: severity('Low') }));
    expect(test.added).toEqual([]);
    expect(await record()).toBeNull();
  });

  it('remembers a paused incident', async () => {
    await consider(aLiveIncident({ status: { name: 'x', category: 'paused' } }));
    expect(await record()).toMatchObject({ state: 'held', revision: 1 });
    expect(test.added).toEqual([]);
  });

  it('takes up a held incident that goes on, once however many updates say so', async () => {
    await consider(before, aRecord(before, { state: 'held', finishedAt: null }));
    // The held revision is the one that runs: a second request finds it done.
    expect(test.added).toMatchObject([{ name: 'investigate-incident', payload: { afterRevision: 0 } }]);
  });
});

describe('after the report', () => {
  it('does nothing about an update that changes nothing material, such as our own write-back', async () => {
    await consider(aLiveIncident({ permalink: null }), aRecord(before));
    expect(test.added).toEqual([]);
  });

  it('asks for the next revision when something material changed', async () => {
    await consider(aLiveIncident({ summary: 'All cards fail' }), aRecord(before));
    expect(test.added).toMatchObject([
      { name: 'investigate-incident', payload: { afterRevision: 1, trigger: { kind: 'update' } } },
    ]);
  });

  it('looks again when the cooldown is over, once however many updates come', async () => {
    const fresh = aRecord(before, { finishedAt: '2026-11-23T14:59:00.000Z' });
    for (const key of ['msg_1', 'msg_2', 'msg_3'])
      await consider(aLiveIncident({ summary: 'All cards fail' }), fresh, key);
    expect(test.added.map((job) => [job.name, job.options?.delayMs, job.answer])).toEqual([
      ['consider-update', 240_000, 'added'],
      ['consider-update', 240_000, 'duplicate'],
      ['consider-update', 240_000, 'duplicate'],
    ]);
  });

  it('stops at the last revision policy allows', async () => {
    await consider(aLiveIncident({ summary: 'All cards fail' }), aRecord(before, { revision: 3 }));
    expect(test.added).toEqual([]);
  });

  it('brings the channel to what waits for it, and asks for no other run', async () => {
    const without = aLiveIncident({ channel: null });
    await consider(before, aRecord(without));
    expect(test.added).toMatchObject([{ name: 'update-slack', payload: { revision: 1, stage: 'findings' } }]);
    expect(test.added[0]?.payload.key).not.toBe('0');
    expect((await record())?.incident?.channel?.id).toBe(before.channel?.id);
    await consider(before);
    expect(test.added).toHaveLength(1);
  });

  it('brings the channel first and then looks at what else changed', async () => {
    await consider(aLiveIncident({ summary: 'All cards fail' }), aRecord(aLiveIncident({ channel: null })));
    expect(addedNames()).toEqual(['update-slack', 'investigate-incident']);
  });
});

describe('an incident that is over and opened again', () => {
  it.each(['closed', 'learning', 'declined', 'merged'] as const)('is investigated again: %s', async (category) => {
    await consider(aLiveIncident({ status: { name: 'x', category } }), aRecord(before));
    expect(test.added).toEqual([]);
    await consider(before, undefined, 'msg_2');
    expect(test.added).toMatchObject([{ name: 'investigate-incident', payload: { afterRevision: 1 } }]);
  });

  it('is not when it only was what it is', async () => {
    await consider(aLiveIncident({ status: { name: 'x', category: 'closed' } }), aRecord(before));
    await consider(aLiveIncident({ status: { name: 'y', category: 'closed' } }), undefined, 'msg_2');
    expect(test.added).toEqual([]);
  });
});

describe('privacy', () => {
  const revisions = async () =>
    Promise.all([1, 2].map((revision) => test.stores.investigations.read(aRecord(before).id, revision)));
  const isPrivate = async () => (await revisions()).map((one) => one?.isPrivate);

  it('follows what incident.io says, for every revision, and starts no run', async () => {
    await test.stores.investigations.write(aRecord(before));
    await consider(aLiveIncident({ visibility: 'private' }), aRecord(before, { revision: 2 }));
    expect(await isPrivate()).toEqual([true, true]);
    await consider(before, undefined, 'msg_2');
    expect(await isPrivate()).toEqual([false, false]);
    expect(test.added).toEqual([]);
  });

  it('follows while a run is under way, which then does not undo it', async () => {
    await test.stores.investigations.write(aRecord(before));
    await consider(aLiveIncident({ visibility: 'private' }), aRecord(before, { revision: 2, state: 'running' }));
    await test.stores.investigations.write(aRecord(before, { revision: 2, state: 'running' }));
    expect(await isPrivate()).toEqual([true, true]);
  });

  it('is assumed when incident.io stops showing the incident and nothing said that it is public', async () => {
    await test.stores.investigations.write(aRecord(before));
    await doJob(test, () => consider(null, aRecord(before, { revision: 2 })));
    expect(await isPrivate()).toEqual([true, true]);
  });
});

describe('a check that was put off', () => {
  it('is made again for a later change, also for one to a state that was checked before', async () => {
    const fresh = aRecord(before, { finishedAt: '2026-11-23T14:59:59.950Z' });
    test.policy = { cooldownSeconds: 0.1 };
    const changed = aLiveIncident({ summary: 'All cards fail' });
    const consumer = await startConsumer({
      redisUrl: redis.url,
      prefix: test.prefix,
      queue: queues.investigations,
      handlers: [onConsiderUpdate(test.deps)],
      concurrency: 1,
      logger: test.deps.logger,
    });
    try {
      for (const time of [1, 2]) {
        await consider(changed, fresh, `msg_${time}`);
        expect(test.added.filter((job) => job.answer === 'added')).toHaveLength(time);
        test.incidents.set('01KB', before); // changed back before the check: it ends with nothing to do
        await waitFor(() => test.log().match(/"nothing material changed"/g)?.length === time);
      }
    } finally {
      await consumer.close();
    }
  });
});

describe('a run under way', () => {
  const running = () => aRecord(before, { state: 'running', finishedAt: null });
  const declined = aLiveIncident({ status: { name: 'x', category: 'declined' } });
  const runElsewhere = async (record: ReturnType<typeof running>) => {
    const claim = await test.stores.investigations.claim('default', '01KB', 'another-worker', 10_000);
    if (claim.claimed) await test.stores.investigations.under(claim.lease).write(record);
  };

  it('is asked to stop when the incident was declined, in whichever process it runs', async () => {
    await runElsewhere(running());
    await consider(declined);
    expect(await test.stores.investigations.stopRequest('default', '01KB')).toBe('the incident was declined');
    expect((await record())?.state).toBe('running');
    expect(test.added).toEqual([]);
  });

  it('is asked to stop when the severity fell below the threshold', async () => {
    await runElsewhere(running());
    await consider(aLiveIncident({ severity: severity('Low') }));
    expect(await test.stores.investigations.stopRequest('default', '01KB')).toContain('below the threshold');
  });

  it('is ended here when its worker is gone, and its readers are told once', async () => {
    await consider(declined, running());
    await consider(declined, undefined, 'msg_2');
    expect(await record()).toMatchObject({ state: 'stopped', ending: 'Stopped: the incident was declined.' });
    expect(test.added).toMatchObject([{ name: 'update-slack', payload: { stage: 'ended' } }]);
  });

  it('is dropped in silence when nobody saw it start', async () => {
    await consider(declined, aRecord(before, { state: 'held', startedAt: null, finishedAt: null }));
    expect((await record())?.state).toBe('stopped');
    expect(test.added).toEqual([]);
  });

  it('goes on when a person asked for it, whatever policy says', async () => {
    await runElsewhere({ ...running(), trigger: { kind: 'manual' as const, by: 'ada' } });
    await consider(aLiveIncident({ severity: severity('Low') }));
    expect(await test.stores.investigations.stopRequest('default', '01KB')).toBeNull();
  });

  it('is finished before a material change is looked at', async () => {
    await consider(aLiveIncident({ summary: 'All cards fail' }), running());
    expect(test.added).toMatchObject([{ name: 'consider-update', options: { delayMs: 15_000, forgetWhenDone: true } }]);
    const again = consider(aLiveIncident({ summary: 'All cards fail' }), undefined, keyOfCheck());
    await expect(again).rejects.toBeInstanceOf(TryLater);
    expect(test.added).toHaveLength(1);
  });

  it('has a further check for an incident that changes once more, for the first may be reading it just then', async () => {
    await consider(aLiveIncident({ summary: 'All cards fail' }), running());
    await consider(aLiveIncident({ summary: 'All cards fail' }), undefined, 'msg_2');
    await consider(aLiveIncident({ summary: 'Refunds fail too' }), undefined, 'msg_3');
    expect(test.added.map((job) => job.answer)).toEqual(['added', 'duplicate', 'added']);
  });

  it('has its channel brought to what waits, and its record left to its runner', async () => {
    await consider(before, { ...running(), incident: aLiveIncident({ channel: null }) });
    expect(test.added).toMatchObject([{ name: 'update-slack', payload: { stage: 'started' } }]);
    expect((await record())?.incident?.channel).toBeNull();
  });
});

describe('an incident the key may not read', () => {
  const look = (key: string) => doJob(test, () => consider(null, undefined, key));

  it('is marked once, with one line in the log', async () => {
    await look('msg_1');
    await look('msg_2');
    expect(await record()).toMatchObject({ state: 'stopped', isPrivate: true, incident: null });
    expect(test.log().match(/does not let this API key read/g)).toHaveLength(1);
  });

  it('is taken up when the key may read it later', async () => {
    await look('msg_1');
    await consider(before, undefined, 'msg_2');
    expect(test.added).toMatchObject([{ name: 'investigate-incident', payload: { afterRevision: 1 } }]);
  });
});

it('waits for a team the configuration does not have (yet)', async () => {
  const payload = { team: 'gone', incidentId: '01KB', key: 'k', receivedAt: 1 };
  await expect(onConsiderUpdate(test.deps).handle(payload, aRun(test.deps))).rejects.toThrow(TryLater);
});
