import { familyNames, familyOf } from '../src/random-systems/faults/families.ts';
import { makeRandomSystem } from '../src/random-systems/make-random-system.ts';
import { showsCulprit, victimsMoved } from './signs.ts';

const faulty = familyNames.filter((name) => familyOf(name).healthy === undefined);
const healthy = familyNames.filter((name) => familyOf(name).healthy !== undefined);
const some = (name: (typeof familyNames)[number], count: number) =>
  Array.from({ length: count }, (_, i) => makeRandomSystem(100 + i, name));
const lookedAt = (name: (typeof familyNames)[number], count: number) =>
  some(name, count).filter(
    ({ profile, truth }) => profile !== 'resources only' && profile !== 'missing' && truth.isVisible,
  );

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
