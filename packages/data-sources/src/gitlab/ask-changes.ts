import type { Change, Service } from '@incidentfox/incident';
import { type FoundChanges, type QuestionRun, SkipQuestion } from '../answering/index.ts';
import type { ChangesQuestion } from '../data-source.ts';
import { type InRepository, isOwnFile, type Touched } from '../deployments/belonging/belonging.ts';
import { withBelonging } from '../deployments/belonging/with-belonging.ts';
import { changeRate, withinWindow } from '../deployments/change-rate.ts';
import { alarmOf } from '../deployments/nearest-first.ts';
import { onlyEnvironmentOf, toEnvironmentTest } from '../environment/to-environment-test.ts';
import type { GitlabClient } from './client.ts';
import { compareDeployments } from './patches/compare-deployments.ts';
import { withPatches } from './patches/with-patches.ts';
import { readProject } from './repository/read-project.ts';
import { whoseChange } from './repository/whose-change.ts';
import { whyUnseen } from './repository/why-unseen.ts';
import type { MergeRequest } from './responses.schema.ts';
import type { GitlabSettings } from './settings.ts';
import {
  toCommitChanges,
  toDeployed,
  toDeploymentChanges,
  toMergeChanges,
  toReleaseChanges,
  toTagChanges,
} from './to-changes.ts';
import { type ServiceProject, sharersOf, toServiceProject } from './to-project.ts';

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
  const others = sharersOf(at, question, settings.group);
  return readChanges(client, { ...at, environments: settings.environments, others }, question, run);
}

async function readChanges(
  client: GitlabClient,
  at: ServiceProject & { environments: readonly string[] | undefined; others: readonly Service[] },
  question: ChangesQuestion,
  run: QuestionRun,
): Promise<FoundChanges> {
  const environments = at.environment === undefined ? at.environments : [at.environment];
  const onlyEnvironment = onlyEnvironmentOf(question, environments);
  const lists = await readProject(client, at, { question, onlyEnvironment }, run);
  const { requests } = lists;
  const about = {
    service: question.service.name,
    project: at.project,
    scopeMatch: at.isConfigured ? ('exact' as const) : ('alias' as const),
  };
  const repository = at.project.slice(at.project.lastIndexOf('/') + 1);
  const whose: InRepository = { service: question.service, part: at.part, repository, others: at.others };
  const isHere = toEnvironmentTest(question, environments);
  const deployed = toDeployed((lists.deployments ?? []).filter(({ environment }) => isHere(environment?.name)));
  const deploys = toDeploymentChanges(deployed, about);
  const touched = new Map<string, Touched>();
  const reader = { client, run, alarmAt: alarmOf(question), touched, isOwn: (path: string) => isOwnFile(path, whose) };
  const { compared, isTold } = await compareDeployments(at.project, withinWindow(deploys, question), deployed, reader);
  const released = [...toReleaseChanges(lists.releases, about), ...toTagChanges(lists.tags, about)];
  const merges = withinWindow([...toMergeChanges(requests, about), ...toCommitChanges(lists.commits, about)], question);
  const found = [
    ...withMergeRequests(compared, requests),
    ...(await withPatches(at.project, merges, { requests, isTold }, reader)),
    ...withinWindow(released, question),
  ];
  const belonging = whoseChange(whose, lists, touched);
  const changes = withBelonging(found, belonging, { at: whose, kind: 'gitlab', repo: at.project }, run);
  const earlier = (deploys.length > 0 ? deploys : released).filter((one) => belonging(one) !== 'others');
  if (changes.length === 0 && earlier.length === 0 && lists.deployments !== undefined) {
    const why = await whyUnseen(client, at, { service: question.service.name, isHere }, run);
    if (why !== null) throw new SkipQuestion(why);
  }
  return {
    changes: changes.sort((a, b) => b.startedAt - a.startedAt),
    history: lists.deployments === undefined ? null : changeRate(earlier, question),
  };
}

/** A deployed commit that is the merge of a merge request is told by that request's title. */
function withMergeRequests(changes: readonly Change[], requests: readonly MergeRequest[]): Change[] {
  return changes.map((change) => {
    const request = requests.find((one) => [one.merge_commit_sha, one.squash_commit_sha, one.sha].includes(change.sha));
    return request ? { ...change, title: `${change.title}: !${request.iid} ${request.title}`.slice(0, 300) } : change;
  });
}
