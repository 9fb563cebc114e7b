import { createMetrics } from '@incidentfox/service-runtime';
import { waitFor } from '@incidentfox/test-kit';
import type { TeamLook } from '../../src/discovery/discover-team.ts';
import { createDiscoveryMetrics } from '../../src/discovery/discovery-metrics.ts';
import { type KeptDiscoveries, keepDiscovering } from '../../src/discovery/keep-discovering.ts';
import type { Team } from '../../src/team.ts';
import { settingsOf } from '../worker-under-test.ts';

const aTeam = (id: string): Team =>
  ({ settings: { ...settingsOf({ policy: {} }), id }, sources: [], incidentIo: {} }) as unknown as Team;
const found = (at: number): TeamLook => ({
  discovery: { at, place: { environment: 'production' }, calls: [], services: [] },
  failures: [],
});
const failed: TeamLook = { discovery: null, failures: ['prometheus: does not answer'] };

describe('the discovery that goes on all the time', () => {
  let kept: KeptDiscoveries | undefined;
  const lines: string[] = [];
  const metrics = createMetrics('test', { processMetrics: false });
  afterEach(async () => {
    await kept?.stop();
    lines.length = 0;
  });
  const keep = (teams: readonly Team[], look: (team: Team, signal: AbortSignal) => Promise<TeamLook>, everyMs = 1) => {
    const log = (_: unknown, text: string) => void lines.push(text);
    kept = keepDiscovering({
      teams: () => teams,
      look,
      logger: { info: log, warn: log } as never,
      metrics: createDiscoveryMetrics(metrics, () => 5_000),
      everyMs,
    });
    return kept;
  };

  test('looks at once, one team after the other, and again and again', async () => {
    const teams = [aTeam('shop'), aTeam('search')];
    let atOnce = 0;
    let most = 0;
    let looks = 0;
    const { of } = keep(teams, async () => {
      most = Math.max(most, ++atOnce);
      await new Promise((resolve) => setImmediate(resolve));
      atOnce -= 1;
      looks += 1;
      return found(looks);
    });
    await waitFor(() => looks >= 6);
    expect(most).toBe(1);
    expect(teams.map((team) => of(team)?.at)).toEqual([expect.any(Number), expect.any(Number)]);
    expect(lines.filter((line) => line === 'services discovered')).toHaveLength(2);
  });

  test('a look that fails, or breaks its promise, keeps what the one before found, and says so', async () => {
    const team = aTeam('shop');
    let looks = 0;
    const { of, notes } = keep([team], async () => {
      looks += 1;
      if (looks === 1) return found(1);
      if (looks === 2) throw new Error('broken');
      return failed;
    });
    await waitFor(() => looks >= 4);
    expect(of(team)?.at).toBe(1);
    expect(notes()).toEqual(['the services of team shop could not be discovered: prometheus: does not answer']);
    expect(lines).toContain('not everything could be discovered');
    const { body } = await metrics.text();
    expect(body).toMatch(/discoveries_total\{outcome="failed".*\} [1-9]/);
    expect(body).toMatch(/discovery_last_success_seconds\{.*\} 5/);
  });

  test('before the first look has ended there is nothing, and a stop ends it', async () => {
    const team = aTeam('shop');
    let isEnded = false;
    const { of, stop } = keep([team], (_, signal) => {
      return new Promise((resolve) =>
        signal.addEventListener('abort', () => {
          isEnded = true;
          resolve(found(1));
        }),
      );
    });
    expect(of(team)).toBeNull();
    await stop();
    expect(isEnded).toBe(true);
    expect(of(team)).toBeNull();
  });
});
