import { Failure } from '@incidentfox/failures';
import type { Trigger } from '@incidentfox/incident';
import { TryLater } from '@incidentfox/jobs/bullmq';
import { type PrivateRedis, privateRedis } from '@incidentfox/test-kit';
import { onInvestigateIncident } from '../../src/run/on-investigate-incident.ts';
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

const record = () => test.stores.investigations.ofIncident('default', '01KB');
const addedNames = () => test.added.map((job) => `${job.name} ${job.payload.stage ?? job.payload.entry ?? ''}`.trim());

async function investigate(incident: ReturnType<typeof aLiveIncident> | null, trigger: Trigger = { kind: 'webhook' }) {
  if (incident) test.incidents.set(incident.id, incident);
  const payload = { team: 'default', incidentId: '01KB', key: 'msg_1', receivedAt: test.clock.now, trigger };
  await onInvestigateIncident(test.deps).handle(payload, aRun(test.deps, { jobId: 'investigate-incident-1' }));
}

describe('an incident that is not started', () => {
  const notStarted = () => test.stores.notStarted.list();

  it('is remembered with the reason, until it is started after all', async () => {
    await investigate(aLiveIncident({ severity: severity('Low') }));
    const reason = 'its priority is P3, below the threshold P2';
    expect(await notStarted()).toMatchObject([{ reference: 'INC-123', priority: 'P3', reason }]);
    await investigate(aLiveIncident());
    expect(await notStarted()).toEqual([]);
  });

  it('is remembered without its name when it is private', async () => {
    test.policy = { investigatePrivateIncidents: false };
    await investigate(aLiveIncident({ visibility: 'private', name: 'Acquisition' }));
    expect(await notStarted()).toMatchObject([{ name: null, reason: 'private incidents are not investigated' }]);
  });
});

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
  const told = (visibility: 'public' | 'private') => {
    const payload = { team: 'default', incidentId: '01KB', key: 'msg_1', receivedAt: 1, trigger: { kind: 'webhook' } };
    return onInvestigateIncident(test.deps).handle({ ...payload, visibility }, aRun(test.deps));
  };
  const minutes = (ms: number) => ms / 60_000;

  it('is waited for some seconds when it is private, and marked once, with one line that says what to do', async () => {
    expect(minutes(await doJob(test, () => told('private')))).toBeLessThan(1);
    await doJob(test, () => told('private'));
    expect(await record()).toMatchObject({ state: 'stopped', isPrivate: true, incident: null });
    expect(test.log().match(/give the key access to private incidents/g)).toHaveLength(1);
    expect(test.added).toEqual([]);
  });

  it.each(['not_found', 'forbidden'] as const)(
    'is waited for for minutes when it is public, and is not called private then: %s',
    async (kind) => {
      test.trouble = new Failure(kind, 'incident.io: no');
      expect(minutes(await doJob(test, () => told('public')))).toBeGreaterThanOrEqual(5);
      expect(await record()).toMatchObject({ state: 'stopped', isPrivate: false, incident: null });
      expect((await record())?.ending).not.toMatch(/private/);
      expect(test.log()).not.toMatch(/private incident/);
    },
  );

  it.each(['not_found', 'forbidden', 'auth'] as const)(
    'is investigated as if nothing had been when that was only too early: %s',
    async (kind) => {
      test.incidents.set('01KB', aLiveIncident());
      test.trouble = new Failure(kind, 'incident.io: no');
      let tries = 0;
      const once = () => {
        if (++tries === 4) test.trouble = null;
        return told('public');
      };
      expect(minutes(await doJob(test, once))).toBeLessThan(1);
      expect(await record()).toMatchObject({ state: 'completed', revision: 1, isPrivate: false });
    },
  );

  it('is told to the operator by a failed job when the key itself is refused for minutes', async () => {
    test.trouble = new Failure('auth', 'incident.io did not accept the credentials');
    await expect(doJob(test, () => told('public'))).rejects.toMatchObject({ kind: 'auth' });
    expect(await record()).toBeNull();
  });
});

