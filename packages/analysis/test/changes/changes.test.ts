import type { Change, ChangeHistory } from '@incidentfox/incident';
import { mergeSightings } from '../../src/changes/merge-sightings.ts';
import { type ChangeScene, scoreChanges } from '../../src/changes/score-changes.ts';
import { buildCallGraph } from '../../src/topology/build-call-graph.ts';
import { Telemetry } from '../scenarios/telemetry.ts';

const minute = 60_000;
const onset = Date.UTC(2026, 4, 12, 14, 32);
const graph = buildCallGraph(
  new Telemetry(1, ['checkout']).calls('checkout', 'payment').calls('payment', 'bank').done(),
);
let ids = 0;
const change = (service: string | null, minutes: number, more: Partial<Change> = {}): Change => {
  ids += 1;
  return {
    id: `c${ids}`,
    kind: 'deploy',
    service,
    startedAt: onset + minutes * minute,
    status: 'succeeded',
    title: 'Deploy',
    scopeMatch: 'exact',
    ...more,
  };
};
const scene = (changes: Change[], more: Partial<ChangeScene> = {}): ChangeScene => ({
  changes,
  histories: [],
  graph,
  onset,
  beganIn: () => null,
  toleranceMs: minute,
  blurMs: minute,
  affected: ['checkout'],
  troubled: new Set(['checkout', 'payment']),
  recoveredAt: null,
  ...more,
});
const strengthOf = (one: Change, more: Partial<ChangeScene> = {}): number =>
  scoreChanges(scene([one], more))[0]!.strength;
const perDay = (service: string, count: number): ChangeHistory[] => [
  { service, count: count * 7, spanMs: 7 * 24 * 60 * minute },
];

test('the nearer to the onset, the stronger', () => {
  expect(strengthOf(change('payment', -2))).toBeGreaterThan(strengthOf(change('payment', -45)));
  expect(strengthOf(change('payment', -45))).toBeGreaterThan(strengthOf(change('payment', -200)));
});

test('a change after the onset is ruled out; one within the onset’s own blur is not', () => {
  expect(scoreChanges(scene([change('payment', 5)]))[0]).toMatchObject({ exclusion: 'after_onset', strength: 0 });
  expect(scoreChanges(scene([change('payment', 1)]))[0]?.exclusion).toBeNull();
});

test('a change that is dated later by no more than rates blur is not ruled out, and much less suspect', () => {
  const blurred = { blurMs: 6 * minute };
  expect(scoreChanges(scene([change('payment', 5)], blurred))[0]?.exclusion).toBeNull();
  expect(strengthOf(change('payment', 5), blurred)).toBeLessThan(strengthOf(change('payment', -20), blurred));
  expect(scoreChanges(scene([change('payment', 7)], blurred))[0]?.exclusion).toBe('after_onset');
});

test('the troubled service itself counts more than a dependency, a dependency more than the environment, others not at all', () => {
  const [own, dependency, everywhere, other] = [
    change('payment', -5),
    change('bank', -5),
    change(null, -5),
    change('newsletter', -5),
  ].map((one) => strengthOf(one));
  expect(own).toBeGreaterThan(dependency!);
  expect(dependency).toBeGreaterThan(everywhere!);
  expect(everywhere).toBeGreaterThan(other!);
  expect(other).toBe(0);
});

test('forty deploys a day make one five minutes earlier weak evidence', () => {
  const rare = strengthOf(change('payment', -5), { histories: perDay('payment', 1) });
  const usual = strengthOf(change('payment', -5), { histories: perDay('payment', 40) });
  expect(rare).toBeGreaterThan(0.8);
  expect(usual).toBeLessThan(0.25);
});

test('a rollback after which the trouble ended makes the change it undid stronger', () => {
  const bad = change('payment', -20, { version: 'v2', previousVersion: 'v1' });
  const back = change('payment', 10, { kind: 'rollback', version: 'v1' });
  const [first] = scoreChanges(scene([bad, back], { recoveredAt: onset + 13 * minute }));
  expect(first?.change.id).toBe(bad.id);
  expect(first?.undoneBy?.id).toBe(back.id);
  expect(first?.strength).toBeGreaterThan(strengthOf(bad));
});

test('a deploy of the former version undoes a change as well, a recovery long after does not count', () => {
  const bad = change('payment', -20, { version: 'v2', previousVersion: 'v1' });
  const back = change('payment', 10, { version: '1' });
  expect(scoreChanges(scene([bad, back], { recoveredAt: onset + 13 * minute }))[0]?.undoneBy?.id).toBe(back.id);
  expect(scoreChanges(scene([bad, back], { recoveredAt: onset + 90 * minute }))[0]?.undoneBy).toBeNull();
});

test('a return to a version takes back all that was deployed since that version ran', () => {
  const before = change('payment', -90, { version: 'v1' });
  const first = change('payment', -20, { version: 'v2', previousVersion: 'v1' });
  const second = change('payment', -10, { version: 'v3', previousVersion: 'v2' });
  const back = change('payment', 10, { version: 'v1', previousVersion: 'v3' });
  const scored = scoreChanges(scene([before, first, second, back], { recoveredAt: onset + 13 * minute }));
  const undone = scored.filter(({ undoneBy }) => undoneBy?.id === back.id).map(({ change: { version } }) => version);
  expect(undone.sort()).toEqual(['v2', 'v3']);
});

describe('several sightings of one change', () => {
  test('a merge, a pipeline and the rollout of one version are one change, dated by the rollout', () => {
    const seen = [
      change('payment', -12, { kind: 'merge', sha: 'abc123', title: 'Speed up retries' }),
      change('payment', -9, { kind: 'pipeline', sha: 'abc123' }),
      change('payment', -6, { version: 'v2.1.0', sha: 'abc123def' }),
    ];
    const merged = mergeSightings(seen);
    expect(merged).toHaveLength(1);
    expect(merged[0]?.change).toMatchObject({ kind: 'deploy', version: 'v2.1.0' });
    expect(merged[0]?.sightings).toHaveLength(2);
  });

  test('an image tag and a plain version are the same version', () => {
    expect(
      mergeSightings([
        change('payment', -6, { version: 'v2.1.0' }),
        change('payment', -5, { version: 'registry.acme.io/payment:2.1.0' }),
      ]),
    ).toHaveLength(1);
  });

  test('two versions, two services and a rollback are not joined', () => {
    const seen = [
      change('payment', -9, { version: 'v2' }),
      change('payment', -6, { version: 'v3' }),
      change('checkout', -6, { version: 'v3' }),
      change('payment', -2, { kind: 'rollback' }),
    ];
    expect(mergeSightings(seen)).toHaveLength(4);
  });
});
