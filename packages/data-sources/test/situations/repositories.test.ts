import { Secret } from '@incidentfox/secrets';
import { github } from '../../src/github/index.ts';
import { gitlab } from '../../src/gitlab/index.ts';
import * as hub from '../github/stand-in-github.ts';
import * as lab from '../gitlab/stand-in-gitlab.ts';
import { alarmAt, iso } from '../questions.ts';
import { startStandIn } from '../stand-in.ts';
import { checkout, type Opened, plays, type Situation } from './situation.ts';

const onGithub =
  (content: hub.RepositoryContent, settings: object = {}) =>
  async (): Promise<Opened> => {
    const standIn = await hub.startGithub(content);
    const parsed = github.settings.parse({ url: standIn.url, ...settings });
    const source = github.create({
      id: 'github',
      settings: { ...parsed, token: new Secret('plain', hub.githubToken) },
      now: () => alarmAt,
    });
    return { source, refused: standIn.refused, close: standIn.close };
  };

/** Services of one repository, each with what the catalogue says of its part. */
const shares = (parts: Record<string, string> = {}) => ({
  service: { vendorNames: { github: { repo: 'acme/checkout', ...parts } } },
  catalogue: [checkout({ name: 'search', vendorNames: { github: 'acme/checkout' } })],
});
const alone = { service: { vendorNames: { github: 'acme/checkout' } } };

const release = (tag: string, minutes: number, id: number) => ({
  id,
  tag_name: tag,
  name: tag,
  published_at: iso(minutes),
  created_at: iso(minutes),
  draft: false,
  prerelease: false,
  html_url: `https://github.com/acme/checkout/releases/${tag}`,
});
const pull = (number: number, letter: string, title: string, more = {}) =>
  hub.aPull(number, -12, { title, merge_commit_sha: hub.sha(letter), ...more });
const changes = { capability: 'changes' } as const;

