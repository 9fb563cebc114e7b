import { splitDiff } from '../src/adapter/split-diff.ts';

const files = ['lib/pool.go', 'lib/pool_test.go'];

test('a hunk head that names a path begins that file', () => {
  const diff =
    '@@ lib/pool.go @@ func New() *Pool {\n-\tmax: 50,\n+\tmax: 5,\n@@ lib/pool_test.go: func TestNew(t *testing.T) {\n+\tt.Parallel()';
  expect(splitDiff(diff, files)).toEqual([
    { path: 'lib/pool.go', diff: '@@ func New() *Pool {\n-\tmax: 50,\n+\tmax: 5,' },
    { path: 'lib/pool_test.go', diff: '@@ func TestNew(t *testing.T) {\n+\tt.Parallel()' },
  ]);
});

test('git headers begin a file, and a removed line that looks like one does not', () => {
  const diff = [
    'diff --git a/db/old.sql b/db/old.sql',
    'index 12ab..34cd 100644',
    '--- a/db/old.sql',
    '+++ b/db/old.sql',
    '@@ -1,2 +1,1 @@',
    '--- a comment of SQL',
    ' SELECT 1;',
    '--- /dev/null',
    '+++ b/db/new.sql',
    '@@ -0,0 +1 @@',
    '+SELECT 2;',
  ].join('\n');
  expect(splitDiff(diff, ['db/old.sql', 'db/new.sql'])).toEqual([
    { path: 'db/old.sql', diff: '@@ -1,2 +1,1 @@\n--- a comment of SQL\n SELECT 1;' },
    { path: 'db/new.sql', diff: '@@ -0,0 +1 @@\n+SELECT 2;' },
  ]);
});

test('without any header the lines belong to the first changed file, and the others are known by path', () => {
  expect(splitDiff('@@ require (\n-\tx v1\n+\tx v2', ['go.mod', 'go.sum'])).toEqual([
    { path: 'go.mod', diff: '@@ require (\n-\tx v1\n+\tx v2' },
    { path: 'go.sum', diff: null },
  ]);
  expect(splitDiff(null, ['README.md'])).toEqual([{ path: 'README.md', diff: null }]);
});
