import { readCommits } from '../src/adapter/roll-out.ts';
import { toDeploys } from '../src/adapter/to-changes.ts';

const commit = (sha: string, minute: number, path: string) => ({
  sha,
  timestamp: `2026-03-01T10:${String(minute).padStart(2, '0')}:00Z`,
  message: `Commit ${sha}`,
  files_changed: [path],
  diff: '+x',
});
const deploy = (service: string, sha: string, minute: number) => ({
  service,
  commit_sha: sha,
  version: `v${minute}`,
  timestamp: `2026-03-01T10:${minute}:00Z`,
});
const services = ['cart', 'mailer'];
const brought = (deploys: Record<string, unknown>[], commits: Record<string, unknown>[]) =>
  toDeploys(deploys, readCommits(commits), services).map(({ patch }) => patch?.commits.map(({ sha }) => sha));

test('a first deploy brings what no other deploy of the repository has brought yet', () => {
  const commits = ['a', 'b', 'c', 'd'].map((sha, i) => commit(sha, i + 1, `lib/${sha}.go`));
  expect(brought([deploy('cart', 'b', 20), deploy('mailer', 'd', 30)], commits)).toEqual([
    ['b', 'a'],
    ['d', 'c'],
  ]);
});

test('a later deploy brings all since the last one of its service, also what others brought', () => {
  const commits = ['a', 'b', 'c', 'd'].map((sha, i) => commit(sha, i + 1, `lib/${sha}.go`));
  const deploys = [deploy('cart', 'a', 20), deploy('mailer', 'c', 30), deploy('cart', 'd', 40)];
  expect(brought(deploys, commits)).toEqual([['a'], ['c', 'b'], ['d', 'b']]);
});

test('a commit to one service waits for the deploy of that service', () => {
  const commits = [commit('a', 1, 'services/mailer/a.go'), commit('b', 2, 'lib/b.go'), commit('c', 3, 'lib/c.go')];
  expect(brought([deploy('cart', 'b', 20), deploy('mailer', 'c', 30)], commits)).toEqual([['b'], ['c', 'a']]);
});

test('what only another service has is not in its image', () => {
  const commits = [
    commit('a', 1, 'services/mailer/send.go'),
    commit('b', 2, 'services/search/index.go'),
    commit('c', 3, 'services/cart/cart.go'),
  ];
  expect(brought([deploy('cart', 'c', 20)], commits)).toEqual([['c']]);
});

test('a deploy whose commit nobody knows has no patch, and one that goes back to an earlier version is a rollback', () => {
  const known = { ...deploy('cart', 'z', 50), version: 'v20' };
  const [first, , back] = toDeploys([deploy('cart', 'x', 20), deploy('cart', 'y', 30), known], [], services);
  expect(first?.patch).toBeUndefined();
  expect(back).toMatchObject({ kind: 'rollback', version: 'v20', previousVersion: 'v30' });
});