const githubSituations: Situation[] = [
  {
    what: "a repository of several services: the release of another is not this one's",
    ...changes,
    ...shares(),
    open: onGithub({ releases: [release('search@1.9.0', -12, 2), release('checkout@3.4.0', -20, 1)] }),
    has: ['checkout@3.4.0'],
    never: ['search@1.9.0'],
  },
  {
    what: 'a tag of something that nobody knows, in a repository of one service: shown, not blamed',
    ...changes,
    ...alone,
    open: onGithub({ releases: [release('design-kit@7.0.0', -12, 2)] }),
    unattributed: ['design-kit@7.0.0'],
    gap: /may be another service's, by their names/,
  },
  {
    what: 'tags with a configured prefix',
    ...changes,
    ...shares({ tag_prefix: 'co/v' }),
    open: onGithub({ releases: [release('se/v1.9.0', -12, 2), release('co/v3.4.0', -20, 1)] }),
    has: ['co/v3.4.0'],
    never: ['se/v1.9.0'],
  },
  {
    what: 'pull requests told by the files they touch, under configured paths',
    ...changes,
    ...shares({ paths: 'services/checkout,libs/pay/**' }),
    open: onGithub({
      pulls: [pull(1, 'b', 'Raise the pool'), pull(2, 'c', 'Tune the index')],
      pullFiles: {
        1: [hub.aFile('libs/pay/src/pool.ts', '@@ -1 +1 @@\n-20\n+5')],
        2: [hub.aFile('services/search/index.ts', '@@ -1 +1 @@\n-1\n+2')],
      },
    }),
    has: ['Raise the pool'],
    never: ['Tune the index', 'services/search'],
  },
  {
    what: 'pull requests told by folders that are called like the services',
    ...changes,
    ...shares(),
    open: onGithub({
      pulls: [pull(1, 'b', 'Raise the pool'), pull(2, 'c', 'Tune the index')],
      pullFiles: { 1: [hub.aFile('apps/checkout/pool.ts', '@@')], 2: [hub.aFile('apps/search/index.ts', '@@')] },
    }),
    has: ['Raise the pool'],
    never: ['Tune the index'],
  },
  {
    what: 'pull requests told by the scope in their titles',
    ...changes,
    ...shares(),
    open: onGithub({
      pulls: [pull(1, 'b', 'fix(checkout): raise the pool'), pull(2, 'c', 'feat(search): tune the index')],
      pullFiles: { 1: [hub.aFile('package.json', '@@')], 2: [hub.aFile('package.json', '@@')] },
    }),
    has: ['raise the pool'],
    never: ['tune the index'],
  },
  {
    what: 'a pull request that nothing attributes: shown, not blamed, and what to set',
    ...changes,
    ...shares(),
    open: onGithub({ pulls: [pull(1, 'b', 'Upgrade node')], pullFiles: { 1: [hub.aFile('package.json', '@@')] } }),
    unattributed: ['Upgrade node'],
    gap: /checkout, search share.*set paths or tag_prefix in services\[\]\.github of checkout/,
  },
  {
    what: 'a deployment of everything, told by the files between it and the one before',
    ...changes,
    ...shares({ paths: 'services/checkout' }),
    open: onGithub({
      deployments: [hub.aDeployment(2, -12, { sha: hub.sha('b') }), hub.aDeployment(1, -9_000, { sha: hub.sha('a') })],
      comparisons: {
        [`${hub.sha('a')}...${hub.sha('b')}`]: {
          ahead_by: 1,
          behind_by: 0,
          total_commits: 1,
          commits: [hub.aCommit('b', 'Tune the index')],
          files: [hub.aFile('services/search/index.ts', '@@ -1 +1 @@\n-1\n+2')],
        },
      },
    }),
    never: ['github:deployment:2'],
  },
  {
    what: 'deployments told by the service in their payload',
    ...changes,
    ...shares(),
    open: onGithub({
      deployments: [
        hub.aDeployment(2, -12, { sha: hub.sha('b'), payload: { service: 'search' } }),
        hub.aDeployment(1, -20, { sha: hub.sha('c'), payload: { service: 'checkout' } }),
      ],
    }),
    has: ['github:deployment:1'],
    never: ['github:deployment:2'],
  },
  {
    what: 'deployments told by environments that are called after the services',
    ...changes,
    ...shares(),
    open: onGithub({
      deployments: [
        hub.aDeployment(2, -12, { sha: hub.sha('b'), environment: 'search-production' }),
        hub.aDeployment(1, -20, { sha: hub.sha('c'), environment: 'checkout-production' }),
      ],
    }),
    has: ['github:deployment:1'],
    never: ['github:deployment:2'],
  },
  {
    what: 'deployments to staging are not those to production',
    ...changes,
    ...alone,
    open: onGithub({
      deployments: [
        hub.aDeployment(2, -12, { sha: hub.sha('b'), environment: 'stg' }),
        hub.aDeployment(1, -20, { sha: hub.sha('c'), environment: 'production' }),
      ],
    }),
    has: ['github:deployment:1'],
    never: ['github:deployment:2'],
  },
  {
    what: 'deployments to staging are what an incident of staging is about',
    ...changes,
    ...alone,
    open: onGithub({
      deployments: [
        hub.aDeployment(2, -12, { sha: hub.sha('b'), environment: 'stg' }),
        hub.aDeployment(1, -20, { sha: hub.sha('c'), environment: 'production' }),
      ],
    }),
    said: { 'alert attribute env': 'staging' },
    has: ['github:deployment:2'],
    never: ['github:deployment:1'],
  },
  {
    what: 'a team that pushes to its trunk: the commits are the changes',
    ...changes,
    ...alone,
    open: onGithub({ trunk: [hub.aTrunkCommit('e', -12, 'Lower the timeout\n\nbecause')] }),
    has: ['eeeeeee Lower the timeout'],
    never: ['because'],
  },
  {
    what: 'a trunk of several services: only commits below the paths',
    ...changes,
    ...shares({ paths: 'services/checkout' }),
    open: onGithub({
      trunk: [
        hub.aTrunkCommit('e', -12, 'Tune the index', ['services/search/index.ts']),
        hub.aTrunkCommit('f', -14, 'Lower the timeout', ['services/checkout/client.ts']),
      ],
    }),
    has: ['Lower the timeout'],
    never: ['Tune the index'],
  },
  {
    what: 'tags without releases',
    ...changes,
    ...alone,
    open: onGithub({
      trunk: [hub.aTrunkCommit('e', -12, 'Lower the timeout')],
      tags: [{ name: 'v2.4.0', commit: { sha: hub.sha('e') } }],
    }),
    has: ['v2.4.0 tagged'],
  },
  {
    what: 'a workflow called "Ship to prod"',
    ...changes,
    ...alone,
    open: onGithub({ runs: [hub.aRun(1, 'Ship to prod', -12), hub.aRun(2, 'CI', -13)] }),
    has: ['workflow Ship to prod'],
    never: ['workflow CI'],
  },
  {
    what: 'a configured workflow called "CI"',
    ...changes,
    service: { vendorNames: { github: { repo: 'acme/checkout', workflow: 'CI' } } },
    open: onGithub({ runs: [hub.aRun(1, 'Release notes', -12), hub.aRun(2, 'CI', -13)] }),
    has: ['workflow CI'],
    never: ['Release notes'],
  },
  {
    what: 'a workflow for each service, told by its name',
    ...changes,
    ...shares(),
    open: onGithub({ runs: [hub.aRun(1, 'Deploy search', -12), hub.aRun(2, 'Deploy checkout', -13)] }),
    has: ['workflow Deploy checkout'],
    never: ['workflow Deploy search'],
  },
  {
    what: 'merges into other branches than the default one do not count',
    ...changes,
    ...alone,
    open: onGithub({
      pulls: [pull(1, 'b', 'Raise the pool'), pull(2, 'c', 'Half-done', { base: { ref: 'feature/half' } })],
      pullFiles: { 1: [], 2: [] },
    }),
    has: ['Raise the pool'],
    never: ['Half-done'],
  },
  {
    what: 'a default branch that is configured',
    ...changes,
    service: { vendorNames: { github: { repo: 'acme/checkout', default_branch: 'trunk' } } },
    open: onGithub({
      pulls: [pull(1, 'b', 'Raise the pool', { base: { ref: 'trunk' } }), pull(2, 'c', 'Old line')],
      pullFiles: { 1: [], 2: [] },
    }),
    has: ['Raise the pool'],
    never: ['Old line'],
  },
];

