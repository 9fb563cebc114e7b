import type { Investigation } from '@incidentfox/incident';
import { anIncident, type PrivateRedis, privateRedis } from '@incidentfox/test-kit';
import { connectStores, type InvestigationStore, investigationIdOf, type Stores } from '../src/index.ts';

let redis: PrivateRedis;
let stores: Stores;
let investigations: InvestigationStore;
let suite = 0;

beforeAll(async () => {
  redis = await privateRedis();
});
afterAll(() => redis.close());
beforeEach(async () => {
  stores = await connectStores({ redisUrl: redis.url, prefix: `${redis.prefix}-${suite++}` });
  investigations = stores.investigations;
});
afterEach(() => stores.close());

const id = investigationIdOf('default', '01KB');

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

describe('an incident that is made private', () => {
  const shown = async (revision?: number) => {
    const record = await investigations.read(id, revision);
    return [record?.isPrivate, record?.incident?.visibility];
  };

  it('makes every revision private, the earlier ones and those in the list too', async () => {
    for (const revision of [1, 2, 3]) await investigations.write(anInvestigation({ revision }));
    await investigations.setPrivacy(id, true);
    expect(await Promise.all([shown(), shown(1), shown(2), shown(3)])).toEqual(
      Array.from({ length: 4 }, () => [true, 'private']),
    );
    const listed = await investigations.list({ limit: 10 });
    expect(listed.map((one) => one.isPrivate)).toEqual([true]);
  });

  it('stays private although the run under way knows nothing of it and writes its record again', async () => {
    await investigations.write(anInvestigation());
    await investigations.setPrivacy(id, true);
    await investigations.write(anInvestigation());
    await investigations.write(anInvestigation({ revision: 2 }));
    expect(await Promise.all([shown(1), shown(2)])).toEqual([
      [true, 'private'],
      [true, 'private'],
    ]);
  });

  it('is public again when incident.io says so', async () => {
    await investigations.write(anInvestigation({ isPrivate: true }));
    await investigations.setPrivacy(id, true);
    await investigations.setPrivacy(id, false);
    expect(await shown()).toEqual([false, 'public']);
  });

  it('changes nothing for others', async () => {
    await investigations.write(anInvestigation({ incidentId: 'other' }));
    await investigations.setPrivacy(id, true);
    expect((await investigations.ofIncident('default', 'other'))?.isPrivate).toBe(false);
  });
});

describe('the incidents that are not known to be over', () => {
  const at = (minute: number) => `2026-11-23T14:${String(minute).padStart(2, '0')}:00.000Z`;
  const open = (since = 0, limit = 10) => investigations.openIncidents('default', { since, limit });
  const closed = (incidentId: string) => anIncident({ id: incidentId, status: { name: 'x', category: 'closed' } });

  it('are those with an unfinished run, those that could not be read, and those that were live when last looked at', async () => {
    const records: Partial<Investigation>[] = [
      { incidentId: 'runs', state: 'running', incident: closed('runs') },
      { incidentId: 'held', state: 'held', incident: closed('held') },
      { incidentId: 'unread', state: 'stopped', incident: null },
      { incidentId: 'live', state: 'completed' },
      { incidentId: 'over', state: 'completed', incident: closed('over') },
      { incidentId: 'other-team', team: 'payments', id: investigationIdOf('payments', 'other-team') },
    ];
    for (const one of records) await investigations.write(anInvestigation(one));
    expect((await open()).sort()).toEqual(['held', 'live', 'runs', 'unread']);
  });

  it('are forgotten when they are known to be over, and there again when they are reopened', async () => {
    await investigations.write(anInvestigation({ state: 'completed' }));
    await investigations.write(anInvestigation({ state: 'completed', incident: closed('01KB') }));
    expect(await open()).toEqual([]);
    await investigations.write(anInvestigation({ revision: 2 }));
    expect(await open()).toEqual(['01KB']);
  });

  it('are listed newest first, up to a limit and back to a moment', async () => {
    for (const minute of [1, 3, 2]) {
      await investigations.write(anInvestigation({ incidentId: `i${minute}`, queuedAt: at(minute) }));
    }
    expect(await open()).toEqual(['i3', 'i2', 'i1']);
    expect(await open(Date.parse(at(2)), 10)).toEqual(['i3', 'i2']);
    expect(await open(0, 1)).toEqual(['i3']);
  });
});

it('says who runs an incident, and that nobody does', async () => {
  expect(await investigations.holder('default', '01KB')).toBeNull();
  await investigations.claim('default', '01KB', 'job-1', 5_000);
  expect(await investigations.holder('default', '01KB')).toBe('job-1');
});
