import { createHttpClient } from '@incidentfox/http-client';
import { wireIncident } from '@incidentfox/test-kit';
import {
  type BudgetLimits,
  budgetOf,
  createIncidentIo,
  createIncidentIoClient,
  createRequestBudget,
  ownShare,
} from '../../src/api/index.ts';
import { type Answer, type RecordingServer, recordingServer } from '../recording-server.ts';

/** Time that passes only by waiting, one waiter after the other. */
function clock() {
  const time = { now: 0, waits: [] as number[] };
  return {
    time,
    now: () => time.now,
    wait: (ms: number, signal?: AbortSignal) => {
      time.waits.push(ms);
      return signal?.aborted ? Promise.reject(new Error('aborted')) : Promise.resolve();
    },
  };
}
const limits: BudgetLimits = { burst: 3, perSecond: 10, maxWaitMs: 1_000 };

let server: RecordingServer;
let answer: () => Answer;
beforeEach(async () => {
  answer = () => ({ body: { incident: wireIncident({ id: '01KB' }) } });
  server = await recordingServer(() => answer());
});
afterEach(() => server.close());

describe('what may be sent', () => {
  it('goes out at once up to the burst, then one after the other as the bucket refills', async () => {
    const at = clock();
    const budget = createRequestBudget(limits, at);
    for (let request = 0; request < 6; request++) await budget.take();
    expect(at.time.waits).toEqual([100, 200, 300]);
  });

  it('is the burst again after a rest, and never more', async () => {
    const at = clock();
    const budget = createRequestBudget(limits, at);
    for (let request = 0; request < 3; request++) await budget.take();
    at.time.now += 60_000;
    for (let request = 0; request < 4; request++) await budget.take();
    expect(at.time.waits).toEqual([100]);
  });

  it('fails as rate limited, with the time to wait, when its turn is too far away', async () => {
    const budget = createRequestBudget(limits, clock());
    budget.spend(20);
    await expect(budget.take()).rejects.toMatchObject({ kind: 'rate_limited', retryAfterMs: 1_800 });
  });

  it('stays below the limit of a key in every minute, the first one too', async () => {
    const at = clock();
    const budget = createRequestBudget({ ...ownShare, maxWaitMs: Number.POSITIVE_INFINITY }, at);
    for (let request = 0; request < 3_000; request++) await budget.take();
    const sentAt = [...Array.from({ length: 3_000 - at.time.waits.length }, () => 0), ...at.time.waits];
    const busiest = Math.max(
      ...sentAt.map((from) => sentAt.filter((one) => one >= from && one < from + 60_000).length),
    );
    expect(busiest).toBeLessThan(1_200);
  });

  it('gives its place back when the caller does not wait any longer', async () => {
    const at = clock();
    const budget = createRequestBudget(limits, at);
    for (let request = 0; request < 3; request++) await budget.take();
    await expect(budget.take(AbortSignal.abort())).rejects.toMatchObject({ kind: 'timeout' });
    await budget.take();
    expect(at.time.waits).toEqual([100, 100]);
  });
});

describe('a client', () => {
  const connect = (budget = createRequestBudget(limits, clock())) =>
    createIncidentIo({ apiUrl: server.url, apiKey: () => 'inc_1', budget });

  it('waits for everybody when incident.io says that the limit is reached', async () => {
    const at = clock();
    const api = connect(createRequestBudget({ ...limits, maxWaitMs: 60_000 }, at));
    answer = () => ({ status: 429, body: {}, headers: { 'retry-after': '20' } });
    await expect(api.incident('01KB')).rejects.toMatchObject({ kind: 'rate_limited' });
    answer = () => ({ body: { incident: wireIncident({ id: '01KB' }) } });
    await api.incident('01KB');
    expect(at.time.waits.at(-1)).toBeGreaterThanOrEqual(20_000);
    await api.close();
  });

  it('counts its own further attempts', async () => {
    const at = clock();
    const api = connect(createRequestBudget(limits, at));
    answer = () => ({ status: 503, body: {} });
    await expect(api.incident('01KB')).rejects.toMatchObject({ kind: 'unavailable' });
    expect(server.seen).toHaveLength(3);
    answer = () => ({ body: { incident: wireIncident({ id: '01KB' }) } });
    await api.incident('01KB');
    expect(at.time.waits).toEqual([100]);
    await api.close();
  });

  it('shares the budget of its key with every other client of the process, and with no other key', async () => {
    const own = createIncidentIo({ apiUrl: server.url, apiKey: () => 'inc_shared' });
    const http = createHttpClient({ name: 'incident.io', baseUrl: server.url, retries: 0 });
    const budget = () => budgetOf(server.url, 'inc_shared');
    const source = createIncidentIoClient(http, { now: Date.now, budget });
    const other = createIncidentIo({ apiUrl: server.url, apiKey: () => 'inc_other' });
    answer = () => ({ status: 429, body: {}, headers: { 'retry-after': '3600' } });
    await expect(own.incident('01KB')).rejects.toMatchObject({ kind: 'rate_limited' });
    const sent = server.seen.length;
    await expect(source.incident('01KB')).rejects.toMatchObject({ kind: 'rate_limited', status: undefined });
    expect(server.seen).toHaveLength(sent);
    answer = () => ({ body: { incident: wireIncident({ id: '01KB' }) } });
    expect((await other.incident('01KB')).id).toBe('01KB');
    await Promise.all([own.close(), source.close(), other.close()]);
  });
});
