import type { Change, ChangeHistory } from '@incidentfox/incident';
import type { ChangesAsk } from '../data-source.ts';
import { changeRate, withinWindow } from '../deployments/change-rate.ts';
import { isProduction, previousDeployment } from '../deployments/deployment-chain.ts';
import { describeFiles, isConfigurationOnly } from '../deployments/describe-files.ts';
import type { Asking } from '../execution/index.ts';
import type { GitlabClient } from './client.ts';
import type { MergeRequest } from './responses.schema.ts';
import {
  type GitlabDeployed,
  toDeployed,
  toDeploymentChanges,
  toMergeChanges,
  toReleaseChanges,
} from './to-changes.ts';
import type { ServiceProject } from './to-project.ts';

/** Comparisons cost a request each, so only so many are asked for. */
const mostComparisons = 3;

/** Deployments, merged merge requests and releases of one project, newest first, and its usual rate of change. */
export async function readChanges(
  client: GitlabClient,
  at: ServiceProject & { environments: readonly string[] | undefined },
  ask: ChangesAsk,
  asking: Asking,
): Promise<{ changes: Change[]; history: ChangeHistory | null }> {
  const since = Math.min(ask.window.from, ask.history.from);
  const environments = at.environment === undefined ? at.environments : [at.environment];
  const onlyEnvironment = environments?.length === 1 ? environments[0] : undefined;
  const [deployments, requests = [], releases = []] = await Promise.all([
    asking.part('the list of deployments', () => client.deployments(at.project, since, onlyEnvironment, asking)),
    asking.part('the list of merge requests', () => client.mergeRequests(at.project, ask.window.from, asking)),
    asking.part('the list of releases', () => client.releases(at.project, asking)),
  ]);
  const about = {
    service: ask.service.name,
    project: at.project,
    scopeMatch: at.isConfigured ? ('exact' as const) : ('alias' as const),
  };
  const deployed = toDeployed(
    (deployments ?? []).filter(({ environment }) => isProduction(environment?.name, environments)),
  );
  const deploys = toDeploymentChanges(deployed, about);
  const compared = await withComparisons(client, at.project, withinWindow(deploys, ask), deployed, asking);
  const released = toReleaseChanges(releases, about);
  const changes = [
    ...withMergeRequests(compared, requests),
    ...withinWindow(toMergeChanges(requests, about), ask),
    ...withinWindow(released, ask),
  ];
  return {
    changes: changes.sort((a, b) => b.startedAt - a.startedAt),
    history: deployments === undefined ? null : changeRate(deploys.length > 0 ? deploys : released, ask),
  };
}

/** Adds what lies between a version and the one before; a deployment of nothing but configuration is one of configuration. */
async function withComparisons(
  client: GitlabClient,
  project: string,
  changes: readonly Change[],
  deployed: readonly GitlabDeployed[],
  asking: Asking,
): Promise<Change[]> {
  return Promise.all(
    changes.map(async (change, i) => {
      const at = deployed.findIndex(({ deployment }) => change.id === `gitlab:deployment:${deployment.id}`);
      const [base, head] = [previousDeployment(deployed, at)?.sha, deployed[at]?.sha];
      if (i >= mostComparisons || change.kind === 'rollback' || !base || !head || base === head) return change;
      // Only adornment: a base that was rewritten away must not make the answer incomplete.
      const comparison = await client.compare(project, base, head, asking).catch(() => undefined);
      if (comparison === undefined) asking.warn(`the commits before ${change.version} could not be compared`);
      if (comparison === undefined) return change;
      const files = comparison.diffs.map(({ new_path: path }) => path);
      const isCut = comparison.compare_timeout === true;
      const kind = isConfigurationOnly(files, isCut) ? 'config' : change.kind;
      return { ...change, kind, title: `${change.title} (${describeFiles(comparison.commits.length, files, isCut)})` };
    }),
  );
}

/** A deployed commit that is the merge of a merge request is told by that request's title. */
function withMergeRequests(changes: readonly Change[], requests: readonly MergeRequest[]): Change[] {
  return changes.map((change) => {
    const request = requests.find((one) => [one.merge_commit_sha, one.squash_commit_sha, one.sha].includes(change.sha));
    return request ? { ...change, title: `${change.title}: !${request.iid} ${request.title}`.slice(0, 300) } : change;
  });
}
