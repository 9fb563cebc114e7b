import type { Investigation } from '@incidentfox/incident';
import { anIncident, type PrivateRedis, privateRedis, waitFor } from '@incidentfox/test-kit';
import { Redis } from 'ioredis';
import { connectStores, investigationIdOf, type Stores } from '../src/index.ts';

let redis: PrivateRedis;
let stores: Stores;
let raw: Redis;
let prefix: string;
let suite = 0;

beforeAll(async () => {
  redis = await privateRedis();
});
afterAll(() => redis.close());
beforeEach(async () => {
  prefix = `${redis.prefix}-${suite++}`;
  stores = await connectStores({ redisUrl: redis.url, prefix, retentionDays: 2 });
  raw = new Redis(redis.url);
});
afterEach(async () => {
  await raw.quit();
  await stores.close();
});

function anInvestigation(different: Partial<Investigation> = {}): Investigation {
  const incidentId = different.incidentId ?? '01KB';
  return {
    id: investigationIdOf('default', incidentId),
    revision: 1,
    team: 'default',
    incidentId,
    trigger: { kind: 'webhook' },
    state: 'running',
    priority: 'P1',
    priorityOrigin: 'name',
    isTest: false,
    isPrivate: false,
    incident: anIncident({ id: incidentId }),
    context: null,
    steps: [],
    questions: [],
    report: null,
    ending: null,
    queuedAt: '2026-11-23T14:36:00.000Z',
    startedAt: null,
    finishedAt: null,
    ...different,
  };
}

describe('records', () => {
  it('come back as they were written', async () => {
    const record = anInvestigation();
    await stores.investigations.write(record);
    expect(await stores.investigations.read(record.id)).toEqual(record);
    expect(await stores.investigations.ofIncident('default', '01KB')).toEqual(record);
    expect(await stores.investigations.ofIncident('payments', '01KB')).toBeNull();
  });

  it.each([
    [true, null, 'missing'],
    [true, { id: 'sev-gold', name: 'Gold', rank: 7 }, 'unknown'],
    [false, { id: 'sev-high', name: 'High', rank: 3 }, 'name'],
  ])(
    'that said only severityAssumed: %s (severity %j) read as %s',
    async (severityAssumed, severity, priorityOrigin) => {
      const { priorityOrigin: _, ...older } = anInvestigation({ incident: anIncident({ id: '01KB', severity }) });
      await raw.hset(`${prefix}:investigation:${older.id}`, '1', JSON.stringify({ ...older, severityAssumed }));
      const read = await stores.investigations.read(older.id);
      expect(read?.priorityOrigin).toBe(priorityOrigin);
      expect(read).not.toHaveProperty('severityAssumed');
    },
  );

  it('keep every revision, and the latest is what is read without asking for one', async () => {
    for (const revision of [1, 2, 10]) await stores.investigations.write(anInvestigation({ revision }));
    const { id } = anInvestigation();
    expect((await stores.investigations.read(id))?.revision).toBe(10);
    expect((await stores.investigations.read(id, 2))?.revision).toBe(2);
    expect(await stores.investigations.read(id, 3)).toBeNull();
  });

  it('expire after the retention, counted from their last change', async () => {
    await stores.investigations.write(anInvestigation());
    const seconds = await raw.ttl(`${prefix}:investigation:${anInvestigation().id}`);
    expect(seconds).toBeGreaterThan(2 * 86_400 - 10);
    expect(seconds).toBeLessThanOrEqual(2 * 86_400);
  });

  it('that another version wrote are refused with the place of the fault, not half understood', async () => {
    const { id } = anInvestigation();
    await raw.hset(`${prefix}:investigation:${id}`, '1', JSON.stringify({ ...anInvestigation(), state: 'paused' }));
    await expect(stores.investigations.read(id)).rejects.toMatchObject({
      kind: 'contract',
      message: expect.stringContaining('state'),
    });
  });

  it('are not written when they are wrong', async () => {
    const wrong = anInvestigation({ revision: 0 });
    await expect(stores.investigations.write(wrong)).rejects.toMatchObject({ kind: 'contract' });
    expect(await stores.investigations.read(wrong.id)).toBeNull();
  });
});

