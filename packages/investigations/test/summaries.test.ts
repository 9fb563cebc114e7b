import { anIncident, type PrivateRedis, privateRedis } from '@incidentfox/test-kit';
import { connectStores, maxNotStarted, type NotStarted, type Stores } from '../src/index.ts';
import { anInvestigation } from './an-investigation.ts';

let redis: PrivateRedis;
let stores: Stores;
beforeAll(async () => {
  redis = await privateRedis();
  stores = await connectStores({ redisUrl: redis.url, prefix: redis.prefix, retentionDays: 2 });
});
afterAll(async () => {
  await stores.close();
  await redis.close();
});

const ttl = (key: string) => redis.command('TTL', `${redis.prefix}:${key}`);

describe('summaries', () => {
  it('are written with the record, follow its latest revision, and expire with it', async () => {
    const first = anInvestigation({ incidentId: '01A' });
    await stores.investigations.write(first);
    await stores.investigations.write({ ...first, revision: 2, state: 'stopped' });
    await stores.investigations.write({ ...first, state: 'failed' });
    const [summary] = await stores.summaries.read([first.id]);
    expect(summary).toMatchObject({ revision: 2, state: 'stopped', reference: 'INC-123', name: first.incident?.name });
    expect(await ttl(`summary:${first.id}`)).toBe(2 * 86_400);
    expect(await ttl('summaries')).toBe(2 * 86_400);
  });

  it('tell a reader what changed since it last asked', async () => {
    const one = anInvestigation({ incidentId: '01B' });
    await stores.investigations.write(one);
    const { ids, moment } = await stores.summaries.changedSince(0);
    expect(ids).toContain(one.id);
    expect((await stores.summaries.changedSince(moment + 60_000)).ids).toEqual([]);
    expect((await stores.summaries.all({ limit: 10 })).map(({ id }) => id)).toContain(one.id);
  });

  it('hold nothing of what a private incident is about, from the moment it is private, until it is public again', async () => {
    const one = anInvestigation({ incidentId: '01C', incident: anIncident({ id: '01C', name: 'Acquisition' }) });
    await stores.investigations.write(one);
    await stores.investigations.setPrivacy(one.id, true);
    const key = `${redis.prefix}:summary:${one.id}`;
    expect(await redis.command('GET', key)).not.toContain('Acquisition');
    expect(await stores.summaries.read([one.id])).toMatchObject([{ isPrivate: true, name: null }]);
    await stores.investigations.setPrivacy(one.id, false);
    expect(await stores.summaries.read([one.id])).toMatchObject([{ isPrivate: false, name: 'Acquisition' }]);
  });

  it('that another version wrote, or nobody, are none', async () => {
    await redis.command('SET', `${redis.prefix}:summary:broken`, '{"id":');
    expect(await stores.summaries.read(['broken', 'absent'])).toEqual([null, null]);
  });
});

describe('incidents that were not started', () => {
  const decided = (incidentId: string, different: Partial<NotStarted> = {}): NotStarted => ({
    team: 'default',
    incidentId,
    reference: 'INC-7',
    name: 'Disk',
    priority: 'P3',
    reason: 'its priority is P3, below the threshold P2',
    isPrivate: false,
    ...different,
  });
  const now = Date.parse('2026-11-23T15:00:00.000Z');
  const noted = async () => (await stores.notStarted.list()).map(({ incidentId }) => incidentId);

  it('are listed with the reason and since when it holds, the last one first', async () => {
    await stores.notStarted.note(decided('01'), now);
    await stores.notStarted.note(decided('02'), now + 1_000);
    await stores.notStarted.note(decided('01'), now + 60_000);
    expect(await stores.notStarted.list()).toEqual([
      { ...decided('02'), since: '2026-11-23T15:00:01.000Z' },
      { ...decided('01'), since: '2026-11-23T15:00:00.000Z' },
    ]);
    await stores.notStarted.note(decided('01', { reason: 'the incident is closed' }), now + 60_000);
    expect((await stores.notStarted.list())[0]).toMatchObject({ incidentId: '01', reason: 'the incident is closed' });
  });

  it('leave the list when they are started after all', async () => {
    await stores.notStarted.forget('default', '02');
    expect(await noted()).toEqual(['01']);
  });

  it('are bounded and forgotten after a week', async () => {
    for (let at = 0; at < maxNotStarted + 5; at++) await stores.notStarted.note(decided(`many-${at}`), now + at);
    const listed = await noted();
    expect(listed).toHaveLength(maxNotStarted);
    expect(listed).not.toContain('many-0');
    expect(await redis.command('HLEN', `${redis.prefix}:not-started:reasons`)).toBe(maxNotStarted);
    for (const key of ['not-started', 'not-started:reasons']) expect(await ttl(key)).toBe(7 * 86_400);
    await stores.notStarted.note(decided('later'), now + 8 * 86_400_000);
    expect(await noted()).toEqual(['later']);
  });
});
