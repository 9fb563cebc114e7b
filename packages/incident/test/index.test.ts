import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

const source = join(__dirname, '../src');

test('every file of the package is part of what it exports', () => {
  const files = readdirSync(source, { recursive: true, encoding: 'utf8' })
    .map((file) => file.replaceAll('\\', '/'))
    .filter((file) => file.endsWith('.ts') && file !== 'index.ts');
  const exported = [...readFileSync(join(source, 'index.ts'), 'utf8').matchAll(/from '\.\/([^']+)'/g)];
  expect(exported.map(([, file]) => file).sort()).toEqual(files.sort());
});
