import type { Context, Incident, RecordedQuestion } from '@incidentfox/incident';
import { aService } from '@incidentfox/test-kit';
import { createTeamLook } from '../../src/discovery/discover-team.ts';
import type { TeamDiscovery } from '../../src/discovery/team-discovery.ts';
import { investigate } from '../../src/investigation/investigate.ts';
import type { InvestigationRun } from '../../src/investigation/observe-incident.ts';
import { aLiveIncident } from '../worker-under-test.ts';
import { type ScriptedService, scriptedSources } from './scripted-system.ts';

const alarmAt = Date.parse('2026-03-01T12:00:00Z');
const letters = Array.from({ length: 24 }, (_, at) => ({ name: `a-service-${String.fromCharCode(97 + at)}` }));

interface Played {
  questions: RecordedQuestion[];
  context: Context;
  contexts: Context[];
  gaps: string[];
  /** The questions about a service, as `capability in round`. */
  askedAbout(service: string | null): string[];
}

async function play(
  system: readonly ScriptedService[],
  incident: Partial<Incident>,
  options: {
    catalogue?: readonly string[];
    delay?: () => number;
    withSweep?: boolean;
    discovery?: TeamDiscovery;
  } = {},
): Promise<Played> {
  const contexts: Context[] = [];
  const catalogue = options.catalogue ?? system.map(({ name }) => name);
  const run = {
    team: {
      settings: {
        tools: [],
        incidentIo: { changeWindowHours: 4, minConfidence: 0.5 },
        services: catalogue.map((name) => aService({ name, aliases: [], dependsOn: [], vendorNames: {} })),
      },
      incidentIo: { alertsOf: async () => [], clockAheadMs: () => 0 },
      sources: scriptedSources(system, alarmAt, options),
    },
    discovery: options.discovery,
    incident: aLiveIncident({
      createdAt: new Date(alarmAt).toISOString(),
      summary: null,
      customFields: [],
      ...incident,
    }),
    trigger: { kind: 'webhook' },
    now: alarmAt + 30_000,
    signal: new AbortController().signal,
    onContext: async (context: Context) => void contexts.push(context),
    onSteps: () => {},
  } as unknown as InvestigationRun;
  const { questions, context, report } = await investigate(run);
  const askedAbout = (service: string | null) =>
    questions.filter((one) => one.service === service).map(({ capability, round }) => `${capability} in ${round}`);
  return { questions, context, contexts, askedAbout, gaps: report.gaps.map(({ why }) => why) };
}

describe('the rounds', () => {
  const calls = [
    { name: 'zebra', failing: 0.3, calls: ['yak'] },
    { name: 'yak', failing: 0.3, calls: ['xerus'] },
  ];
  const system = [...letters, ...calls, { name: 'xerus', failing: 0.5 }];

  test('ask the affected service first, wherever its name stands, after a sweep of all', async () => {
    const { questions, askedAbout } = await play(system, { name: 'High error rate on zebra' });
    expect(askedAbout(null)).toEqual(['metrics in 1', 'topology in 1']);
    expect(questions.find(({ service }) => service !== null)?.service).toBe('zebra');
  });

  test('ask neighbours that only telemetry knows in round 1, and none that is far and well', async () => {
    const { askedAbout } = await play(system, { name: 'High error rate on zebra' });
    expect(askedAbout('xerus')).toEqual(['metrics in 1', 'logs in 1', 'changes in 1']);
    expect(askedAbout('a-service-b')).toEqual(['changes in 1']);
  });

  test('ask in round 2 what log lines name, though no catalogue has it', async () => {
    const lines = ['redis: dial tcp redis-main:6379: connect: connection refused'];
    const { askedAbout } = await play([...letters, { name: 'zebra', failing: 0.4, lines }], { name: 'zebra is down' });
    expect(askedAbout('redis-main')).toEqual(['metrics in 2']);
  });

  test('ask in round 2 what moved where nobody knows who calls whom', async () => {
    const { askedAbout } = await play([...letters, { name: 'zebra', failing: 0.3 }, { name: 'xerus', failing: 0.5 }], {
      name: 'zebra is down',
    });
    expect(askedAbout('xerus')).toEqual(['changes in 1', 'metrics in 2', 'logs in 2']);
  });

  test('are the same whichever source answers first', async () => {
    let at = 0;
    const delay = () => [7, 0, 3, 11, 1][at++ % 5] ?? 0;
    const asked = async () =>
      (await play(system, { name: 'zebra is down' }, { delay })).questions.map(
        ({ id, source, service, capability, round }) => [id, source, service, capability, round],
      );
    const first = await asked();
    at = 2;
    expect(await asked()).toEqual(first);
  });

  test('do without a sweep where no source can give one', async () => {
    const { askedAbout } = await play(system, { name: 'zebra is down' }, { withSweep: false });
    expect(askedAbout(null)).toEqual([]);
    expect(askedAbout('zebra')).toEqual(['metrics in 1', 'logs in 1', 'changes in 1']);
  });
});

