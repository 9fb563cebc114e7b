import { familyNames, familyOf } from '../src/random-systems/faults/families.ts';
import { randomSystems } from '../src/random-systems/random-systems.ts';

const faulty = familyNames.filter((name) => familyOf(name).healthy === undefined);
const healthy = familyNames.filter((name) => familyOf(name).healthy !== undefined);
describe('random systems', () => {
  test('are the same for the same seed and different for another', () => {
    const text = (seed: number) => JSON.stringify([...randomSystems(seed, 4)]);
    const [once, again] = [text(7), text(7)];
    expect(once === again).toBe(true);
    expect(text(7) === text(8)).toBe(false);
  });

  test('come from every family in turn, the healthy ones twice', () => {
    const seen = [...randomSystems(1, faulty.length + 2 * healthy.length)].map(({ family }) => family);
    expect(new Set(seen)).toEqual(new Set(familyNames));
    expect(seen.filter((name) => name === 'healthy-traffic')).toHaveLength(2);
  });

  test('give changes ids that do not tell the guilty one', () => {
    for (const { observations } of randomSystems(3, 12))
      for (const { id } of observations.changes) expect(id).toMatch(/^change-[a-z0-9]+$/);
  });

  test('have nothing of services that nobody asked about', () => {
    for (const { observations } of randomSystems(4, 12)) {
      const asked = new Set(observations.answered.map(({ service }) => service));
      const told = [...observations.series, ...observations.logs, ...observations.changes];
      expect(told.filter(({ service }) => !asked.has(service))).toHaveLength(0);
    }
  });

  test('measure in units and bounds that can be', () => {
    for (const { observations } of randomSystems(5, 12))
      for (const { unit, points } of observations.series) {
        const isPossible = (value: number) => value >= 0 && Number.isFinite(value) && (unit !== 'ratio' || value < 1.5);
        expect(points.every(([, value]) => value === null || isPossible(value))).toBe(true);
      }
  });

  test('vary in step, graph, coverage and in what they are said to be about', () => {
    const all = [...randomSystems(6, 40)].map(({ observations }) => observations);
    expect(new Set(all.flatMap(({ series }) => series.map(({ stepMs }) => stepMs))).size).toBeGreaterThanOrEqual(5);
    expect(all.some(({ edges }) => edges.length === 0)).toBe(true);
    expect(all.some(({ affected }) => affected.length === 0)).toBe(true);
    expect(all.some(({ gaps }) => gaps.length > 0)).toBe(true);
    expect(all.some(({ changes }) => changes.some(({ patch }) => patch !== undefined))).toBe(true);
  });
});
