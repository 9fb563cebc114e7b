import type { Change } from '@incidentfox/incident';
import { Secret } from '@incidentfox/secrets';
import { github } from '../../src/github/index.ts';
import { githubSettings } from '../../src/github/settings.ts';
import { alarmAt, aQuestion, iso } from '../questions.ts';
import type { StandIn } from '../stand-in.ts';
import {
  aCommit,
  aDeployment,
  aFile,
  aPull,
  aRun,
  githubToken,
  type RepositoryContent,
  sha,
  startGithub,
} from './stand-in-github.ts';

let vendor: StandIn;
afterEach(async () => {
  expect(vendor.refused).toEqual([]);
  await vendor.close();
});

async function ask(content: RepositoryContent) {
  vendor = await startGithub(content);
  const settings = { ...githubSettings.parse({ url: vendor.url }), token: new Secret('plain', githubToken) };
  const incident = { id: '1', reference: 'INC-1', createdAt: iso(0) };
  const source = github.create({ id: 'github', settings, now: () => alarmAt });
  return source.changes?.(aQuestion({ incident, vendorNames: { github: 'acme/checkout' } }));
}
const pool = '@@ -3 +3 @@\n-max: 50,\n+max: 5,';
const comparison = (more: object = {}) => ({
  total_commits: 1,
  ahead_by: 1,
  behind_by: 0,
  commits: [aCommit('b', 'Lower the pool')],
  files: [aFile('src/pool.ts', pool)],
  ...more,
});
const paths = (changes: readonly Change[] | undefined) =>
  changes?.map(({ id, patch }) => [id.split(':')[1], patch?.files.map(({ path }) => path)]);

test('a rollback takes back what the version before brought: the difference is read forwards and turned round', async () => {
  const answer = await ask({
    deployments: [
      aDeployment(3, -4, { sha: sha('a') }),
      aDeployment(2, -30, { sha: sha('b') }),
      aDeployment(1, -900, { sha: sha('a') }),
    ],
    comparisons: {
      [`${sha('b')}...${sha('a')}`]: comparison({
        total_commits: 0,
        ahead_by: 0,
        behind_by: 1,
        commits: [],
        files: [],
      }),
      [`${sha('a')}...${sha('b')}`]: comparison(),
    },
  });
  expect(answer?.items.map(({ kind, patch }) => [kind, patch?.files[0]?.diff])).toEqual([
    ['rollback', '@@ -3 +3 @@\n-max: 5,\n+max: 50,'],
    ['deploy', pool],
  ]);
});

test('where nothing says what ran before, the commit itself is read', async () => {
  const answer = await ask({
    deployments: [aDeployment(1, -6, { sha: sha('b') })],
    commits: { [sha('b')]: { ...aCommit('b', 'Lower the pool'), files: [aFile('src/pool.ts', pool)] } },
  });
  expect(answer).toMatchObject({ state: 'ok', warnings: [] });
  expect(answer?.items[0]?.patch).toEqual({
    files: [{ path: 'src/pool.ts', diff: pool }],
    commits: [{ sha: sha('b'), title: 'Lower the pool' }],
    isTruncated: false,
  });
});

test('a merge and a workflow run that nobody deployed are read by their own files; what a deploy tells is read once', async () => {
  const answer = await ask({
    deployments: [aDeployment(2, -6, { sha: sha('b') }), aDeployment(1, -900, { sha: sha('a') })],
    comparisons: { [`${sha('a')}...${sha('b')}`]: comparison() },
    pulls: [aPull(412, -9, { merge_commit_sha: sha('b') }), aPull(411, -20, { merge_commit_sha: sha('d') })],
    pullFiles: { 411: [aFile('src/other.ts', '+x')] },
    runs: [aRun(5, 'Terraform apply', -12)],
    commits: { [sha('e')]: { ...aCommit('e', 'Smaller nodes'), files: [aFile('infra/nodes.tf', '-4\n+2')] } },
  });
  expect(paths(answer?.items)).toEqual([
    ['deployment', ['src/pool.ts']],
    ['pull', undefined],
    ['run', ['infra/nodes.tf']],
    ['pull', ['src/other.ts']],
  ]);
  expect(vendor.asked.some((request) => request.includes('/pulls/412/files'))).toBe(false);
  expect(answer?.provenance.requests).toBe(vendor.asked.length);
});

test('a release that nobody deployed is compared with the one before it', async () => {
  const release = (id: number, tag: string, minutes: number) => ({ id, tag_name: tag, published_at: iso(minutes) });
  const answer = await ask({
    releases: [release(2, 'v2.1.0', -10), release(1, 'v2.0.0', -9_000)],
    comparisons: { 'v2.0.0...v2.1.0': comparison() },
  });
  expect(paths(answer?.items)).toEqual([['release', ['src/pool.ts']]]);
});

test('a difference that cannot be read is a warning, and the change stays', async () => {
  const answer = await ask({
    deployments: [aDeployment(2, -6, { sha: sha('b') }), aDeployment(1, -900, { sha: sha('a') })],
    pulls: [aPull(400, -30)],
  });
  expect(answer?.state).toBe('ok');
  expect(answer?.items.map(({ patch }) => patch)).toEqual([undefined, undefined]);
  expect(answer?.warnings).toEqual([
    'the commits before bbbbbbb could not be compared',
    'the difference of bbbbbbb could not be read',
    'the files of #400 could not be read',
  ]);
});

test('of many changes only those nearest to the alarm are read', async () => {
  const letters = ['9', '8', '7', '6', '5', '4', '3', '2'];
  const deployments = letters.map((letter, i) => aDeployment(20 - i, -2 - 5 * i, { sha: sha(letter) }));
  const comparisons = Object.fromEntries(
    letters.slice(1).map((letter, i) => [`${sha(letter)}...${sha(letters[i] ?? '')}`, comparison()]),
  );
  const pulls = Array.from({ length: 6 }, (_, i) => aPull(300 + i, -50 + i, { merge_commit_sha: sha('1') }));
  const answer = await ask({
    deployments,
    comparisons,
    pulls,
    pullFiles: Object.fromEntries(pulls.map(({ number }) => [Number(number), [aFile('src/a.ts', '+x')]])),
  });
  const withPatch = answer?.items.filter(({ patch }) => patch !== undefined).map(({ id }) => id);
  expect(withPatch).toEqual([
    'github:deployment:20',
    'github:deployment:19',
    'github:deployment:18',
    'github:pull:acme/checkout#305',
    'github:pull:acme/checkout#304',
  ]);
});
