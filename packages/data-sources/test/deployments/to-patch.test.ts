import { alarmOf, nearestFirst } from '../../src/deployments/nearest-first.ts';
import { maxPatchBytes, maxPatchFiles, maxPatchLines } from '../../src/deployments/patch-limits.ts';
import { inverted, toPatch } from '../../src/deployments/to-patch.ts';

const lines = (n: number, text = '+x') => Array.from({ length: n }, (_, i) => `${text} ${i}`).join('\n');
const size = (diff: string | null) => (diff === null ? 0 : diff.split('\n').length);
const whole = { commits: [], isCut: false };

test('a patch that fits is kept as it is and is not called cut', () => {
  const files = [{ path: 'a.ts', diff: '@@ -1 +1 @@\n-a\n+b' }];
  expect(toPatch({ ...whole, files })).toEqual({ files, commits: [], isTruncated: false });
});

test('what the vendor left out makes a patch a cut one; nothing at all is no patch', () => {
  expect(toPatch({ files: [{ path: 'a', diff: null }], commits: [], isCut: true })).toMatchObject({
    isTruncated: true,
  });
  expect(toPatch({ files: [], commits: [], isCut: false })).toBeNull();
});

test('files beyond the cap go, and the patch says so', () => {
  const files = Array.from({ length: maxPatchFiles + 5 }, (_, i) => ({ path: `${i}.ts`, diff: '+x' }));
  const patch = toPatch({ ...whole, files });
  expect(patch?.files).toHaveLength(maxPatchFiles);
  expect(patch?.files[0]?.path).toBe('0.ts');
  expect(patch?.isTruncated).toBe(true);
});

test('a generated file leaves room for the small ones, whatever their order', () => {
  const files = [
    { path: 'generated.ts', diff: lines(maxPatchLines * 2) },
    { path: 'pool.ts', diff: '-max: 50\n+max: 5' },
  ];
  const patch = toPatch({ ...whole, files });
  expect(patch?.files[1]?.diff).toBe('-max: 50\n+max: 5');
  expect(size(patch?.files[0]?.diff ?? null)).toBeLessThanOrEqual(maxPatchLines / 2);
  expect(patch?.isTruncated).toBe(true);
});

test('lines and bytes have an end for all files together', () => {
  const many = Array.from({ length: 100 }, (_, i) => ({ path: `${i}.ts`, diff: lines(200) }));
  const counted = toPatch({ ...whole, files: many });
  expect(counted?.files.reduce((sum, { diff }) => sum + size(diff), 0)).toBeLessThanOrEqual(maxPatchLines);
  const wide = Array.from({ length: 100 }, (_, i) => ({ path: `${i}.ts`, diff: lines(20, `+${'é'.repeat(500)}`) }));
  const weighed = toPatch({ ...whole, files: wide });
  expect(Buffer.byteLength(weighed?.files.map(({ diff }) => diff ?? '').join('\n') ?? '')).toBeLessThanOrEqual(
    maxPatchBytes,
  );
  expect(weighed?.files.some(({ diff }) => diff === null)).toBe(true);
  expect(weighed?.isTruncated).toBe(true);
});

test('a minified line is cut', () => {
  const patch = toPatch({ ...whole, files: [{ path: 'a.js', diff: `+${'x'.repeat(100_000)}` }] });
  expect(patch?.files[0]?.diff?.length).toBeLessThan(1_000);
  expect(patch?.isTruncated).toBe(true);
});

test('a commit is told by the first line of its message', () => {
  const commits = [{ sha: 'a', title: 'Raise the pool\n\nSigned-off-by: x' }];
  expect(toPatch({ files: [], commits, isCut: false })?.commits).toEqual([{ sha: 'a', title: 'Raise the pool' }]);
});

test('turned round, what was added is removed, removed lines first', () => {
  const patch = {
    files: [{ path: 'a', diff: '@@ -1,3 +1,2 @@ f()\n a\n-b\n-c\n+d\n e' }],
    commits: [],
    isTruncated: false,
  };
  expect(inverted(patch).files[0]?.diff).toBe('@@ -1,2 +1,3 @@ f()\n a\n-d\n+b\n+c\n e');
  expect(inverted(inverted(patch))).toEqual(patch);
});

test('the last change before the alarm is read first, what came after it last', () => {
  const at = (startedAt: number) => ({ startedAt });
  const minute = 60_000;
  const order = nearestFirst([at(-90 * minute), at(20 * minute), at(-2 * minute), at(2 * minute), at(9 * minute)], 0);
  expect(order.map(({ startedAt }) => startedAt / minute)).toEqual([2, -2, -90, 9, 20]);
});

test('the alarm is when the incident was declared, else the end of the window', () => {
  const window = { from: 0, to: 5_000 };
  expect(alarmOf({ incident: null, window })).toBe(5_000);
  const incident = { id: '1', reference: 'INC-1', createdAt: '1970-01-01T00:00:04Z' };
  expect(alarmOf({ incident, window })).toBe(4_000);
});
