import { spawnSync } from 'node:child_process';
import { join } from 'node:path';

const checks = join(__dirname, '../../../tools/checks');

/** What a check says of a tree, line by line, and whether it lets it pass. */
function check(name: string, ...args: string[]): { passes: boolean; lines: string[] } {
  const run = spawnSync(process.execPath, [join(checks, name), ...args], { encoding: 'utf8' });
  return { passes: run.status === 0, lines: (run.stdout || run.stderr).trim().split('\n') };
}

/** A check that never refuses looks like a tidy tree: the fixtures break the rules on purpose. */
describe('fields without a reader', () => {
  const tree = join(__dirname, '../fixture-fields');

  test('are found: never read, only written, only assigned, only read by the package that keeps them', () => {
    const { passes, lines } = check('unread-fields.mjs', tree, join(tree, 'tsconfig.json'));
    expect(passes).toBe(false);
    expect(lines.slice(0, -1).sort()).toEqual([
      'packages/config/src/settings.ts:4: nobody reads "showPrivateDetails"',
      'packages/incident/src/record.ts:3: nobody reads "onlyReadAtHome"',
      'packages/incident/src/record.ts:8: nobody reads "onlyWritten"',
      'packages/incident/src/record.ts:9: nobody reads "onlyAssigned"',
      'packages/policy/src/policy-settings.ts:3: nobody reads "readByNobody"',
    ]);
    expect(lines.at(-1)).toBe('6 of 11 fields have a reader');
  }, 60_000);

  test('are not taken for found when the check looks in the wrong place', () => {
    const { passes, lines } = check('unread-fields.mjs', join(tree, 'apps'), join(tree, 'tsconfig.json'));
    expect([passes, lines[0]]).toEqual([false, expect.stringContaining('no field was found')]);
  }, 60_000);
});

describe('names', () => {
  const tree = join(__dirname, '../fixture-names');

  test('a type name that is exported twice is found, with its places', () => {
    expect(check('twice-named-types.mjs', tree)).toEqual({
      passes: false,
      lines: [
        'Verdict is the name of several types: packages/incident/src/incident.ts, packages/policy/src/decide.ts',
        '5 exported types in 3 files',
      ],
    });
  });

  test('a noun that the glossary does not have is found', () => {
    expect(check('glossary.mjs', tree)).toEqual({
      passes: false,
      lines: [
        '"trace span" is exported by packages/incident and not in GLOSSARY.md',
        '"verdict" is exported by packages/incident and not in GLOSSARY.md',
        '3 of 5 nouns are in the glossary',
      ],
    });
  });
});
