import type { Patch } from '@incidentfox/incident';
import {
  type Alteration,
  matchWords,
  type ObservedTexts,
  type PatchReading,
  quoteAlteration,
  readPatch,
  type TroubleKind,
  type WordMatch,
} from '../../src/patches/index.ts';

const patch = (files: Record<string, string | null>, more: Partial<Patch> = {}): Patch => ({
  files: Object.entries(files).map(([path, diff]) => ({ path, diff })),
  commits: [],
  isTruncated: false,
  ...more,
});
const first = (files: Record<string, string>): Alteration => readPatch(patch(files)).alterations[0]!;

describe('a reading', () => {
  test('tells what an alteration can produce, how soon, and by omission what it cannot', () => {
    const pool = first({ 'db/pool.ts': '@@\n-  max: 50, // pool\n+  max: 5,\n' });
    expect(pool.kind).toBe('pool');
    expect(pool.direction).toBe('down');
    expect(pool.delay).toBe('gradual');
    const causes: TroubleKind[] = ['errors', 'latency', 'saturation'];
    expect([...pool.causes].sort()).toEqual(causes);
    expect(pool.causes.has('disk')).toBe(false);
  });

  test('direction matters: a lower timeout gives errors, a higher one holds resources', () => {
    const lower = first({ 'a.go': '@@\n-\ttimeout := 5 * time.Second\n+\ttimeout := 1 * time.Second' });
    const higher = first({ 'a.go': '@@\n-\ttimeout := 1 * time.Second\n+\ttimeout := 50 * time.Second' });
    expect(lower.causes.has('errors')).toBe(true);
    expect(higher.causes.has('errors')).toBe(false);
    expect(higher.causes.has('saturation')).toBe(true);
  });

  test('a small step is weaker than a large one', () => {
    const small = first({ 'a.yaml': '@@\n-poolSize: 50\n+poolSize: 45' });
    const large = first({ 'a.yaml': '@@\n-poolSize: 50\n+poolSize: 5' });
    expect(small.strength).toBeLessThan(large.strength / 1.5);
  });

  test('a patch version is weaker than a major one', () => {
    const minor = first({ 'package.json': '@@\n-    "pg": "8.11.1",\n+    "pg": "8.11.2",' });
    const major = first({ 'package.json': '@@\n-    "pg": "7.1.1",\n+    "pg": "8.0.0",' });
    expect(minor.strength).toBeLessThan(major.strength / 2);
  });

  test('is told as what the change did', () => {
    expect(quoteAlteration(first({ 'db/pool.ts': '@@\n-const poolSize = 50;\n+const poolSize = 5;' }))).toBe(
      'changed the pool size from 50 to 5 in `db/pool.ts`',
    );
    expect(quoteAlteration(first({ 'm/1.sql': '@@ -0,0 +1 @@\n+DROP INDEX idx_a;' }))).toBe(
      'dropped the index idx_a in `m/1.sql`',
    );
    expect(quoteAlteration(first({ 'package.json': '@@\n-    "pg": "7.1.1",\n+    "pg": "8.0.0",' }))).toBe(
      'updated pg from 7.1.1 to 8.0.0 in `package.json`',
    );
    expect(quoteAlteration(first({ 'a.go': '@@ -1,2 +1,1 @@\n res := open()\n-defer res.Close()' }))).toBe(
      'removed a close in `a.go`',
    );
  });

  test('the strongest stands first', () => {
    const { alterations } = readPatch(
      patch({
        'go.mod': '@@\n-\tgithub.com/a/b v1.2.3\n+\tgithub.com/a/b v1.2.4',
        'migrations/2.sql': '@@ -0,0 +1 @@\n+DROP INDEX idx_orders_customer;',
      }),
    );
    expect(alterations.map(({ kind }) => kind)).toEqual(['index_removed', 'dependency']);
  });
});

