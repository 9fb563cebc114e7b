import type { TeamSettings } from '@incidentfox/config';
import { Failure } from '@incidentfox/failures';
import type { Incident, Investigation } from '@incidentfox/incident';
import type { IncidentFilter, IncidentIo } from '@incidentfox/incident-io/api';
import { connectStores, investigationIdOf, type Stores } from '@incidentfox/investigations';
import type { AddOptions, JobProducer } from '@incidentfox/jobs';
import { connectProducer, type JobRun, TryLater } from '@incidentfox/jobs/bullmq';
import type { PolicySettings } from '@incidentfox/policy';
import { createLogger } from '@incidentfox/service-runtime';
import { anIncident } from '@incidentfox/test-kit';
import { createRefusalPatience } from '../src/intake/refusal-patience.ts';
import type { WorkerDeps } from '../src/worker-deps.ts';

const severities = ['Low', 'Medium', 'High', 'Critical'].map((name, at) => ({ id: `sev-${name}`, name, rank: at + 1 }));
export const severity = (name: string) => severities.find((one) => one.name === name) ?? null;

export interface WorkerUnderTest {
  deps: WorkerDeps;
  stores: Stores;
  /** Of its keys in Redis. */
  prefix: string;
  /** What incident.io would answer; change it as the test goes. */
  incidents: Map<string, Incident>;
  /** What incident.io lists as the severities of the organisation; null when the key may not list them. */
  severities: typeof severities | null;
  asked: { list: IncidentFilter[]; incident: string[]; alerts: number };
  /** How incident.io fails for now, whatever it is asked; null when it answers. */
  trouble: Failure | null;
  policy: Partial<PolicySettings>;
  /** Jobs that were added, in order. */
  added: { name: string; payload: Record<string, unknown>; options: AddOptions | undefined; answer: string }[];
  log(): string;
  /** Epoch ms of the worker's clock. */
  clock: { now: number };
  close(): Promise<void>;
}

/** The worker's handlers over real records and a real queue; incident.io is a map of incidents. */
export async function workerUnderTest(redis: { url: string; prefix: string }): Promise<WorkerUnderTest> {
  const lines: string[] = [];
  const logger = createLogger({
    service: 'worker',
    level: 'debug',
    destination: { write: (line) => void lines.push(line) },
  });
  const stores = await connectStores({ redisUrl: redis.url, prefix: redis.prefix });
  const real = await connectProducer({ redisUrl: redis.url, prefix: redis.prefix });
  const test: WorkerUnderTest = {
    stores,
    prefix: redis.prefix,
    incidents: new Map(),
    severities,
    asked: { list: [], incident: [], alerts: 0 },
    trouble: null,
    policy: {},
    added: [],
    log: () => lines.join(''),
    clock: { now: Date.parse('2026-11-23T15:00:00.000Z') },
    close: async () => {
      await real.close();
      await stores.close();
    },
  } as unknown as WorkerUnderTest;
  const producer: JobProducer = {
    ...real,
    add: async (definition, payload, options) => {
      const answer = await real.add(definition, payload, options);
      test.added.push({ name: definition.name, payload: payload as Record<string, unknown>, options, answer });
      return answer;
    },
  };
  test.deps = {
    team: (id: string) =>
      id === 'default' ? { settings: settingsOf(test), incidentIo: incidentIoOf(test), sources: [] } : undefined,
    discoveryOf: () => null,
    investigations: stores.investigations,
    producer,
    refusals: createRefusalPatience(() => test.clock.now),
    logger,
    metrics: { notStarted: () => {}, ended: () => {}, reported: () => {} },
    withConcurrencySlot: (work: () => Promise<unknown>) => work(),
    now: () => test.clock.now,
  } as unknown as WorkerDeps;
  return test;
}

function incidentIoOf(test: WorkerUnderTest): IncidentIo {
  const reads: Partial<IncidentIo> = {
    incident: async (id) => {
      test.asked.incident.push(id);
      if (test.trouble) throw test.trouble;
      const found = test.incidents.get(id);
      if (!found) throw new Failure('forbidden', 'incident.io: the key may not read this');
      return found;
    },
    incidents: async (filter) => {
      test.asked.list.push(filter);
      if (test.trouble) throw test.trouble;
      return [...test.incidents.values()].slice(0, filter.limit);
    },
    severities: async () => {
      if (test.trouble) throw test.trouble;
      if (test.severities === null) throw new Failure('forbidden', 'incident.io: the key may not list severities');
      return test.severities;
    },
    alertsOf: async () => {
      test.asked.alerts += 1;
      return [];
    },
    clockAheadMs: () => null,
    alert: async () => {
      throw new Failure('not_found', 'incident.io: no such alert');
    },
  };
  return reads as IncidentIo;
}

export function settingsOf(test: Pick<WorkerUnderTest, 'policy'>): TeamSettings {
  const policy: PolicySettings = {
    autoInvestigate: true,
    threshold: 'P2',
    skipLowSeverity: false,
    severityMap: {},
    investigateTestIncidents: false,
    investigatePrivateIncidents: true,
    updateDebounceSeconds: 15,
    maxRevisions: 3,
    cooldownSeconds: 300,
    onlyIf: [],
    neverIf: [],
    ...test.policy,
  };
  return {
    id: 'default',
    incidentIo: {
      enabled: true,
      webhookSecrets: [],
      apiKey: null,
      apiUrl: 'http://127.0.0.1:1',
      policy,
      postToChannel: true,
      createTimelineEntry: true,
      timelineEntryTypes: ['investigation_start', 'root_cause_found', 'investigation_complete'],
      changeWindowHours: 4,
      minConfidence: 0.5,
    },
    slack: {
      enabled: true,
      botToken: null,
      signingSecret: null,
      appToken: null,
      announceFrom: null,
      apiUrl: 'http://127.0.0.1:1',
    },
    tools: [],
    services: [],
  };
}

export function aLiveIncident(different: Partial<Incident> = {}): Incident {
  return anIncident({ id: '01KB', severity: severity('High'), ...different });
}

export function aRecord(incident: Incident, different: Partial<Investigation> = {}): Investigation {
  return {
    id: investigationIdOf('default', incident.id),
    revision: 1,
    team: 'default',
    incidentId: incident.id,
    trigger: { kind: 'webhook' },
    state: 'completed',
    priority: 'P1',
    priorityOrigin: 'name',
    isTest: false,
    isPrivate: false,
    incident,
    context: null,
    steps: [],
    questions: [],
    report: null,
    ending: null,
    queuedAt: '2026-11-23T14:36:00.000Z',
    startedAt: '2026-11-23T14:36:01.000Z',
    finishedAt: '2026-11-23T14:40:00.000Z',
    ...different,
  };
}

export function aRun(deps: WorkerDeps, different: Partial<JobRun> = {}): JobRun {
  const { signal } = new AbortController();
  return {
    signal,
    jobId: 'consider-update-1',
    addedAt: deps.now(),
    attempt: 1,
    lastAttempt: false,
    logger: deps.logger,
    ...different,
  };
}

/** Does a job as the queue does: again after each `TryLater`, when its time has come. Returns how long it waited in all, in ms. */
export async function doJob(test: WorkerUnderTest, job: () => Promise<void>): Promise<number> {
  const startedAt = test.clock.now;
  for (let start = 0; start < 100; start++) {
    try {
      await job();
      return test.clock.now - startedAt;
    } catch (thrown) {
      if (!(thrown instanceof TryLater)) throw thrown;
      test.clock.now += thrown.ms;
    }
  }
  throw new Error('the job was put off a hundred times');
}
