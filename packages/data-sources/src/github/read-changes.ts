import type { Change, ChangeHistory } from '@incidentfox/incident';
import type { ChangesAsk } from '../data-source.ts';
import type { Asking } from '../execution/index.ts';
import type { GithubClient, Repo } from './client.ts';
import type { Deployment } from './responses.schema.ts';
import { type Deployed, inProduction, previousOf, toDeploymentChanges } from './to-deployment-changes.ts';
import { describeComparison, toMergeChanges, toPipelineChanges, toReleaseChanges } from './to-other-changes.ts';

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
  const { window, history } = ask;
  const since = Math.min(window.from, history.from);
  const [deployments, pulls, releases, runs] = await Promise.all([
    asking.part('the list of deployments', () => client.deployments(at.repo, since, at.environment, asking)),
    asking.part('the list of merged pull requests', () => client.closedPullRequests(at.repo, since, asking)),
    asking.part('the list of releases', () => client.releases(at.repo, asking)),
    asking.part('the list of workflow runs', () => client.workflowRuns(at.repo, window.from, asking)),
  ]);
  const about = {
    service: ask.service.name,
    repo: `${at.repo.owner}/${at.repo.name}`,
    scopeMatch: at.scopeMatch,
    window,
  };
  const produced = inProduction(deployments ?? [], at.environment === undefined ? at.environments : [at.environment]);
  const deployed = await withStatuses(client, at.repo, produced, ask, asking);
  const deploys = toDeploymentChanges(deployed, { ...about, web: at.web });
  const recent = deploys.filter(({ startedAt }) => startedAt >= window.from && startedAt < window.to);
  const compared = await withComparisons(client, at.repo, recent, deployed, asking);
  const pipelines = toPipelineChanges(runs ?? [], about).filter(
    (run) => !recent.some((deploy) => deploy.sha === run.sha),
  );
  const merges = toMergeChanges(pulls ?? [], about);
  const changes = [...compared, ...merges, ...toReleaseChanges(releases ?? [], about), ...pipelines];
  const known = deploys.length > 0 ? deploys : toMergeChanges(pulls ?? [], { ...about, window: history });
  return {
    changes: changes.sort((a, b) => b.startedAt - a.startedAt),
    history: deployments === undefined && pulls === undefined ? null : rateOf(known, ask),
  };
}

async function withStatuses(
  client: GithubClient,
  repo: Repo,
  deployments: readonly Deployment[],
  ask: ChangesAsk,
  asking: Asking,
): Promise<Deployed[]> {
  // The one before each is needed too: its outcome decides what a version is compared with.
  const wanted = deployments.filter(({ created_at }, i) => {
    const isRecent = (at: string | undefined) => at !== undefined && Date.parse(at) >= ask.window.from;
    return isRecent(created_at) || isRecent(deployments[i - 1]?.created_at);
  });
  const chosen = new Set(wanted.slice(0, mostStatuses).map(({ id }) => id));
  if (wanted.length > chosen.size)
    asking.warn(`the outcome of ${wanted.length - chosen.size} older deployments was not asked`);
  return Promise.all(
    deployments.map(async (deployment) => ({
      deployment,
      statuses: chosen.has(deployment.id)
        ? await asking.part(`the outcome of deployment ${deployment.id}`, () =>
            client.deploymentStatuses(repo, deployment.id, asking),
          )
        : undefined,
    })),
  );
}

async function withComparisons(
  client: GithubClient,
  repo: Repo,
  changes: readonly Change[],
  deployed: readonly Deployed[],
  asking: Asking,
): Promise<Change[]> {
  return Promise.all(
    changes.map(async (change, i) => {
      const own = deployed.find(({ deployment }) => change.id === `github:deployment:${deployment.id}`);
      const base = own && previousOf(deployed, own.deployment)?.sha;
      if (i >= mostComparisons || !own || !base || base === own.deployment.sha) return change;
      const comparison = await asking.part(`the comparison for deployment ${own.deployment.id}`, () =>
        client.compare(repo, base, own.deployment.sha, asking),
      );
      return comparison === undefined
        ? change
        : { ...change, title: `${change.title} (${describeComparison(comparison)})` };
    }),
  );
}

function rateOf(changes: readonly Change[], ask: ChangesAsk): ChangeHistory | null {
  const to = Math.min(ask.history.to, ask.window.from);
  if (to <= ask.history.from) return null;
  const count = changes.filter(({ startedAt }) => startedAt >= ask.history.from && startedAt < to).length;
  return { service: ask.service.name, count, spanMs: to - ask.history.from };
}
