import { mutations } from '../src/mutations/mutations.ts';
import { runTruth } from './run-bench.ts';

interface Bitten {
  name: string;
  caught: number;
  missed: string[];
}

describe('a report that is made false in one place', () => {
  let bitten: Bitten[] = [];
  beforeAll(async () => {
    bitten = JSON.parse(await runTruth('bite.ts', [], 280_000)) as Bitten[];
  }, 300_000);

  test.each(mutations.map(({ name, kind }) => [name, kind]))('%s: found as a false claim of the kind %s', (name) => {
    const { caught, missed } = bitten.find((one) => one.name === name) ?? { caught: 0, missed: [] };
    expect({ caught: caught > 0, missed }).toEqual({ caught: true, missed: [] });
  });
});