describe('a harmless patch', () => {
  test('tests, documentation and comments, with why', () => {
    const { harmless, why, alterations } = readPatch(
      patch({
        'README.md': '@@\n-timeout = 5\n+timeout = 1',
        'src/a.test.ts': '@@\n-const pool = 5;\n+const pool = 1;',
        'src/a.ts': '@@\n-// pool of 5\n+// pool of 1',
      }),
    );
    expect({ harmless, why, alterations }).toEqual({
      harmless: true,
      why: 'only documentation, tests and comments, formatting or moved lines',
      alterations: [],
    });
  });

  test('code without a known mechanism is not called harmless', () => {
    expect(readPatch(patch({ 'src/a.ts': '@@\n-return a < b;\n+return a <= b;' })).harmless).toBe(false);
  });

  test.each([
    ['nothing was given', patch({})],
    ['lines were left out', patch({ 'README.md': '@@\n-a\n+b' }, { isTruncated: true })],
    ['only the path of code is known', patch({ 'src/a.ts': null })],
  ])('not when %s', (_, one) => {
    expect(readPatch(one).harmless).toBe(false);
  });
});

describe('fragments', () => {
  test.each([
    ['a header with a path', '@@ db/pool.ts: func open @@\n-  maxConns = 50\n+  maxConns = 5'],
    ['no header', '-  maxConns = 50\n+  maxConns = 5'],
    ['a header without counts', '@@ ... @@\n-  maxConns = 50\n+  maxConns = 5'],
    [
      'a whole git diff',
      'diff --git a/x b/x\nindex 1..2\n--- a/x\n+++ b/x\n@@ -1 +1 @@\n-  maxConns = 50\n+  maxConns = 5\n\\ No newline at end of file',
    ],
    ['carriage returns', '@@ -1 +1 @@\r\n-  maxConns = 50\r\n+  maxConns = 5\r\n'],
  ])('%s', (_, diff) => {
    expect(readPatch(patch({ 'x.go': diff })).alterations).toMatchObject([{ kind: 'pool', from: '50', to: '5' }]);
  });

  test('random text never throws and stays bounded', () => {
    let seed = 7;
    const random = (): number => {
      seed = (Math.imul(seed, 1_103_515_245) + 12_345) >>> 0;
      return seed / 2 ** 32;
    };
    const parts = [
      '@@',
      '@@ -1',
      '+',
      '-',
      ' ',
      '\n',
      '\n+',
      '\n-',
      '"',
      "'",
      '`',
      '/*',
      '*/',
      '"""',
      '#',
      '//',
      '{',
      '(',
      ')',
      '}',
      '?.',
      '&.',
      'timeout',
      '=',
      ':',
      '50',
      '5s',
      '* time.Second',
      'for x in y:',
      'cache.get(',
      'DROP INDEX',
      'regex',
      '\\',
      '\u202e',
      '\t',
      'lock',
      '.*',
      '(a+)+',
      '$',
      '🦊',
    ];
    const paths = [
      'a.go',
      'b.py',
      'c.ts',
      'd.sql',
      'e.yaml',
      'f.rb',
      'g.java',
      'h',
      'pom.xml',
      'Dockerfile',
      'x.proto',
      'k.cs',
    ];
    for (let round = 0; round < 400; round += 1) {
      let diff = '';
      for (let count = 0; count < 120; count += 1)
        diff += `${parts[Math.floor(random() * parts.length)]}${random() < 0.5 ? ' ' : ''}`;
      const reading = readPatch(patch({ [paths[round % paths.length]!]: diff }));
      expect(reading.alterations.length).toBeLessThanOrEqual(24);
      for (const { line, strength } of reading.alterations) {
        expect(line.length).toBeLessThanOrEqual(160);
        expect(strength).toBeLessThanOrEqual(1);
      }
      expect(reading.words.size).toBeLessThanOrEqual(820);
    }
  });
});