describe('an incident that names nothing known', () => {
  const system = [
    { name: 'web-gateway', failing: 0.2, calls: ['identity-svc'] },
    { name: 'identity-svc', failing: 0.4 },
    ...letters,
  ];

  test('leads to what its words mean, and to where people meet the system', async () => {
    const { context, contexts, askedAbout } = await play(system, { name: 'Nobody can log in' });
    expect(contexts[0]?.affected.map(({ foundBy }) => foundBy)).toEqual(['words']);
    expect(context.affected.map(({ service, foundBy }) => [service, foundBy])).toEqual([
      ['identity-svc', 'words'],
      ['web-gateway', 'edge'],
    ]);
    expect(askedAbout('identity-svc')).toContain('metrics in 1');
  });

  test('without a catalogue is about what telemetry has under that name, and all of it is asked', async () => {
    const { context, askedAbout } = await play(system, { name: 'identity-svc errors' }, { catalogue: [] });
    expect(context.affected).toEqual([
      { service: 'identity-svc', foundBy: 'discovered', because: '"identity-svc" in the title' },
    ]);
    expect(askedAbout('identity-svc')).toEqual(['metrics in 1', 'logs in 1', 'changes in 1']);
  });

  test('a catalogue whose names are spelled otherwise is found in telemetry', async () => {
    const { questions } = await play(system, { name: 'Identity is down' }, { catalogue: ['Identity', 'Web Gateway'] });
    const metrics = questions.filter(({ service, capability }) => service === 'Identity' && capability === 'metrics');
    expect(metrics.map(({ state }) => state)).toEqual(['ok']);
  });
});

describe('what was discovered before the incident', () => {
  const system = [{ name: 'zebra', failing: 0.3, calls: ['yak'] }, { name: 'yak', failing: 0.3 }, ...letters];
  /** Discovered while everything was well, at `at`. */
  async function discoveredAt(at: number, catalogue: readonly string[]): Promise<TeamDiscovery> {
    const services = catalogue.map((name) => aService({ name, aliases: [], dependsOn: [], vendorNames: {} }));
    const team = { settings: { id: 'default', tools: [], services }, sources: scriptedSources(system, alarmAt) };
    const look = await createTeamLook(() => at)(team as never, new AbortController().signal);
    if (look.discovery === null) throw new Error('nothing was discovered');
    return look.discovery;
  }
  const topology = ({ questions }: Played) => questions.filter(({ capability }) => capability === 'topology');

  test('says who calls whom, with the time at which that was found, and is not asked again', async () => {
    const names = system.map(({ name }) => name);
    const discovery = await discoveredAt(alarmAt - 120_000, names);
    const played = await play(system, { name: 'zebra is down' }, { discovery });
    expect(topology(played)).toMatchObject([
      { service: null, state: 'ok', warnings: ['found at 11:58 UTC, before this investigation'] },
    ]);
    expect(topology(played)[0]?.window.to).toBe(alarmAt - 120_000);
    expect(played.askedAbout('yak')).toContain('metrics in 1');
  });

  test('is left aside when it is old, or of another environment than the incident', async () => {
    const names = system.map(({ name }) => name);
    const old = await discoveredAt(alarmAt - 60 * 60_000, names);
    expect(topology(await play(system, { name: 'zebra is down' }, { discovery: old }))[0]?.warnings).toEqual([]);
    const other = { ...(await discoveredAt(alarmAt, names)), place: { environment: 'staging' } };
    expect(topology(await play(system, { name: 'zebra is down' }, { discovery: other }))[0]?.warnings).toEqual([]);
  });

  test('stands for a catalogue where nobody wrote one, and the report says so', async () => {
    const discovery = await discoveredAt(alarmAt - 120_000, []);
    const only = { name: 'quagga', aliases: [], dependsOn: [], vendorNames: {} };
    const withAnother = { ...discovery, services: [...discovery.services, only] };
    const { askedAbout, gaps, context } = await play(
      system,
      { name: 'quagga is down' },
      { catalogue: [], discovery: withAnother },
    );
    expect(context.affected.map(({ service }) => service)).toEqual(['quagga']);
    expect(askedAbout('quagga')).toContain('changes in 1');
    expect(gaps.join()).toMatch(/no services are configured, so the 27 found in the data sources at 11:58 UTC/);
  });
});
