import { gitlab } from '../../src/gitlab/index.ts';
import { gitlabSettings } from '../../src/gitlab/settings.ts';
import { alarmAt, aQuestion } from '../questions.ts';
import { settled } from '../settled.ts';
import { type StandIn, startStandIn } from '../stand-in.ts';
import {
  aDeployment,
  admitToGitlab,
  aFile,
  aMergeRequest,
  gitlabRoutes,
  gitlabToken,
  type ProjectContent,
  sha,
} from './stand-in-gitlab.ts';

let vendor: StandIn;
afterEach(async () => {
  expect(vendor.refused).toEqual([]);
  await vendor.close();
});
async function ask(content: ProjectContent) {
  vendor = await startStandIn(gitlabRoutes(content), admitToGitlab);
  const settings = settled(gitlabSettings.parse({ url: vendor.url, token: gitlabToken }));
  const source = gitlab.create({ id: 'gitlab', settings, now: () => alarmAt });
  return source.changes?.(aQuestion({ vendorNames: { gitlab: 'acme/checkout' } }));
}
const pool = '@@ -3 +3 @@\n-max: 50,\n+max: 5,';
const comparison = { commits: [{ id: sha('b'), title: 'Lower the pool' }], diffs: [aFile('src/pool.ts', pool)] };

test('a rollback is read forwards and turned round', async () => {
  const answer = await ask({
    deployments: [
      aDeployment(3, -4, { sha: sha('a') }),
      aDeployment(2, -30, { sha: sha('b') }),
      aDeployment(1, -900, { sha: sha('a') }),
    ],
    comparisons: { [`${sha('a')}...${sha('b')}`]: comparison },
  });
  expect(answer?.warnings).toEqual([]);
  expect(answer?.items.map(({ kind, patch }) => [kind, patch?.files[0]?.diff])).toEqual([
    ['rollback', '@@ -3 +3 @@\n-max: 5,\n+max: 50,'],
    ['deploy', pool],
  ]);
});

test('without a version before it the commit is read; a merge that nobody deployed has its own files', async () => {
  const answer = await ask({
    deployments: [aDeployment(1, -6, { sha: sha('b') })],
    commitDiffs: { [sha('b')]: [aFile('src/pool.ts', pool)] },
    mergeRequests: [aMergeRequest(411, -20)],
    mergeRequestDiffs: { 411: [aFile('src/renamed.ts', '', { renamed_file: true })] },
  });
  expect(answer).toMatchObject({ state: 'ok', warnings: [] });
  expect(answer?.items.map(({ kind, patch }) => [kind, patch?.files, patch?.isTruncated])).toEqual([
    ['deploy', [{ path: 'src/pool.ts', diff: pool }], false],
    ['merge', [{ path: 'src/renamed.ts', diff: '' }], false],
  ]);
  expect(answer?.provenance.requests).toBe(vendor.asked.length);
});

test('a difference that cannot be read is a warning, and the change stays', async () => {
  const answer = await ask({
    deployments: [aDeployment(2, -6, { sha: sha('b') }), aDeployment(1, -900, { sha: sha('a') })],
    mergeRequests: [aMergeRequest(411, -20)],
  });
  expect(answer?.state).toBe('ok');
  expect(answer?.warnings).toEqual([
    'the commits before bbbbbbb could not be compared',
    'the difference of bbbbbbb could not be read',
    'the files of !411 could not be read',
  ]);
});
