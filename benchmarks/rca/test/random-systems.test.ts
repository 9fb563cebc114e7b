import { familyNames, familyOf } from '../src/random-systems/faults/families.ts';
import { makeRandomSystem } from '../src/random-systems/make-random-system.ts';
import { randomSystems } from '../src/random-systems/random-systems.ts';
import { showsCulprit, victimsMoved } from './signs.ts';

const faulty = familyNames.filter((name) => familyOf(name).healthy === undefined);
const healthy = familyNames.filter((name) => familyOf(name).healthy !== undefined);
const some = (name: (typeof familyNames)[number], count: number) =>
  Array.from({ length: count }, (_, i) => makeRandomSystem(100 + i, name));
const lookedAt = (name: (typeof familyNames)[number], count: number) =>
  some(name, count).filter(
    ({ profile, truth }) => profile !== 'resources only' && profile !== 'missing' && truth.isVisible,
  );

describe('random systems', () => {
  test('are the same for the same seed and different for another', () => {
    const text = (seed: number) => JSON.stringify([...randomSystems(seed, 5)]);
    expect(text(7) === text(7)).toBe(true);
    expect(text(7) === text(8)).toBe(false);
  });

  test('come from every family in turn, the healthy ones twice', () => {
    const seen = [...randomSystems(1, faulty.length + 2 * healthy.length)].map(({ family }) => family);
    expect(new Set(seen)).toEqual(new Set(familyNames));
    expect(seen.filter((name) => name === 'healthy-traffic')).toHaveLength(2);
  });

  test('give changes ids that do not tell the guilty one', () => {
    for (const { observations } of randomSystems(3, 2 * familyNames.length))
      for (const { id } of observations.changes) expect(id).toMatch(/^change-[a-z0-9]+$/);
  });

  test('have nothing of services that nobody asked about', () => {
    for (const { observations } of randomSystems(4, familyNames.length)) {
      const asked = new Set(observations.answered.map(({ service }) => service));
      const told = [...observations.series, ...observations.logs, ...observations.changes];
      expect(told.filter(({ service }) => !asked.has(service))).toHaveLength(0);
    }
  });

  test('measure in units and bounds that can be', () => {
    for (const { observations } of randomSystems(5, familyNames.length))
      for (const { unit, points } of observations.series) {
        const isPossible = (value: number) => value >= 0 && Number.isFinite(value) && (unit !== 'ratio' || value < 1.5);
        expect(points.every(([, value]) => value === null || isPossible(value))).toBe(true);
      }
  });

  test('vary in step, graph, coverage and in what they are said to be about', () => {
    const all = [...randomSystems(6, 80)].map(({ observations }) => observations);
    expect(new Set(all.flatMap(({ series }) => series.map(({ stepMs }) => stepMs))).size).toBeGreaterThanOrEqual(5);
    expect(all.some(({ edges }) => edges.length === 0)).toBe(true);
    expect(all.some(({ affected }) => affected.length === 0)).toBe(true);
    expect(all.some(({ gaps }) => gaps.length > 0)).toBe(true);
    expect(all.some(({ changes }) => changes.some(({ patch }) => patch !== undefined))).toBe(true);
  });
});

describe.each(faulty)('the story %s', (name) => {
  const systems = lookedAt(name, 14);

  test('shows its culprit in what was observed', () => {
    expect(systems.length).toBeGreaterThan(3);
    expect(systems.filter(showsCulprit).length / systems.length).toBeGreaterThanOrEqual(0.8);
  });

  test('makes its victims slow or failing', () => {
    const counts = systems.map(victimsMoved);
    const sum = (of: 'moved' | 'measured') => counts.reduce((total, one) => total + one[of], 0);
    if (sum('measured') > 0) expect(sum('moved') / sum('measured')).toBeGreaterThanOrEqual(0.85);
  });
});

describe.each(healthy)('the story %s', (name) => {
  test('has no culprit, no victims, and no service that fails more than before', () => {
    for (const { truth, observations } of some(name, 12)) {
      expect(truth).toMatchObject({ culprit: [], guiltyChange: null, victims: [], healthy: true });
      for (const { signal, points, labels } of observations.series) {
        if (signal !== 'error_ratio' || labels.pod !== undefined) continue;
        const [before, after] = [
          points.filter(([at]) => at < observations.alarmAt),
          points.filter(([at]) => at >= observations.alarmAt),
        ];
        expect(mean(after) - mean(before)).toBeLessThan(0.1);
      }
    }
  });
});

const mean = (points: readonly (readonly [number, number | null])[]): number => {
  const values = points.flatMap(([, value]) => (value === null ? [] : [value]));
  return values.reduce((sum, value) => sum + value, 0) / Math.max(1, values.length);
};