describe('secrets and signs nobody sees', () => {
  test.each([
    ['-DB_URL=postgres://app:s3cr3tpw@db-old:5432/x\n+DB_URL=postgres://app:s3cr3tpw@db-new:5432/x', 's3cr3tpw'],
    ['-apiKey: "abcd1234efgh5678", timeout: 5\n+apiKey: "abcd1234efgh5678", timeout: 1', 'abcd1234efgh5678'],
    [
      '-timeout=5 token=ghp_abcdefghijklmnopqrstuvwxyz0123\n+timeout=1 token=ghp_abcdefghijklmnopqrstuvwxyz0123',
      'ghp_abcdefghij',
    ],
    [
      '-  "Authorization": "Bearer abcdefghijkl", timeout: 5\n+  "Authorization": "Bearer abcdefghijkm", timeout: 1',
      'abcdefghijk',
    ],
    ['-password: hunter2hunter\n+password: hunter3hunter', 'hunter'],
    ['-poolSize=5 AKIAABCDEFGHIJKLMNOP\n+poolSize=1 AKIAABCDEFGHIJKLMNOP', 'AKIAABCD'],
    [
      '-host: "a.example" # -----BEGIN RSA PRIVATE KEY-----MIIE\n+host: "b.example" # -----BEGIN RSA PRIVATE KEY-----MIIE',
      'MIIE',
    ],
  ])('are hidden: %s', (diff, secret) => {
    const { alterations } = readPatch(patch({ 'config/app.conf': `@@\n${diff}` }));
    const shown = JSON.stringify(alterations.map((one) => [one, quoteAlteration(one)]));
    expect(shown).not.toContain(secret);
  });

  test('direction and control characters are taken out', () => {
    const { line, path } = first({ 'a\u202e.conf': '@@\n-poolSize = 50 \u202e\n+poolSize = 5\u0007 \u200bx\u2066' });
    for (const sign of ['\u0007', '\u200b', '\u202e', '\u2066']) expect(line + path).not.toContain(sign);
  });
});

describe('words of a diff in what was seen', () => {
  const match = (readings: PatchReading[], texts: ObservedTexts): WordMatch[] => matchWords(readings, texts);
  const guilty = readPatch(
    patch({
      'src/ledger.ts':
        '@@\n+    throw new Error("ledger entry " + id + " has no matching settlement");\n+    metrics.settlementMismatchTotal.inc();',
    }),
  );
  const innocent = readPatch(
    patch({
      'src/banner.ts': '@@\n-  return renderBanner(user);\n+  return renderHolidayBanner(user, "spring sale");',
    }),
  );

  test('a message of the diff in the log outweighs everything', () => {
    const [a, b] = match([guilty, innocent], {
      inTrouble: ['ERROR ledger entry <*> has no matching settlement', 'settlement_mismatch_total'],
      baseline: ['GET /banner 200'],
    });
    expect(a!.score).toBeGreaterThan(0.6);
    expect(a!.words).toContain('has no matching settlement');
    expect(b).toEqual({ score: 0, words: [] });
  });

  test('what every candidate names says nothing', () => {
    const other = readPatch(patch({ 'src/x.ts': '@@\n+  settlementMismatchTotal.reset();' }));
    const [a, b] = match([readPatch(patch({ 'src/y.ts': '@@\n+  settlementMismatchTotal.inc();' })), other], {
      inTrouble: ['settlement_mismatch_total'],
      baseline: [],
    });
    expect([a!.score, b!.score]).toEqual([0, 0]);
  });

  test('what was said in normal time says nothing', () => {
    const [a] = match([guilty, innocent], {
      inTrouble: ['ledger entry 7 has no matching settlement'],
      baseline: ['ledger entry 6 has no matching settlement'],
    });
    expect(a!.score).toBeLessThan(0.15);
  });

  test('comments, moved lines and words of the language are no words of a diff', () => {
    const { words } = readPatch(
      patch({
        'a.go':
          '@@\n-func chargeCustomerCard() {\n+// chargeCustomerCard speaks of refundLedger\n+return nil\n context\n+func chargeCustomerCard() {',
      }),
    );
    expect([...words.keys()]).toEqual([]);
  });
});
