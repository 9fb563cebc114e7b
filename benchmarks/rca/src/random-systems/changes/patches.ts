import type { Patch } from '@incidentfox/incident';
import type { RandomSource } from '../random.ts';

export type PatchMechanism = 'errors' | 'latency' | 'leak' | 'pool' | 'crash' | 'queries' | 'none';

interface Sketch {
  path: string;
  title: string;
  lines: readonly string[];
}

/** `NAME` becomes an identifier of its own, which may also stand in log lines. */
const sketches: Readonly<Record<PatchMechanism, readonly Sketch[]>> = {
  errors: [
    {
      path: 'src/NAME.ts',
      title: 'Use the new record in NAME',
      lines: ['-  if (record === null) return fallback;', '+  return NAME(record.owner.id);'],
    },
    {
      path: 'app/NAME.py',
      title: 'Rename a column read by NAME',
      lines: ["-    row['total_cents']", "+    row['NAME_cents']"],
    },
    {
      path: 'internal/NAME.go',
      title: 'Stricter input in NAME',
      lines: ['-\tif len(items) == 0 { return nil }', '+\tfirst := items[0] // NAME'],
    },
  ],
  latency: [
    {
      path: 'src/NAME.ts',
      title: 'Look every item up anew in NAME',
      lines: [
        '-  const all = await client.findMany(ids);',
        '+  for (const id of ids) all.push(await client.findNAME(id));',
      ],
    },
    {
      path: 'src/cache.ts',
      title: 'Drop the cache in front of NAME',
      lines: ['-  return cached(key, () => NAME(key), { ttl: 300 });', '+  return NAME(key);'],
    },
  ],
  leak: [
    {
      path: 'src/NAME.ts',
      title: 'Remember results of NAME',
      lines: ['+const seen = new Map();', '+  seen.set(request.id, NAME(request));'],
    },
    {
      path: 'internal/NAME.go',
      title: 'Keep connections of NAME',
      lines: ['-\tdefer response.Body.Close()', '+\tkept = append(kept, response)'],
    },
  ],
  pool: [
    { path: 'config/database.yml', title: 'Tidy up connection settings', lines: ['-  pool: 50', '+  pool: 5'] },
    {
      path: 'src/main/resources/application.yaml',
      title: 'Align pool settings',
      lines: ['-    maximum-pool-size: 40', '+    maximum-pool-size: 4'],
    },
  ],
  crash: [
    {
      path: 'cmd/NAME/main.go',
      title: 'Read NAME at start',
      lines: ['+\tmustParse(os.Getenv("NAME_URL"))', '-\tif url == "" { url = fallback }'],
    },
    {
      path: 'src/NAME.ts',
      title: 'Check NAME at start',
      lines: ["+  if (!settings.NAME) throw new Error('NAME is not set');"],
    },
  ],
  queries: [
    {
      path: 'src/NAME-list.ts',
      title: 'Show details of NAME in the list',
      lines: ['-  return rows;', '+  return Promise.all(rows.map((row) => database.query(detailsOfNAME, [row.id])));'],
    },
  ],
  none: [
    { path: 'README.md', title: 'Explain how to run NAME', lines: ['-Run it.', '+Run it with the settings of NAME.'] },
    { path: 'test/NAME.test.ts', title: 'Test NAME', lines: ["+test('NAME is kept', () => expect(NAME(1)).toBe(1));"] },
    { path: 'web/styles/NAME.css', title: 'Wider margins for NAME', lines: ['-  margin: 4px;', '+  margin: 6px;'] },
    {
      path: 'src/NAME.ts',
      title: 'Rename a variable in NAME',
      lines: ['-  const n = count(items);', '+  const total = count(items);'],
    },
    { path: 'package.json', title: 'Bump a linter', lines: ['-    "linter": "9.1.0",', '+    "linter": "9.2.0",'] },
  ],
};

const words = [
  'loyaltyTier',
  'shippingZone',
  'giftWrap',
  'taxRegion',
  'priceBand',
  'consentFlag',
  'seatMap',
  'rateCard',
  'returnWindow',
  'stockHold',
];

export const drawIdentifier = (random: RandomSource): string => random.pick(words);

/** What a change altered, for those whose source tells. */
export function drawPatch(random: RandomSource, mechanism: PatchMechanism, identifier: string): Patch {
  const { path, title, lines } = random.pick(sketches[mechanism]);
  const named = (text: string) => text.replaceAll('NAME', identifier);
  const at = random.whole(3, 200);
  return {
    files: [
      {
        path: named(path),
        diff: [`@@ -${at},4 +${at},5 @@`, ' // unchanged', ...lines.map(named), ' // unchanged'].join('\n'),
      },
    ],
    commits: [
      {
        sha: Math.floor(random.next() * 2 ** 32)
          .toString(16)
          .padStart(8, '0'),
        title: named(title),
      },
    ],
    isTruncated: false,
  };
}
