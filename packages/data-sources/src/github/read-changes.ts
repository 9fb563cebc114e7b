import type { Change, ChangeHistory } from '@incidentfox/incident';
import type { ChangesAsk } from '../data-source.ts';
import { changeRate, withinWindow } from '../deployments/change-rate.ts';
import { isProduction, previousDeployment } from '../deployments/deployment-chain.ts';
import { describeFiles, isConfigurationOnly, many } from '../deployments/describe-files.ts';
import type { Asking } from '../execution/index.ts';
import type { GithubClient, Repo } from './client.ts';
import type { Comparison, GithubDeployment, PullRequest } from './responses.schema.ts';
import { type GithubDeployed, toDeployed, toDeploymentChanges } from './to-deployment-changes.ts';
import { toMergeChanges, toPipelineChanges, toReleaseChanges } from './to-other-changes.ts';

/** Statuses and comparisons cost a request each, so only so many are asked for. */
const mostStatuses = 10;
const mostComparisons = 3;

export interface RepoAsk {
  readonly repo: Repo;
  readonly environment: string | undefined;
  readonly environments: readonly string[] | undefined;
  readonly web: string;
  readonly scopeMatch: Change['scopeMatch'];
}

/** Deployments, merged pull requests, releases and workflow runs of one repository, newest first, and its usual rate of change. */
export async function readChanges(
  client: GithubClient,
  at: RepoAsk,
  ask: ChangesAsk,
  asking: Asking,
): Promise<{ changes: Change[]; history: ChangeHistory | null }> {
  const { window } = ask;
  const since = Math.min(window.from, ask.history.from);
  const environments = at.environment === undefined ? at.environments : [at.environment];
  const onlyEnvironment = environments?.length === 1 ? environments[0] : undefined;
  const [deployments, pulls = [], releases = [], runs = []] = await Promise.all([
    asking.part('the list of deployments', () => client.deployments(at.repo, since, onlyEnvironment, asking)),
    asking.part('the list of merged pull requests', () => client.closedPullRequests(at.repo, window.from, asking)),
    asking.part('the list of releases', () => client.releases(at.repo, asking)),
    asking.part('the list of workflow runs', () => client.workflowRuns(at.repo, window.from, asking)),
  ]);
  const about = {
    service: ask.service.name,
    repo: `${at.repo.owner}/${at.repo.name}`,
    scopeMatch: at.scopeMatch,
    window,
  };
  const deployed = await withStatuses(
    client,
    at.repo,
    (deployments ?? []).filter(({ environment }) => isProduction(environment, environments)),
    ask,
    asking,
  );
  const deploys = toDeploymentChanges(deployed, { ...about, web: at.web });
  const recent = withinWindow(deploys, ask);
  const compared = await withComparisons(client, at.repo, recent, deployed, asking);
  const pipelines = toPipelineChanges(runs, about).filter((run) => !recent.some((deploy) => deploy.sha === run.sha));
  const found = [
    ...withPullRequests(compared, pulls),
    ...toMergeChanges(pulls, about),
    ...toReleaseChanges(releases, about),
    ...pipelines,
  ];
  const earlier = deploys.length > 0 ? deploys : toReleaseChanges(releases, { ...about, window: ask.history });
  return {
    changes: found.sort((a, b) => b.startedAt - a.startedAt),
    history: deployments === undefined ? null : changeRate(earlier, ask),
  };
}

async function withStatuses(
  client: GithubClient,
  repo: Repo,
  deployments: readonly GithubDeployment[],
  ask: ChangesAsk,
  asking: Asking,
): Promise<GithubDeployed[]> {
  const isRecent = (one: GithubDeployment | undefined) =>
    one !== undefined && Date.parse(one.created_at) >= ask.window.from;
  // The one before each is needed too: its outcome decides what a version is compared with.
  const wanted = deployments.filter((one, i) => isRecent(one) || isRecent(deployments[i - 1]));
  const chosen = new Set(wanted.slice(0, mostStatuses).map(({ id }) => id));
  if (wanted.length > chosen.size)
    asking.warn(`the outcome of ${wanted.length - chosen.size} older deployments was not asked`);
  return Promise.all(
    deployments.map(async (deployment) => {
      const outcome = () => client.deploymentStatuses(repo, deployment.id, asking);
      return toDeployed(
        deployment,
        chosen.has(deployment.id)
          ? await asking.part(`the outcome of deployment ${deployment.id}`, outcome)
          : undefined,
      );
    }),
  );
}

/** Adds what lies between a version and the one before; a deployment of nothing but configuration is one of configuration. */
async function withComparisons(
  client: GithubClient,
  repo: Repo,
  changes: readonly Change[],
  deployed: readonly GithubDeployed[],
  asking: Asking,
): Promise<Change[]> {
  return Promise.all(
    changes.map(async (change, i) => {
      const at = deployed.findIndex(({ deployment }) => change.id === `github:deployment:${deployment.id}`);
      const [base, head] = [previousDeployment(deployed, at)?.sha, deployed[at]?.sha];
      if (i >= mostComparisons || !base || !head || base === head) return change;
      // Only adornment: a base that was rewritten away must not make the answer incomplete.
      const comparison = await client.compare(repo, base, head, asking).catch(() => undefined);
      if (comparison === undefined) asking.warn(`the commits before ${change.version} could not be compared`);
      return comparison === undefined ? change : withComparison(change, comparison);
    }),
  );
}

/** GitHub names at most so many files of a comparison. */
const mostFiles = 300;

function withComparison(change: Change, { total_commits: commits, behind_by: behind, files }: Comparison): Change {
  const names = (files ?? []).map(({ filename }) => filename);
  const isCut = names.length >= mostFiles;
  const isBack = commits === 0 && (behind ?? 0) > 0;
  const told = isBack ? `${many(behind ?? 0, 'commit')} taken back` : describeFiles(commits, names, isCut);
  const kind = change.kind === 'deploy' && isConfigurationOnly(names, isCut) ? 'config' : change.kind;
  return { ...change, kind, title: `${change.title} (${told})` };
}

/** A deployed commit that is the merge of a pull request is told by that pull request's title. */
function withPullRequests(changes: readonly Change[], pulls: readonly PullRequest[]): Change[] {
  return changes.map((change) => {
    const pull = pulls.find(({ merge_commit_sha: sha }) => sha !== null && sha !== undefined && sha === change.sha);
    return pull ? { ...change, title: `${change.title}: #${pull.number} ${pull.title}`.slice(0, 300) } : change;
  });
}
