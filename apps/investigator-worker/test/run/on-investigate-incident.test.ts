import type { Trigger } from '@incidentfox/incident';
import { TryLater } from '@incidentfox/jobs/bullmq';
import { type PrivateRedis, privateRedis } from '@incidentfox/test-kit';
import { onInvestigateIncident } from '../../src/run/on-investigate-incident.ts';
import { aLiveIncident, aRecord, aRun, severity, type WorkerUnderTest, workerUnderTest } from '../worker-under-test.ts';

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
const addedNames = () => test.added.map((job) => `${job.name} ${job.payload.stage ?? job.payload.entry ?? ''}`.trim());

async function investigate(incident: ReturnType<typeof aLiveIncident> | null, trigger: Trigger = { kind: 'webhook' }) {
  if (incident) test.incidents.set(incident.id, incident);
  const payload = { team: 'default', incidentId: '01KB', key: 'msg_1', receivedAt: test.clock.now, trigger };
  await onInvestigateIncident(test.deps).handle(payload, aRun(test.deps, { jobId: 'investigate-incident-1' }));
}

describe('an incident that qualifies', () => {
  it('is investigated, recorded, and delivered to Slack and the timeline as separate jobs', async () => {
    await investigate(aLiveIncident());
    expect(await record()).toMatchObject({
      state: 'completed',
      revision: 1,
      priority: 'P1',
      trigger: { kind: 'webhook' },
    });
    expect(addedNames()).toEqual([
      'update-slack started',
      'write-timeline-entry investigation_start',
      'update-slack findings',
      'write-timeline-entry investigation_complete',
    ]);
  });

  it('is inconclusive, and says what is missing, when no data source is configured', async () => {
    await investigate(aLiveIncident());
    const report = (await record())?.report;
    expect(report?.verdict).toBe('inconclusive');
    expect(report?.cause).toBeNull();
  });

  it('counts a missing severity as Medium and records that none was set', async () => {
    await investigate(aLiveIncident({ severity: null }));
    expect(await record()).toMatchObject({ priority: 'P2', priorityOrigin: 'missing', state: 'completed' });
  });

  it('counts a severity that cannot be placed as Medium and records that it was not mapped', async () => {
    test.severities = null;
    await investigate(aLiveIncident({ severity: { id: 'sev-Gold', name: 'Gold', rank: 7 } }));
    expect(await record()).toMatchObject({ priority: 'P2', priorityOrigin: 'unknown', state: 'completed' });
  });

  it('records how a severity was placed', async () => {
    await investigate(aLiveIncident());
    expect(await record()).toMatchObject({ priority: 'P1', priorityOrigin: 'name' });
  });

  it.each(['webhook', 'manual'] as const)(
    'is told, and not investigated again, when the worker died between the record and its deliveries (%s)',
    async (kind) => {
      await investigate(aLiveIncident(), { kind });
      test.added.length = 0;
      await investigate(aLiveIncident(), { kind });
      expect(addedNames()).toEqual(['update-slack findings', 'write-timeline-entry investigation_complete']);
      expect((await record())?.revision).toBe(1);
    },
  );

  it('is not investigated again by another webhook', async () => {
    await investigate(aLiveIncident());
    const before = test.added.length;
    test.clock.now += 1;
    await investigate(aLiveIncident());
    expect(test.added.length).toBe(before);
    expect((await record())?.revision).toBe(1);
  });

  it('gets the next revision when somebody asks', async () => {
    await investigate(aLiveIncident());
    await investigate(aLiveIncident(), { kind: 'manual', by: 'Ada' });
    expect(await record()).toMatchObject({ revision: 2, trigger: { kind: 'manual', by: 'Ada' } });
  });

  it('is taken up again in the same revision after its worker died', async () => {
    const incident = aLiveIncident();
    await test.stores.investigations.write(aRecord(incident, { state: 'running', finishedAt: null }));
    await investigate(incident);
    expect(await record()).toMatchObject({ revision: 1, state: 'completed' });
  });
});

describe('an incident that policy keeps out', () => {
  it('leaves no record and no message', async () => {
    await investigate(aLiveIncident({ severity: severity('Low') }));
    expect(await record()).toBeNull();
    expect(test.added).toEqual([]);
  });

  it('is investigated all the same when a person asks', async () => {
    await investigate(aLiveIncident({ severity: severity('Low') }), { kind: 'manual', by: 'Ada' });
    expect(await record()).toMatchObject({ state: 'completed', priority: 'P3' });
  });

  it('waits as held while it is paused', async () => {
    await investigate(aLiveIncident({ status: { name: 'Paused', category: 'paused' } }));
    expect(await record()).toMatchObject({ state: 'held' });
    expect(test.added).toEqual([]);
  });
});

describe('an incident that the key may not read', () => {
  it('is marked once, with one line that says what to do, and is not tried again', async () => {
    await investigate(null);
    await investigate(null);
    expect(await record()).toMatchObject({ state: 'stopped', isPrivate: true, incident: null });
    expect(test.log().match(/give the key access to private incidents/g)).toHaveLength(1);
    expect(test.added).toEqual([]);
  });
});

describe('an incident that ends while it is looked at', () => {
  it('is stopped, and said so once', async () => {
    const incident = aLiveIncident();
    test.incidents.set(incident.id, incident);
    const read = test.incidents.get.bind(test.incidents);
    let reads = 0;
    // the second read, before the findings go out, sees it declined
    test.incidents.get = (id) =>
      reads++ === 0 ? read(id) : aLiveIncident({ status: { name: 'Declined', category: 'declined' } });
    await investigate(null);
    expect(await record()).toMatchObject({ state: 'stopped', ending: 'the incident was declined', report: null });
    expect(addedNames()).toEqual([
      'update-slack started',
      'write-timeline-entry investigation_start',
      'update-slack ended',
    ]);
  });
});

describe('an incident that another run has taken', () => {
  beforeEach(async () => {
    await test.stores.investigations.claim('default', '01KB', 'another-job', 30_000);
  });

  it('is left to it by a repeated webhook', async () => {
    await investigate(aLiveIncident());
    expect(test.added).toEqual([]);
  });

  it('makes a request of a person wait its turn', async () => {
    await expect(investigate(aLiveIncident(), { kind: 'slack', by: 'Ada' })).rejects.toThrow(TryLater);
  });
});

describe('a private incident', () => {
  it('is investigated, and its name stays out of the log', async () => {
    await investigate(aLiveIncident({ visibility: 'private', name: 'Payroll data was exposed' }));
    expect(await record()).toMatchObject({ isPrivate: true, state: 'completed' });
    expect(test.log()).not.toContain('Payroll');
  });
});

describe('a team that the configuration does not have any more', () => {
  it('fails its job at once, with a sentence', async () => {
    const payload = { team: 'gone', incidentId: '01KB', key: 'k', receivedAt: 1, trigger: { kind: 'webhook' } };
    await expect(onInvestigateIncident(test.deps).handle(payload, aRun(test.deps))).rejects.toThrow(
      'the configuration has no team gone',
    );
  });
});
