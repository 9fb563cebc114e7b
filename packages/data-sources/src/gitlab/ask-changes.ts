import type { Change } from '@incidentfox/incident';
import { type FoundChanges, type QuestionRun, SkipQuestion } from '../answering/index.ts';
import type { ChangesQuestion } from '../data-source.ts';
import { changeRate, withinWindow } from '../deployments/change-rate.ts';
import { isProduction } from '../deployments/deployment-chain.ts';
import { alarmOf } from '../deployments/nearest-first.ts';
import type { GitlabClient } from './client.ts';
import { compareDeployments } from './patches/compare-deployments.ts';
import { withPatches } from './patches/with-patches.ts';
import type { MergeRequest } from './responses.schema.ts';
import type { GitlabSettings } from './settings.ts';
import { toDeployed, toDeploymentChanges, toMergeChanges, toReleaseChanges } from './to-changes.ts';
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
  const reader = { client, run, alarmAt: alarmOf(question) };
  const { compared, isTold } = await compareDeployments(at.project, withinWindow(deploys, question), deployed, reader);
  const released = toReleaseChanges(releases, about);
  const merges = withinWindow(toMergeChanges(requests, about), question);
  const changes = [
    ...withMergeRequests(compared, requests),
    ...(await withPatches(at.project, merges, { requests, isTold }, reader)),
    ...withinWindow(released, question),
  ];
  return {
    changes: changes.sort((a, b) => b.startedAt - a.startedAt),
    history: deployments === undefined ? null : changeRate(deploys.length > 0 ? deploys : released, question),
  };
}

/** A deployed commit that is the merge of a merge request is told by that request's title. */
function withMergeRequests(changes: readonly Change[], requests: readonly MergeRequest[]): Change[] {
  return changes.map((change) => {
    const request = requests.find((one) => [one.merge_commit_sha, one.squash_commit_sha, one.sha].includes(change.sha));
    return request ? { ...change, title: `${change.title}: !${request.iid} ${request.title}`.slice(0, 300) } : change;
  });
}