describe('while incident.io is away', () => {
  it.each([
    ['it answers 503', new Failure('unavailable', 'incident.io: HTTP 503', { status: 503 })],
    ['it cannot be reached', new Failure('network', 'incident.io: ECONNREFUSED')],
    ['a proxy answers with a page of its own', new Failure('contract', 'incident.io answered with HTML')],
  ])('nothing is decided, and the queue tries again: %s', async (_how, trouble) => {
    test.trouble = trouble;
    await expect(investigate(aLiveIncident())).rejects.toMatchObject({ retry: 'later' });
    expect(await record()).toBeNull();
    test.trouble = null;
    await investigate(aLiveIncident());
    expect(await record()).toMatchObject({ state: 'completed', revision: 1 });
  });

  it('an incident is not judged by guesses about what could not be read', async () => {
    test.policy = { onlyIf: [{ service: 'billing' }] };
    const api = test.deps.team('default')?.incidentIo;
    if (!api) throw new Error('no team');
    const away = new Failure('unavailable', 'incident.io: HTTP 503', { status: 503 });
    const team = { ...test.deps.team('default'), incidentIo: { ...api, alertsOf: () => Promise.reject(away) } };
    const deps = { ...test.deps, team: () => team } as typeof test.deps;
    test.incidents.set('01KB', aLiveIncident());
    const payload = { team: 'default', incidentId: '01KB', key: 'k', receivedAt: 1, trigger: { kind: 'webhook' } };
    await expect(onInvestigateIncident(deps).handle(payload, aRun(deps))).rejects.toBe(away);
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

describe('a team that the configuration does not have (yet)', () => {
  it('makes its job wait', async () => {
    const payload = { team: 'gone', incidentId: '01KB', key: 'k', receivedAt: 1, trigger: { kind: 'webhook' } };
    const handled = onInvestigateIncident(test.deps).handle(payload, aRun(test.deps));
    await expect(handled).rejects.toThrow(TryLater);
  });
});

describe('a run that cannot be taken up again', () => {
  const queuedAt = '2026-11-23T14:36:00.000Z';
  const payload = {
    team: 'default',
    incidentId: '01KB',
    key: 'msg_1',
    receivedAt: Date.parse(queuedAt),
    trigger: { kind: 'webhook' as const },
  };
  const takeUp = () => onInvestigateIncident(test.deps).handle(payload, aRun(test.deps));
  beforeEach(() =>
    test.stores.investigations.write(aRecord(aLiveIncident(), { state: 'running', queuedAt, finishedAt: null })),
  );

  it('ends, and readers are told, when the key may not read the incident any more', async () => {
    await doJob(test, takeUp);
    expect(await record()).toMatchObject({ state: 'failed', ending: expect.stringContaining('API key') });
    expect(addedNames()).toEqual(['update-slack ended']);
  });

  it('ends, and readers are told, when the incident was declined meanwhile', async () => {
    test.incidents.set('01KB', aLiveIncident({ status: { name: 'Declined', category: 'declined' } }));
    await takeUp();
    expect(await record()).toMatchObject({ state: 'stopped', ending: 'Stopped: the incident was declined.' });
    expect(addedNames()).toEqual(['update-slack ended']);
  });

  it('ends, and readers are told, when its job will not be tried again', async () => {
    const away = new Failure('unavailable', 'incident.io: HTTP 503');
    await onInvestigateIncident(test.deps).giveUp?.(payload, aRun(test.deps), away);
    expect(await record()).toMatchObject({ state: 'failed', ending: expect.stringContaining('failed') });
    expect(addedNames()).toEqual(['update-slack ended']);
  });

  it('ends, and readers are told later, when its team is gone from the configuration', async () => {
    const { deps } = test;
    test.deps = { ...deps, team: () => undefined };
    const gone = new Failure('config', 'the configuration has no team default');
    await onInvestigateIncident(test.deps).giveUp?.(payload, aRun(test.deps), gone);
    expect(await record()).toMatchObject({ state: 'failed' });
    expect(addedNames()).toEqual(['update-slack ended']);
  });

  it('goes on although its incident is paused meanwhile', async () => {
    test.incidents.set('01KB', aLiveIncident({ status: { name: 'Paused', category: 'paused' } }));
    await takeUp();
    expect(await record()).toMatchObject({ state: 'completed', revision: 1 });
  });
});

describe('a run that lost its incident', () => {
  it('writes nothing more, and its job waits to see who goes on', async () => {
    const slow = test.deps;
    test.deps = {
      ...slow,
      withConcurrencySlot: async (work) => {
        // Another process has started the same job, as it does when this one was stopped for a while, and has ended it.
        const claim = await test.stores.investigations.claim('default', '01KB', 'investigate-incident-1', 30_000);
        if (!claim.claimed) throw new Error('not taken over');
        const other = test.stores.investigations.under(claim.lease);
        const found = await other.ofIncident('default', '01KB');
        if (found) await other.write({ ...found, state: 'completed', ending: 'by the other' });
        return work();
      },
    };
    await expect(investigate(aLiveIncident())).rejects.toThrow(TryLater);
    expect(await record()).toMatchObject({ state: 'completed', ending: 'by the other', report: null });
    expect(addedNames()).toEqual(['update-slack started', 'write-timeline-entry investigation_start']);
  });
});