describe('the list', () => {
  const at = (minute: number) => `2026-11-23T14:${String(minute).padStart(2, '0')}:00.000Z`;

  it('is newest first, pages by the last id seen, and shows the latest revision once', async () => {
    for (const minute of [1, 3, 2, 4]) {
      await stores.investigations.write(anInvestigation({ incidentId: `i${minute}`, queuedAt: at(minute) }));
    }
    await stores.investigations.write(anInvestigation({ incidentId: 'i1', revision: 2, queuedAt: at(30) }));
    const first = await stores.investigations.list({ limit: 3 });
    expect(first.map((one) => one.incidentId)).toEqual(['i4', 'i3', 'i2']);
    const next = await stores.investigations.list({ limit: 3, before: first[2]?.id ?? '' });
    expect(next.map((one) => [one.incidentId, one.revision])).toEqual([['i1', 2]]);
  });

  it('leaves out what has expired', async () => {
    for (const minute of [1, 2, 3]) {
      await stores.investigations.write(anInvestigation({ incidentId: `i${minute}`, queuedAt: at(minute) }));
    }
    await raw.del(`${prefix}:investigation:${investigationIdOf('default', 'i3')}`);
    const listed = await stores.investigations.list({ limit: 2 });
    expect(listed.map((one) => one.incidentId)).toEqual(['i2', 'i1']);
  });
});

describe('the lease of an incident', () => {
  const claim = (owner: string, ms = 5_000) => stores.investigations.claim('default', '01KB', owner, ms);

  it('goes to exactly one of many who ask at the same moment', async () => {
    const owners = Array.from({ length: 20 }, (_, at) => `job-${at}`);
    const claims = await Promise.all(owners.map((owner) => claim(owner)));
    const holders = claims.filter((one) => one.claimed).map((one) => one.owner);
    expect(holders).toHaveLength(1);
    expect(new Set(claims.map((one) => one.owner))).toEqual(new Set(holders));
  });

  it('is kept by renewing, and by claiming again: a job that is tried again keeps its incident', async () => {
    await claim('a');
    expect(await stores.investigations.renew('default', '01KB', 'a', 5_000)).toBe(true);
    expect(await stores.investigations.renew('default', '01KB', 'b', 5_000)).toBe(false);
    expect(await claim('a')).toEqual({ claimed: true, owner: 'a' });
  });

  it('is free again when its owner releases it, and nobody else can release it', async () => {
    await claim('a');
    await stores.investigations.release('default', '01KB', 'b');
    expect((await claim('b')).claimed).toBe(false);
    await stores.investigations.release('default', '01KB', 'a');
    expect((await claim('b')).claimed).toBe(true);
  });

  it('frees itself when its owner is killed', async () => {
    await claim('killed', 30);
    expect(await waitFor(async () => (await claim('b')).claimed)).toBe(true);
  });

  it('carries a request to stop to whoever runs, and not to a later run', async () => {
    const { investigations } = stores;
    expect(await investigations.requestStop('default', '01KB', 'the incident was declined')).toBe(false);
    await claim('a');
    expect(await investigations.stopRequest('default', '01KB')).toBeNull();
    expect(await investigations.requestStop('default', '01KB', 'the incident was declined')).toBe(true);
    expect(await investigations.stopRequest('default', '01KB')).toBe('the incident was declined');
    await investigations.release('default', '01KB', 'a');
    await claim('b');
    expect(await investigations.stopRequest('default', '01KB')).toBeNull();
  });
});

describe('the outbox', () => {
  const sent = {
    slot: 'slack:root',
    state: 'sent' as const,
    attemptAt: '2026-11-23T14:36:00.000Z',
    externalId: '17.5',
  };

  it('holds one record for each slot of an investigation', async () => {
    await stores.deliveries.write('inv-1', { ...sent, state: 'sending' });
    await stores.deliveries.write('inv-1', sent);
    await stores.deliveries.write('inv-1', { ...sent, slot: 'timeline:investigation_start' });
    expect(await stores.deliveries.read('inv-1', 'slack:root')).toEqual(sent);
    expect((await stores.deliveries.readAll('inv-1')).map((one) => one.slot).sort()).toEqual([
      'slack:root',
      'timeline:investigation_start',
    ]);
    expect(await stores.deliveries.read('inv-2', 'slack:root')).toBeNull();
  });
});

it('fails at the start with a sentence when Redis is not there', async () => {
  const connecting = connectStores({ redisUrl: 'redis://127.0.0.1:1', connectTimeoutMs: 200 });
  await expect(connecting).rejects.toMatchObject({ kind: 'unavailable' });
});
