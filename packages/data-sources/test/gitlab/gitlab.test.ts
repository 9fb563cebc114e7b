import type { DataSource } from '../../src/data-source.ts';
import { gitlab } from '../../src/gitlab/index.ts';
import { gitlabSettings } from '../../src/gitlab/settings.ts';
import { alarmAt, aQuestion, at, day, hour, iso } from '../questions.ts';
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

const create = (url: string, more: object, now = () => alarmAt): DataSource =>
  gitlab.create({ id: 'gitlab', settings: settled(gitlabSettings.parse({ url, token: gitlabToken, ...more })), now });

describe('changes', () => {
  let vendor: StandIn;
  afterEach(async () => {
    expect(vendor.refused).toEqual([]);
    await vendor.close();
  });
  async function ask(content: ProjectContent, settings: object = {}) {
    vendor = await startStandIn(gitlabRoutes(content), admitToGitlab);
    return create(vendor.url, settings).changes?.(aQuestion({ vendorNames: { gitlab: 'acme/checkout' } }));
  }

  test('a deployment says its version, the one before, its outcome and what lies between', async () => {
    const answer = await ask({
      deployments: [
        aDeployment(3, -6, { ref: 'v2.1.0', sha: sha('c') }),
        aDeployment(2, -1440, { ref: 'v2.0.9', sha: sha('b') }),
        aDeployment(1, -2000),
      ],
      mergeRequests: [aMergeRequest(412, -9, { merge_commit_sha: sha('c') })],
      comparisons: {
        [`${sha('b')}...${sha('c')}`]: {
          commits: [
            { id: sha('8'), title: 'Tidy up' },
            { id: sha('c'), title: 'Raise the pool' },
          ],
          diffs: [
            aFile('src/pool.ts', '--- a/src/pool.ts\n+++ b/src/pool.ts\n@@ -3 +3 @@\n-max: 50,\n+max: 5,'),
            aFile('README.md', '', { too_large: true }),
          ],
          compare_timeout: false,
        },
      },
    });
    expect(answer).toMatchObject({ state: 'ok', warnings: [], history: { count: 2, spanMs: 7 * day - hour } });
    expect(answer?.items).toEqual([
      {
        id: 'gitlab:deployment:3',
        kind: 'deploy',
        service: 'checkout-service',
        startedAt: at(-6),
        finishedAt: at(-5),
        status: 'succeeded',
        title:
          'v2.1.0 deployed to production after v2.0.9: Raise the pool (2 commits in 2 files: src/pool.ts and README.md): !412 Raise the pool',
        actor: 'ada',
        version: 'v2.1.0',
        previousVersion: 'v2.0.9',
        repo: 'acme/checkout',
        sha: sha('c'),
        environment: 'production',
        url: 'https://gitlab.com/acme/checkout/-/pipelines/3',
        scopeMatch: 'exact',
        patch: {
          files: [
            { path: 'src/pool.ts', diff: '@@ -3 +3 @@\n-max: 50,\n+max: 5,' },
            { path: 'README.md', diff: null },
          ],
          commits: [
            { sha: sha('c'), title: 'Raise the pool' },
            { sha: sha('8'), title: 'Tidy up' },
          ],
          isTruncated: true,
        },
      },
      expect.objectContaining({ kind: 'merge', startedAt: at(-9), actor: 'ada' }),
    ]);
  });

  test('rollbacks, failures, reviews and releases are told apart', async () => {
    const answer = await ask({
      deployments: [
        aDeployment(5, -3, { sha: sha('a') }),
        aDeployment(4, -8, { sha: sha('c'), status: 'failed' }),
        aDeployment(3, -30, { sha: sha('b') }),
        aDeployment(2, -40, { environment: { name: 'review/feature-x' } }),
        aDeployment(1, -900, { sha: sha('a') }),
      ],
      releases: [
        {
          tag_name: 'v3',
          name: 'Autumn',
          released_at: iso(-20),
          author: { username: 'ada' },
          _links: { self: 'https://gitlab.com/r' },
        },
        { tag_name: 'v4', released_at: iso(-10), upcoming_release: true },
      ],
    });
    expect(answer?.items.map(({ kind, status, title }) => [kind, status, title.slice(0, 34)])).toEqual([
      ['rollback', 'succeeded', 'rolled back to aaaaaaa from bbbbbbb'.slice(0, 34)],
      ['deploy', 'failed', 'ccccccc deployed to production aft'],
      ['release', 'succeeded', 'v3 released: Autumn'],
      ['deploy', 'succeeded', 'bbbbbbb deployed to production aft'],
    ]);
    expect(answer?.warnings[0]).toContain('could not be compared');
    expect(answer?.state).toBe('ok');
  });

  test('the project of a service without one is looked for below the configured group', async () => {
    vendor = await startStandIn(gitlabRoutes({ tags: [{ name: 'v1.0.0', commit: { id: 'x' } }] }), admitToGitlab);
    const source = create(vendor.url, { group: 'acme' });
    const question = aQuestion();
    expect(await source.changes?.({ ...question, service: { ...question.service, name: 'checkout' } })).toMatchObject({
      state: 'empty',
    });
    expect(await create(vendor.url, {}).changes?.(question)).toMatchObject({ state: 'skipped' });
    expect((await source.discover?.(question.signal))?.items).toEqual([
      { name: 'checkout', vendorName: 'acme/checkout' },
    ]);
  });
});
