import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

const root = join(__dirname, '../../..');
const read = (file: string) => readFileSync(join(root, file), 'utf8');
const membersOf = (group: string) =>
  readdirSync(join(root, group)).filter((name) => existsSync(join(root, group, name, 'package.json')));

describe.each(['packages', 'apps'])('every folder of %s', (group) => {
  test('is built: tsconfig.json refers to it', () => {
    const { references } = JSON.parse(read('tsconfig.json')) as { references: { path: string }[] };
    const built = references.map(({ path }) => path).filter((path) => path.startsWith(`${group}/`));
    expect(built.sort()).toEqual(
      membersOf(group)
        .map((name) => `${group}/${name}`)
        .sort(),
    );
  });

  test('stands in the tree of docs/architecture.md', () => {
    const tree = read('docs/architecture.md');
    expect(membersOf(group).filter((name) => !tree.includes(`\n  ${name}/ `))).toEqual([]);
  });
});

test.each(membersOf('packages'))('tsconfig.json of packages/%s refers to what its package.json depends on', (name) => {
  const { dependencies = {} } = JSON.parse(read(`packages/${name}/package.json`)) as {
    dependencies?: Record<string, string>;
  };
  const { references = [] } = JSON.parse(read(`packages/${name}/tsconfig.json`)) as { references?: { path: string }[] };
  const ours = Object.keys(dependencies).flatMap((one) => /^@incidentfox\/(.+)$/.exec(one)?.[1] ?? []);
  expect(references.map(({ path }) => path.replace('../../packages/', '')).sort()).toEqual(ours.sort());
});