const onGitlab = (content: lab.ProjectContent) => async (): Promise<Opened> => {
  const standIn = await startStandIn(lab.gitlabRoutes(content), lab.admitToGitlab);
  const parsed = gitlab.settings.parse({ url: standIn.url });
  const source = gitlab.create({
    id: 'gitlab',
    settings: { ...parsed, token: new Secret('plain', lab.gitlabToken) },
    now: () => alarmAt,
  });
  return { source, refused: standIn.refused, close: standIn.close };
};
const project = (parts: Record<string, string> = {}) => ({
  service: { vendorNames: { gitlab: { project: 'acme/checkout', ...parts } } },
  catalogue: [checkout({ name: 'search', vendorNames: { gitlab: 'acme/checkout' } })],
});
const job = (id: number, name: string, environment = 'production') =>
  lab.aDeployment(id, -12, {
    sha: lab.sha(String(id)),
    environment: { id: 1, name: environment },
    deployable: { name, tag: false, commit: { title: 'x' }, pipeline: null },
  });

const gitlabSituations: Situation[] = [
  {
    what: 'releases of several services, by their tags',
    ...changes,
    ...project(),
    open: onGitlab({
      releases: [
        { tag_name: 'search@1.9.0', released_at: iso(-12) },
        { tag_name: 'checkout@3.4.0', released_at: iso(-13) },
      ],
    }),
    has: ['checkout@3.4.0'],
    never: ['search@1.9.0'],
  },
  {
    what: 'a configured job that deploys',
    ...changes,
    ...project({ workflow: 'go' }),
    open: onGitlab({ deployments: [job(1, 'go'), job(2, 'other')] }),
    has: ['gitlab:deployment:1'],
    never: ['gitlab:deployment:2'],
  },
  {
    what: 'a job for each service, told by its name',
    ...changes,
    ...project(),
    open: onGitlab({ deployments: [job(1, 'deploy-checkout'), job(2, 'deploy-search')] }),
    has: ['gitlab:deployment:1'],
    never: ['gitlab:deployment:2'],
  },
  {
    what: 'deployments to other environments',
    ...changes,
    ...project(),
    open: onGitlab({ deployments: [job(1, 'deploy-checkout'), job(2, 'deploy-checkout', 'uat')] }),
    has: ['gitlab:deployment:1'],
    never: ['gitlab:deployment:2'],
  },
  {
    what: 'a team that pushes to its trunk',
    ...changes,
    service: { vendorNames: { gitlab: 'acme/checkout' } },
    open: onGitlab({
      trunk: [{ id: lab.sha('e'), title: 'Lower the timeout', committed_date: iso(-12), author_name: 'Ada' }],
      commitDiffs: { [lab.sha('e')]: [] },
    }),
    has: ['Lower the timeout'],
  },
  {
    what: 'merge requests into other branches do not count',
    ...changes,
    service: { vendorNames: { gitlab: 'acme/checkout' } },
    open: onGitlab({
      mergeRequests: [
        lab.aMergeRequest(1, -12, { target_branch: 'main' }),
        lab.aMergeRequest(2, -13, { title: 'Half-done', target_branch: 'next' }),
      ],
      mergeRequestDiffs: { 1: [], 2: [] },
    }),
    has: ['!1 Raise the pool'],
    never: ['Half-done'],
  },
];

describe('repositories and who lives in them', () => {
  test.each(githubSituations.map((one) => [one.what, one] as const))('GitHub: %s', (_, one) => plays(one));
  test.each(gitlabSituations.map((one) => [one.what, one] as const))('GitLab: %s', (_, one) => plays(one));
});
