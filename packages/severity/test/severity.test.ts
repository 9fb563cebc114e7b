import { Priority, type Severity } from '@incidentfox/incident';
import { isAtLeast, thresholdFromName, thresholdNames, toPriority, wordOf } from '@incidentfox/severity';

const severity = (name: string, rank: number): Severity => ({ id: `id-${name}`, name, rank });
const scale = (...names: string[]) => names.map((name, at) => severity(name, at * 10 + 3));

describe('a severity becomes a priority', () => {
  test.each<[string, Priority]>([
    ['Critical', 'P0'],
    ['High', 'P1'],
    ['Medium', 'P2'],
    ['Low', 'P3'],
    ['Blocker', 'P0'],
    ['Major', 'P1'],
    ['Moderate', 'P2'],
    ['Minor', 'P3'],
    ['Trivial', 'P3'],
    ['Info', 'P3'],
    [' cRiTiCaL ', 'P0'],
  ])('the name %s is %s whatever its rank', (name, priority) => {
    const worst = severity(name, 99);
    expect(toPriority(worst, { map: {}, all: [worst, severity('Other', 1)] })).toEqual({
      priority,
      how: 'name',
    });
  });

  test.each<[string[], Priority[]]>([
    [
      ['Calm', 'Storm'],
      ['P3', 'P0'],
    ],
    [
      ['SEV3', 'SEV2', 'SEV1'],
      ['P3', 'P1', 'P0'],
    ],
    [
      ['d', 'c', 'b', 'a'],
      ['P3', 'P2', 'P1', 'P0'],
    ],
    [
      ['SEV4', 'SEV3', 'SEV2', 'SEV1', 'SEV0'],
      ['P3', 'P2', 'P1', 'P1', 'P0'],
    ],
  ])('names nobody knows are read by rank, a higher rank being worse: %j is %j', (names, priorities) => {
    const all = scale(...names);
    const shuffled = [...all].reverse();
    expect(all.map((one) => toPriority(one, { map: {}, all: shuffled }))).toEqual(
      priorities.map((priority) => ({ priority, how: 'rank' })),
    );
  });

  test('a severity that the list does not hold yet still finds its place by rank', () => {
    const all = scale('d', 'c', 'b', 'a');
    expect(toPriority(severity('new', 1000), { map: {}, all }).priority).toBe('P0');
  });

  test('the configured map wins over the name, by id and by lower-cased name', () => {
    const critical = severity('Critical', 9);
    expect(toPriority(critical, { map: { critical: 'P2' }, all: [] })).toEqual({
      priority: 'P2',
      how: 'severity_map',
    });
    expect(toPriority(critical, { map: { critical: 'P2', 'id-Critical': 'P1' }, all: [] }).priority).toBe('P1');
  });

  test('a missing severity counts as Medium and is marked so', () => {
    expect(toPriority(null, { map: { critical: 'P0' }, all: scale('a', 'b') })).toEqual({
      priority: 'P2',
      how: 'missing',
    });
  });

  test('an unknown name without a scale counts as Medium and is marked so', () => {
    const alone = severity('Odd', 1);
    expect(toPriority(alone, { map: {}, all: [] })).toEqual({ priority: 'P2', how: 'unknown' });
    expect(toPriority(alone, { map: {}, all: [alone] }).how).toBe('unknown');
  });

  test('names that every object inherits are unknown names', () => {
    for (const name of ['constructor', '__proto__', 'toString']) {
      expect(toPriority(severity(name, 1), { map: {}, all: [] }).how).toBe('unknown');
    }
  });
});

describe('a threshold', () => {
  test('lets through what is as severe or worse', () => {
    const order: Priority[] = ['P0', 'P1', 'P2', 'P3'];
    const passing = order.map((threshold) => order.filter((priority) => isAtLeast(priority, threshold)));
    expect(passing).toEqual([['P0'], ['P0', 'P1'], ['P0', 'P1', 'P2'], ['P0', 'P1', 'P2', 'P3']]);
  });

  test('is named by word or by priority, in any case', () => {
    expect(thresholdNames.map((name) => thresholdFromName(name.toUpperCase()))).toEqual([
      'P0',
      'P1',
      'P2',
      'P3',
      'P0',
      'P1',
      'P2',
      'P3',
    ]);
    expect(thresholdFromName('urgent')).toBeUndefined();
    expect(thresholdFromName('constructor')).toBeUndefined();
  });
});

describe('the words for a priority', () => {
  test.each(Priority.options)('%s has a word of its own that settings and severities understand', (priority) => {
    expect(thresholdFromName(wordOf(priority))).toBe(priority);
    expect(thresholdFromName(priority)).toBe(priority);
    const severity = { id: '01', name: wordOf(priority).toUpperCase(), rank: 7 };
    expect(toPriority(severity, { map: {}, all: [] })).toEqual({ priority, how: 'name' });
  });

  test('are what settings may say, each with the priority itself', () => {
    expect(thresholdNames).toEqual(['critical', 'high', 'medium', 'low', 'P0', 'P1', 'P2', 'P3']);
  });
});
