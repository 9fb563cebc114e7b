import { Secret } from '@incidentfox/secrets';
import type { DataSource } from '../../src/data-source.ts';
import { github } from '../../src/github/index.ts';
import { githubSettings } from '../../src/github/settings.ts';
import { alarmAt, aQuestion, at, day, hour, iso } from '../questions.ts';
import type { StandIn } from '../stand-in.ts';
import {
  aCommit,
  aDeployment,
  aFile,
  aPull,
  aRun,
  aStatus,
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

async function sourceOver(
  content: RepositoryContent,
  settings: object = {},
  pageSize = 100,
  token = githubToken,
): Promise<DataSource> {
  vendor = await startGithub(content, pageSize);
  const parsed = githubSettings.parse({ url: vendor.url, ...settings });
  return github.create({
    id: 'github',
    settings: { ...parsed, token: new Secret('plain', token) },
    now: () => alarmAt,
  });
}
const question = () => aQuestion({ vendorNames: { github: 'acme/checkout' } });
const ask = async (content: RepositoryContent, settings: object = {}) =>
  (await sourceOver(content, settings)).changes?.(question());

describe('deployments', () => {
  test('a deployment says its version, the one before, its outcome and what lies between', async () => {
    const answer = await ask({
      deployments: [
        aDeployment(3, -6, { ref: 'v2.1.0', sha: sha('c') }),
        aDeployment(2, -1440, { ref: 'v2.0.9', sha: sha('b') }),
        aDeployment(1, -2880, { ref: 'v2.0.8', sha: sha('a') }),
      ],
      statuses: {
        3: [
          aStatus('success', -5, { log_url: 'https://github.com/acme/checkout/actions/runs/9' }),
          aStatus('in_progress', -6),
        ],
        2: [aStatus('inactive', -5), aStatus('success', -1439)],
      },
      pulls: [aPull(412, -9, { merge_commit_sha: sha('c') })],
      comparisons: {
        [`${sha('b')}...${sha('c')}`]: {
          total_commits: 3,
          ahead_by: 3,
          behind_by: 0,
          commits: [
            aCommit('8', 'Pool by tenant\n\nlong'),
            aCommit('9', 'Tidy up'),
            aCommit('c', 'Raise the pool (#412)'),
          ],
          files: [
            aFile('src/pool.ts', '@@ -3 +3 @@\n-max: 50,\n+max: 5,'),
            aFile('src/pool.test.ts'),
            aFile('config/http.yaml', '@@ -1 +1 @@\n-timeout: 5s\n+timeout: 30s'),
          ],
        },
      },
    });
    expect(answer).toMatchObject({
      state: 'ok',
      warnings: [],
      history: { service: 'checkout-service', count: 2, spanMs: 7 * day - hour },
    });
    expect(answer?.items).toEqual([
      {
        id: 'github:deployment:3',
        kind: 'deploy',
        service: 'checkout-service',
        startedAt: at(-6),
        finishedAt: at(-5),
        status: 'succeeded',
        title:
          'v2.1.0 deployed to production after v2.0.9 (3 commits in 3 files, among them config/http.yaml and src/pool.ts): #412 Raise the pool',
        actor: 'ada',
        version: 'v2.1.0',
        previousVersion: 'v2.0.9',
        repo: 'acme/checkout',
        sha: sha('c'),
        environment: 'production',
        url: 'https://github.com/acme/checkout/actions/runs/9',
        scopeMatch: 'exact',
        patch: {
          files: [
            { path: 'src/pool.ts', diff: '@@ -3 +3 @@\n-max: 50,\n+max: 5,' },
            { path: 'src/pool.test.ts', diff: null },
            { path: 'config/http.yaml', diff: '@@ -1 +1 @@\n-timeout: 5s\n+timeout: 30s' },
          ],
          commits: [
            { sha: sha('c'), title: 'Raise the pool (#412)' },
            { sha: sha('9'), title: 'Tidy up' },
            { sha: sha('8'), title: 'Pool by tenant' },
          ],
          isTruncated: true,
        },
      },
      expect.objectContaining({ id: 'github:pull:acme/checkout#412', kind: 'merge', startedAt: at(-9), actor: 'noor' }),
    ]);
    expect(answer?.provenance.query).toContain('GET /repos/acme/checkout/deployments');
    expect(answer?.provenance.deepLink).toMatch(/\/acme\/checkout\/deployments$/);
  });

  test('a commit that was deployed before and comes back is a rollback', async () => {
    const answer = await ask({
      deployments: [
        aDeployment(3, -4, { sha: sha('a') }),
        aDeployment(2, -30, { sha: sha('b') }),
        aDeployment(1, -900, { sha: sha('a') }),
      ],
      comparisons: {
        [`${sha('b')}...${sha('a')}`]: { total_commits: 0, ahead_by: 0, behind_by: 2, files: [] },
        [`${sha('a')}...${sha('b')}`]: { total_commits: 2, ahead_by: 2, files: [{ filename: 'src/a.ts' }] },
      },
    });
    expect(answer?.items.map(({ kind, title }) => [kind, title])).toEqual([
      ['rollback', 'rolled back to aaaaaaa from bbbbbbb (2 commits taken back)'],
      ['deploy', 'bbbbbbb deployed to production after aaaaaaa (2 commits in 1 file: src/a.ts)'],
    ]);
  });

  test('a deployment that failed is not what the next one is compared with', async () => {
    const answer = await ask({
      deployments: [
        aDeployment(3, -4, { sha: sha('c') }),
        aDeployment(2, -9, { sha: sha('b') }),
        aDeployment(1, -900, { sha: sha('a') }),
      ],
      statuses: { 2: [aStatus('failure', -8)] },
      comparisons: {
        [`${sha('a')}...${sha('c')}`]: { total_commits: 1, ahead_by: 1, files: [] },
        [`${sha('a')}...${sha('b')}`]: { total_commits: 1, ahead_by: 1, files: [] },
      },
    });
    expect(answer?.items).toMatchObject([
      { version: 'ccccccc', previousVersion: 'aaaaaaa' },
      { version: 'bbbbbbb', status: 'failed', finishedAt: at(-8) },
    ]);
  });

  test('a deployment of nothing but settings is one of configuration', async () => {
    const answer = await ask({
      deployments: [aDeployment(2, -24, { sha: sha('b') }), aDeployment(1, -900)],
      comparisons: {
        [`${sha('a')}...${sha('b')}`]: {
          total_commits: 1,
          ahead_by: 1,
          files: [{ filename: 'deploy/values.yaml' }, { filename: 'README.md' }],
        },
      },
    });
    expect(answer?.items).toMatchObject([{ kind: 'config' }]);
  });

  test('each environment is compared with itself; previews and staging are left out', async () => {
    const answer = await ask({
      deployments: [
        aDeployment(5, -3, { environment: 'preview-412', sha: sha('f') }),
        aDeployment(4, -4, { environment: 'prod-eu', sha: sha('d') }),
        aDeployment(3, -5, { environment: 'prod-us', sha: sha('d') }),
        aDeployment(2, -800, { environment: 'prod-eu', sha: sha('c') }),
        aDeployment(1, -900, { environment: 'staging', sha: sha('b') }),
      ],
      comparisons: { [`${sha('c')}...${sha('d')}`]: { total_commits: 1, ahead_by: 1, files: [] } },
    });
    expect(answer?.items.map(({ environment, previousVersion }) => [environment, previousVersion])).toEqual([
      ['prod-eu', 'ccccccc'],
      ['prod-us', undefined],
    ]);
  });

  test('configured environments are asked for and are all that counts', async () => {
    const deployments = [aDeployment(2, -4, { environment: 'staging' }), aDeployment(1, -9)];
    const answer = await ask({ deployments }, { environments: ['staging'] });
    expect(answer?.items).toMatchObject([{ environment: 'staging' }]);
    expect(vendor.asked).toContain('GET /repos/acme/checkout/deployments?environment=staging&per_page=100');
  });

  test('pages are read until one is older than the history, and no further', async () => {
    const deployments = Array.from({ length: 60 }, (_, i) =>
      aDeployment(60 - i, -i * 1440, { sha: sha((i % 10).toString()) }),
    );
    const source = await sourceOver({ deployments }, {}, 5);
    const answer = await source.changes?.(question());
    const pages = vendor.asked.filter((path) => path.includes('/deployments?'));
    expect(pages).toHaveLength(2);
    expect(answer?.truncated).toBeUndefined();
    expect(answer?.history?.count).toBe(6 + 1);
  });
});

describe('other changes', () => {
  test('merged pull requests and releases of the window, no drafts and nothing that was only closed', async () => {
    const release = (id: number, minutes: number, more: object = {}) => ({
      id,
      tag_name: `v${id}`,
      name: `v${id}`,
      draft: false,
      published_at: iso(minutes),
      author: { login: 'ada' },
      ...more,
    });
    const answer = await ask({
      pulls: [aPull(3, -20), aPull(2, null), aPull(1, -500)],
      releases: [release(9, -10, { prerelease: true }), release(8, -5, { draft: true }), release(7, -900)],
    });
    expect(answer?.items.map(({ kind, title, startedAt }) => [kind, title, startedAt])).toEqual([
      ['release', 'v9 released (pre-release)', at(-10)],
      ['merge', '#3 Raise the pool', at(-20)],
    ]);
    expect(answer?.history).toMatchObject({ count: 1 });
  });

  test('workflow runs that move something; not tests, not reviews, not those of a deployment already told', async () => {
    const answer = await ask({
      deployments: [aDeployment(2, -6, { sha: sha('c') })],
      runs: [
        aRun(5, 'Terraform apply', -12, { conclusion: 'failure' }),
        aRun(4, 'Unit tests', -12),
        aRun(3, 'Deploy', -8, { head_sha: sha('c') }),
        aRun(2, 'Deploy preview', -8, { event: 'pull_request' }),
        aRun(1, 'Database migration', -3, { status: 'in_progress', conclusion: null }),
      ],
    });
    expect(answer?.items.filter(({ kind }) => kind === 'pipeline').map(({ id, status }) => [id, status])).toEqual([
      ['github:run:1', 'running'],
      ['github:run:5', 'failed'],
    ]);
  });

  test('a workflow run that deploys to production dates the change, unlike one for a side stage or for pages', async () => {
    const answer = await ask({
      runs: [
        aRun(6, 'Deploy to production', -4),
        aRun(5, 'Deploy to staging', -5),
        aRun(4, 'Deploy docs', -6),
        aRun(3, 'Deploy to production', -7, { conclusion: 'failure' }),
      ],
    });
    expect(answer?.items.map(({ id, kind }) => [id, kind])).toEqual([
      ['github:run:6', 'deploy'],
      ['github:run:5', 'pipeline'],
      ['github:run:4', 'pipeline'],
      ['github:run:3', 'pipeline'],
    ]);
  });
});

describe('what may go wrong', () => {
  test('a part that is not permitted is missing, the rest stands', async () => {
    const answer = await ask({ deployments: [aDeployment(1, -5)], forbidden: ['actions/runs'] });
    expect(answer).toMatchObject({ state: 'partial', items: [{ kind: 'deploy' }], failure: { kind: 'forbidden' } });
    expect(answer?.warnings[0]).toMatch(
      /^the list of workflow runs is missing: .*not accessible by personal access token/,
    );
  });

  test('a repository that does not exist or is hidden fails the question', async () => {
    const source = await sourceOver({});
    const answer = await source.changes?.(aQuestion({ vendorNames: { github: 'acme/other' } }));
    expect(answer).toMatchObject({ state: 'failed', failure: { kind: 'not_found', http: 404 }, history: null });
  });

  test('without a repository the question is skipped with the setting that would help', async () => {
    const source = await sourceOver({});
    const answer = await source.changes?.(aQuestion());
    expect(answer?.state).toBe('skipped');
    expect(answer?.failure?.message).toBe(
      'no repository is known for checkout-service; set services[].github or tools.github.owner',
    );
    expect(vendor.asked).toEqual([]);
  });

  test('a name cannot lead elsewhere', async () => {
    const source = await sourceOver({});
    for (const name of ['acme/../../user', 'acme/..', 'acme/check out', '../x', 'acme/checkout?x=1#y']) {
      const answer = await source.changes?.(aQuestion({ vendorNames: { github: name } }));
      expect(answer?.items).toEqual([]);
      expect(['skipped', 'failed']).toContain(answer?.state);
    }
    expect(vendor.asked.every((path) => path.startsWith('GET /repos/acme/checkout%3Fx%3D1%23y/'))).toBe(true);
  });
});

test('a repository called like the service is found below the configured owner', async () => {
  const source = await sourceOver({ deployments: [aDeployment(1, -5)] }, { owner: 'acme' });
  const answer = await source.changes?.({
    ...aQuestion(),
    service: { ...question().service, name: 'checkout', vendorNames: {} },
  });
  expect(answer?.items).toMatchObject([{ scopeMatch: 'alias', repo: 'acme/checkout' }]);
});

test('check says how many requests are left, and discovery which repositories there are', async () => {
  const source = await sourceOver({}, { owner: 'acme' });
  const { signal } = new AbortController();
  expect(await source.check(signal)).toEqual([
    { capability: 'identity', ok: true, detail: '4987 of 5000 requests left this hour', hint: null },
    { capability: 'changes', ok: true, detail: 'may read repositories', hint: null },
  ]);
  expect((await source.discover?.(signal))?.items).toEqual([{ name: 'checkout', vendorName: 'acme/checkout' }]);
});

test('check with a wrong token says what to do', async () => {
  const source = await sourceOver({}, { owner: 'acme' }, 100, 'wrong-token-value');
  const [identity] = await source.check(new AbortController().signal);
  expect(identity).toMatchObject({ ok: false, hint: expect.stringContaining('Check the token') });
  expect(JSON.stringify(identity)).not.toContain('wrong-token-value');
});
