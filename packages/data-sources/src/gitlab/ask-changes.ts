import type { Change } from '@incidentfox/incident';
import { type FoundChanges, type QuestionRun, SkipQuestion } from '../answering/index.ts';
import type { ChangesQuestion } from '../data-source.ts';
import { changeRate, withinWindow } from '../deployments/change-rate.ts';
import { isProduction, previousDeployment } from '../deployments/deployment-chain.ts';
import { describeFiles, isConfigurationOnly } from '../deployments/describe-files.ts';
import type { GitlabClient } from './client.ts';
import { maxComparisons } from './limits.ts';
import type { MergeRequest } from './responses.schema.ts';
import type { GitlabSettings } from './settings.ts';
import {
  type GitlabDeployed,
  toDeployed,
  toDeploymentChanges,
  toMergeChanges,
  toReleaseChanges,
} from './to-changes.ts';
import { type ServiceProject, toServiceProject } from './to-project.ts';

/** Deployments, merged merge requests and releases of the service's project, newest first, and its usual rate of change. */
export async function askChanges(
  { client, settings }: { client: GitlabClient; settings: GitlabSettings },
  question: ChangesQuestion,
  run: QuestionRun,
): Promise<FoundChanges> {
  const at = toServiceProject(question.service, settings.group);
  if (!at)
    throw new SkipQuestion(
      `no project is known for ${question.service.name}; set services[].gitlab or tools.gitlab.group`,
    );
  if (!/^\d+$/.test(at.project)) run.deepLink(`${settings.url}/${encodeURI(at.project)}/-/environments`);
  return readChanges(client, { ...at, environments: settings.environments }, question, run);
}

async function readChanges(
  client: GitlabClient,
  at: ServiceProject & { environments: readonly string[] | undefined },
  question: ChangesQuestion,
  run: QuestionRun,
): Promise<FoundChanges> {
  const since = Math.min(question.window.from, question.history.from);
  const environments = at.environment === undefined ? at.environments : [at.environment];
  const onlyEnvironment = environments?.length === 1 ? environments[0] : undefined;
  const [deployments, requests = [], releases = []] = await Promise.all([
    run.part('the list of deployments', () => client.deployments(at.project, since, onlyEnvironment, run)),
    run.part('the list of merge requests', () => client.mergeRequests(at.project, question.window.from, run)),
    run.part('the list of releases', () => client.releases(at.project, run)),
  ]);
  const about = {
    service: question.service.name,
    project: at.project,
    scopeMatch: at.isConfigured ? ('exact' as const) : ('alias' as const),
  };
  const deployed = toDeployed(
    (deployments ?? []).filter(({ environment }) => isProduction(environment?.name, environments)),
  );
  const deploys = toDeploymentChanges(deployed, about);
  const compared = await withComparisons(client, at.project, withinWindow(deploys, question), deployed, run);
  const released = toReleaseChanges(releases, about);
  const changes = [
    ...withMergeRequests(compared, requests),
    ...withinWindow(toMergeChanges(requests, about), question),
    ...withinWindow(released, question),
  ];
  return {
    changes: changes.sort((a, b) => b.startedAt - a.startedAt),
    history: deployments === undefined ? null : changeRate(deploys.length > 0 ? deploys : released, question),
  };
}

/** Adds what lies between a version and the one before; a deployment of nothing but configuration is one of configuration. */
async function withComparisons(
  client: GitlabClient,
  project: string,
  changes: readonly Change[],
  deployed: readonly GitlabDeployed[],
  run: QuestionRun,
): Promise<Change[]> {
  return Promise.all(
    changes.map(async (change, i) => {
      const at = deployed.findIndex(({ deployment }) => change.id === `gitlab:deployment:${deployment.id}`);
      const [base, head] = [previousDeployment(deployed, at)?.sha, deployed[at]?.sha];
      if (i >= maxComparisons || change.kind === 'rollback' || !base || !head || base === head) return change;
      // Only adornment: a base that was rewritten away must not make the answer incomplete.
      const comparison = await client.compare(project, base, head, run).catch(() => undefined);
      if (comparison === undefined) run.warn(`the commits before ${change.version} could not be compared`);
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
