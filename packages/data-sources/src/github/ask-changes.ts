import type { Change } from '@incidentfox/incident';
import { type FoundChanges, type QuestionRun, SkipQuestion } from '../answering/index.ts';
import type { ChangesQuestion } from '../data-source.ts';
import { changeRate, withinWindow } from '../deployments/change-rate.ts';
import { isProduction } from '../deployments/deployment-chain.ts';
import { alarmOf } from '../deployments/nearest-first.ts';
import type { GithubClient, Repo } from './client.ts';
import { maxStatuses } from './limits.ts';
import { compareDeployments } from './patches/compare-deployments.ts';
import { withPatches } from './patches/with-patches.ts';
import type { GithubDeployment, PullRequest } from './responses.schema.ts';
import type { GithubSettings } from './settings.ts';
import { type GithubDeployed, toDeployed, toDeploymentChanges } from './to-deployment-changes.ts';
import { toMergeChanges, toPipelineChanges, toReleaseChanges } from './to-other-changes.ts';
import { toServiceRepo, webAddressOf } from './to-repo.ts';

/** Which of a repository's changes are looked for. */
interface RepoScope {
  readonly repo: Repo;
  readonly environment: string | undefined;
  readonly environments: readonly string[] | undefined;
  readonly web: string;
  readonly scopeMatch: Change['scopeMatch'];
}

/** Deployments, merged pull requests, releases and workflow runs of the service's repository, newest first, and its usual rate of change. */
export async function askChanges(
  { client, settings }: { client: GithubClient; settings: GithubSettings },
  question: ChangesQuestion,
  run: QuestionRun,
): Promise<FoundChanges> {
  const found = toServiceRepo(question.service, settings.owner);
  if (!found)
    throw new SkipQuestion(
      `no repository is known for ${question.service.name}; set services[].github or tools.github.owner`,
    );
  const web = webAddressOf(settings.url, found.repo);
  run.deepLink(`${web}/deployments`);
  const at: RepoScope = {
    ...found,
    web,
    environments: settings.environments,
    scopeMatch: found.isConfigured ? 'exact' : 'alias',
  };
  return readChanges(client, at, question, run);
}

async function readChanges(
  client: GithubClient,
  at: RepoScope,
  question: ChangesQuestion,
  run: QuestionRun,
): Promise<FoundChanges> {
  const { window } = question;
  const since = Math.min(window.from, question.history.from);
  const environments = at.environment === undefined ? at.environments : [at.environment];
  const onlyEnvironment = environments?.length === 1 ? environments[0] : undefined;
  const [deployments, pulls = [], releases = [], runs = []] = await Promise.all([
    run.part('the list of deployments', () => client.deployments(at.repo, since, onlyEnvironment, run)),
    run.part('the list of merged pull requests', () => client.closedPullRequests(at.repo, window.from, run)),
    run.part('the list of releases', () => client.releases(at.repo, run)),
    run.part('the list of workflow runs', () => client.workflowRuns(at.repo, window.from, run)),
  ]);
  const about = {
    service: question.service.name,
    repo: `${at.repo.owner}/${at.repo.name}`,
    scopeMatch: at.scopeMatch,
    window,
  };
  const deployed = await withStatuses(
    client,
    at.repo,
    (deployments ?? []).filter(({ environment }) => isProduction(environment, environments)),
    question,
    run,
  );
  const reader = { client, run, alarmAt: alarmOf(question) };
  const deploys = toDeploymentChanges(deployed, { ...about, web: at.web });
  const recent = withinWindow(deploys, question);
  const { compared, isTold } = await compareDeployments(at.repo, recent, deployed, reader);
  const pipelines = toPipelineChanges(runs, about).filter((run) => !recent.some((deploy) => deploy.sha === run.sha));
  const others = [...toMergeChanges(pulls, about), ...toReleaseChanges(releases, about), ...pipelines];
  const found = [
    ...withPullRequests(compared, pulls),
    ...(await withPatches(at.repo, others, { pulls, releases, isTold }, reader)),
  ];
  const earlier = deploys.length > 0 ? deploys : toReleaseChanges(releases, { ...about, window: question.history });
  return {
    changes: found.sort((a, b) => b.startedAt - a.startedAt),
    history: deployments === undefined ? null : changeRate(earlier, question),
  };
}

async function withStatuses(
  client: GithubClient,
  repo: Repo,
  deployments: readonly GithubDeployment[],
  question: ChangesQuestion,
  run: QuestionRun,
): Promise<GithubDeployed[]> {
  const isRecent = (one: GithubDeployment | undefined) =>
    one !== undefined && Date.parse(one.created_at) >= question.window.from;
  // The one before each is needed too: its outcome decides what a version is compared with.
  const wanted = deployments.filter((one, i) => isRecent(one) || isRecent(deployments[i - 1]));
  const chosen = new Set(wanted.slice(0, maxStatuses).map(({ id }) => id));
  if (wanted.length > chosen.size)
    run.warn(`the outcome of ${wanted.length - chosen.size} older deployments was not asked`);
  return Promise.all(
    deployments.map(async (deployment) => {
      const outcome = () => client.deploymentStatuses(repo, deployment.id, run);
      return toDeployed(
        deployment,
        chosen.has(deployment.id) ? await run.part(`the outcome of deployment ${deployment.id}`, outcome) : undefined,
      );
    }),
  );
}

/** A deployed commit that is the merge of a pull request is told by that pull request's title. */
function withPullRequests(changes: readonly Change[], pulls: readonly PullRequest[]): Change[] {
  return changes.map((change) => {
    const pull = pulls.find(({ merge_commit_sha: sha }) => sha !== null && sha !== undefined && sha === change.sha);
    return pull ? { ...change, title: `${change.title}: #${pull.number} ${pull.title}`.slice(0, 300) } : change;
  });
}
