import { type PrivateRedis, privateRedis, waitFor } from '@incidentfox/test-kit';
import { connectStores, type Lease, type Stores } from '../src/index.ts';
import { anInvestigation } from './an-investigation.ts';

let redis: PrivateRedis;
let stores: Stores;
let suite = 0;

beforeAll(async () => {
  redis = await privateRedis({ own: true });
});
afterAll(() => redis.close());
beforeEach(async () => {
  stores = await connectStores({ redisUrl: redis.url, prefix: `${redis.prefix}-${suite++}` });
});
afterEach(() => stores.close());

const claim = (owner: string, ms = 5_000) => stores.investigations.claim('default', '01KB', owner, ms);

async function leaseOf(owner: string, ms?: number): Promise<Lease> {
  const claimed = await claim(owner, ms);
  if (!claimed.claimed) throw new Error(`held by ${claimed.owner}`);
  return claimed.lease;
}

describe('the lease of an incident', () => {
  it('goes to exactly one of many who ask at the same moment', async () => {
    const owners = Array.from({ length: 20 }, (_, at) => `job-${at}`);
    const claims = await Promise.all(owners.map((owner) => claim(owner)));
    const holders = claims.filter((one) => one.claimed).map((one) => one.owner);
    expect(holders).toHaveLength(1);
    expect(new Set(claims.map((one) => one.owner))).toEqual(new Set(holders));
  });

  it('is kept by renewing, and only by whoever has it', async () => {
    const lease = await leaseOf('a');
    expect(await stores.investigations.renew(lease, 5_000)).toBe(true);
    expect(await stores.investigations.renew({ ...lease, token: 'another' }, 5_000)).toBe(false);
  });

  it('is taken over by the same job when it starts again, and lost to the process that had it', async () => {
    const before = await leaseOf('a');
    const after = await leaseOf('a');
    expect(await stores.investigations.renew(before, 5_000)).toBe(false);
    await stores.investigations.release(before);
    expect(await stores.investigations.renew(after, 5_000)).toBe(true);
  });

  it('is free again when its owner releases it', async () => {
    const lease = await leaseOf('a');
    expect((await claim('b')).claimed).toBe(false);
    await stores.investigations.release(lease);
    expect((await claim('b')).claimed).toBe(true);
  });

  it('frees itself when its owner is killed', async () => {
    await claim('killed', 30);
    expect(await waitFor(async () => (await claim('b')).claimed)).toBe(true);
  });

  it('carries a request to stop to whoever runs, and not to a later run', async () => {
    const { investigations } = stores;
    expect(await investigations.requestStop('default', '01KB', 'the incident was declined')).toBe(false);
    const lease = await leaseOf('a');
    expect(await investigations.stopRequest('default', '01KB')).toBeNull();
    expect(await investigations.requestStop('default', '01KB', 'the incident was declined')).toBe(true);
    expect(await investigations.stopRequest('default', '01KB')).toBe('the incident was declined');
    await investigations.release(lease);
    await claim('b');
    expect(await investigations.stopRequest('default', '01KB')).toBeNull();
  });
});

describe('what is written under a lease that was lost', () => {
  const sent = { slot: 'slack:root', state: 'sent' as const, attemptAt: '2026-11-23T14:36:00.000Z' };
  const refused = { kind: 'conflict' };
  const completed = anInvestigation({ state: 'completed' });

  it.each([
    ['the job was started again elsewhere', async () => void (await leaseOf('a'))],
    ['Redis was emptied', async () => void (await redis.command('FLUSHALL'))],
  ])('does not reach the record or the outbox, when %s', async (_, lose) => {
    const lease = await leaseOf('a');
    const [records, outbox] = [stores.investigations.under(lease), stores.deliveries.under(lease)];
    await records.write(anInvestigation());
    await outbox.write('inv-1', sent);
    await lose();
    await expect(records.write(completed)).rejects.toMatchObject(refused);
    await expect(outbox.write('inv-1', { ...sent, slot: 'slack:thread' })).rejects.toMatchObject(refused);
    expect((await stores.investigations.read(completed.id))?.state).not.toBe('completed');
    expect(await stores.deliveries.read('inv-1', 'slack:thread')).toBeNull();
  });

  it('does not pass for written when the answer comes after the lease has run out', async () => {
    const lease = await leaseOf('a', 60);
    const writing = stores.deliveries.under(lease).write('inv-1', sent);
    const until = Date.now() + 100;
    while (Date.now() < until); // as a process that is stopped: the answer waits for it
    await expect(writing).rejects.toMatchObject(refused);
  });
});

describe('a revision', () => {
  it('is not written by others while a run has its incident', async () => {
    const lease = await leaseOf('a');
    await expect(stores.investigations.write(anInvestigation())).rejects.toMatchObject({ kind: 'conflict' });
    await stores.investigations.under(lease).write(anInvestigation());
    await stores.investigations.release(lease);
    await stores.investigations.write(anInvestigation({ state: 'stopped' }));
  });

  it.each([
    ['completed', 'running'],
    ['completed', 'failed'],
    ['failed', 'running'],
    ['stopped', 'completed'],
    ['running', 'held'],
  ] as const)('that is %s does not become %s', async (before, after) => {
    const { investigations } = stores;
    // A text that looks like a state is only a text.
    const by = '","state":"queued';
    await investigations.write(anInvestigation({ state: before, trigger: { kind: 'manual', by } }));
    await expect(investigations.write(anInvestigation({ state: after }))).rejects.toMatchObject({ kind: 'conflict' });
    expect((await investigations.ofIncident('default', '01KB'))?.state).toBe(before);
  });

  it('that has ended may still learn its channel', async () => {
    const { investigations } = stores;
    await investigations.write(anInvestigation({ state: 'completed' }));
    await investigations.write(anInvestigation({ state: 'completed', isPrivate: true }));
    expect((await investigations.ofIncident('default', '01KB'))?.isPrivate).toBe(true);
  });
});
