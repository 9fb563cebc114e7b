import type { DataSource } from '@incidentfox/data-sources';
import { aService } from '@incidentfox/test-kit';
import { createTeamLook } from '../../src/discovery/discover-team.ts';
import type { Team } from '../../src/team.ts';
import { scriptedSources } from '../investigation/scripted-system.ts';
import { settingsOf } from '../worker-under-test.ts';

const alarmAt = Date.parse('2026-03-01T12:00:00Z');
const system = [{ name: 'zebra', calls: ['yak'] }, { name: 'yak' }];
const signal = new AbortController().signal;

/** A source that keeps a list of services. */
function listing(kind: string, items: { name: string; vendorName: string | Record<string, string> }[]) {
  let asked = 0;
  const provenance = { source: kind, kind, query: '', askedAt: 0, tookMs: 0, requests: 1, bytes: 1 };
  const source: DataSource = {
    id: kind,
    kind,
    capabilities: new Set(),
    check: async () => [],
    discover: async () => {
      asked += 1;
      return { state: 'ok', items, warnings: [], provenance };
    },
  };
  return { source, asked: () => asked };
}

const aTeam = (sources: readonly DataSource[], catalogue: readonly string[] = []): Team =>
  ({
    settings: {
      ...settingsOf({ policy: {} }),
      services: catalogue.map((name) => aService({ name, aliases: [], dependsOn: [], vendorNames: {} })),
    },
    sources,
    incidentIo: {},
  }) as unknown as Team;

describe("one look at a team's sources", () => {
  test('without a catalogue: what runs, with the repository it is written in, and who calls whom', async () => {
    const cluster = listing('kubernetes', [
      { name: 'zebra-app', vendorName: { namespace: 'zoo', workload: 'zebra-app' } },
    ]);
    const hub = listing('github', [
      { name: 'zebra', vendorName: { repo: 'acme/zoo', paths: 'services/zebra' } },
      { name: 'attic', vendorName: 'acme/attic' },
    ]);
    const look = createTeamLook(() => alarmAt);
    const team = aTeam([...scriptedSources(system, alarmAt), cluster.source, hub.source]);
    const { discovery, failures } = await look(team, signal);
    expect(failures).toEqual([]);
    expect(discovery?.services).toEqual([
      {
        name: 'zebra',
        aliases: ['zebra-app'],
        dependsOn: [],
        vendorNames: { github: { repo: 'acme/zoo', paths: 'services/zebra' } },
      },
      { name: 'yak', aliases: [], dependsOn: [], vendorNames: {} },
    ]);
    const [calls] = discovery?.calls ?? [];
    expect(calls?.answer.items).toEqual([{ from: 'zebra', to: 'yak', foundBy: 'service_graph' }]);
    expect(calls?.answer.warnings).toEqual(['found at 12:00 UTC, before this investigation']);
  });

  test('lists of repositories are read once an hour, those of what runs each time', async () => {
    const cluster = listing('kubernetes', [{ name: 'zebra', vendorName: 'zebra' }]);
    const hub = listing('github', [{ name: 'zebra', vendorName: 'acme/zebra' }]);
    let now = alarmAt;
    const look = createTeamLook(() => now);
    const team = aTeam([cluster.source, hub.source]);
    await look(team, signal);
    now += 5 * 60_000;
    const { discovery } = await look(team, signal);
    expect(discovery?.services[0]?.vendorNames).toEqual({ github: 'acme/zebra' });
    expect([cluster.asked(), hub.asked()]).toEqual([2, 1]);
    now += 60 * 60_000;
    await look(team, signal);
    expect(hub.asked()).toBe(2);
  });

  test('with a catalogue only who calls whom is asked', async () => {
    const hub = listing('github', [{ name: 'zebra', vendorName: 'acme/zebra' }]);
    const look = createTeamLook(() => alarmAt);
    const team = aTeam([...scriptedSources(system, alarmAt), hub.source], ['zebra', 'yak']);
    const { discovery } = await look(team, signal);
    expect(discovery?.services).toEqual([]);
    expect(discovery?.calls).toHaveLength(1);
    expect(hub.asked()).toBe(0);
  });

  test('a source that fails voids who calls whom, as it may know more; one that never tells does not', async () => {
    const provenance = { source: 'x', kind: 'x', query: '', askedAt: 0, tookMs: 0, requests: 1, bytes: 1 };
    const telling = (kind: 'network' | 'config'): DataSource => ({
      id: 'x',
      kind: 'x',
      capabilities: new Set(),
      check: async () => [],
      sweeps: {
        topology: async () => ({
          state: kind === 'config' ? ('skipped' as const) : ('failed' as const),
          items: [],
          warnings: [],
          failure: { kind, message: 'no answer' },
          provenance,
        }),
      },
    });
    const look = createTeamLook(() => alarmAt);
    const callsWith = async (kind: 'network' | 'config') =>
      (await look(aTeam([...scriptedSources(system, alarmAt), telling(kind)]), signal)).discovery?.calls.length;
    expect([await callsWith('network'), await callsWith('config')]).toEqual([0, 1]);
  });

  test('where nobody answers there is nothing', async () => {
    const broken: DataSource = {
      id: 'prometheus',
      kind: 'prometheus',
      capabilities: new Set(['topology']),
      check: async () => [],
      sweeps: {
        topology: async () => {
          throw new Error('does not answer');
        },
      },
    };
    const { discovery, failures } = await createTeamLook(() => alarmAt)(aTeam([broken]), signal);
    expect(discovery).toBeNull();
    expect(failures).toEqual([expect.stringContaining('prometheus: ')]);
  });
});
