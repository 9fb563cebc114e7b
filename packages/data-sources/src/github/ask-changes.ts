import type { Change, Service } from '@incidentfox/incident';
import { type FoundChanges, type QuestionRun, SkipQuestion } from '../answering/index.ts';
import type { ChangesQuestion } from '../data-source.ts';
import { belongingOf, type InRepository, isOwnFile, type Touched } from '../deployments/belonging/belonging.ts';
import type { RepositoryPart } from '../deployments/belonging/repository-part.ts';
import { withBelonging } from '../deployments/belonging/with-belonging.ts';
import { changeRate, withinWindow } from '../deployments/change-rate.ts';
import { alarmOf } from '../deployments/nearest-first.ts';
import { onlyEnvironmentOf, toEnvironmentTest } from '../environment/to-environment-test.ts';
import type { GithubClient, Repo } from './client.ts';
import { maxStatuses } from './limits.ts';
import { compareDeployments } from './patches/compare-deployments.ts';
import { withPatches } from './patches/with-patches.ts';
import { readRepository } from './repository/read-repository.ts';
import { whoseChange } from './repository/whose-change.ts';
import { whyUnseen } from './repository/why-unseen.ts';
import type { GithubDeployment, PullRequest } from './responses.schema.ts';
import type { GithubSettings } from './settings.ts';
import { type GithubDeployed, toDeployed, toDeploymentChanges } from './to-deployment-changes.ts';
import {
  toCommitChanges,
  toMergeChanges,
  toPipelineChanges,
  toReleaseChanges,
  toTagChanges,
} from './to-other-changes.ts';
import { sharersOf, toServiceRepo, webAddressOf } from './to-repo.ts';

/** Which of a repository's changes are looked for. */
interface RepoScope {
  readonly repo: Repo;
  readonly environment: string | undefined;
  readonly environments: readonly string[] | undefined;
  readonly part: RepositoryPart;
  readonly isConfigured: boolean;
  /** Other services of the catalogue that live there. */
  readonly others: readonly Service[];
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
    others: sharersOf(found, question, settings.owner),
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
  const environments = at.environment === undefined ? at.environments : [at.environment];
  const onlyEnvironment = onlyEnvironmentOf(question, environments);
  const lists = await readRepository(client, at, { question, onlyEnvironment }, run);
  const repo = `${at.repo.owner}/${at.repo.name}`;
  const about = { service: question.service.name, repo, scopeMatch: at.scopeMatch, window };
  const isHere = toEnvironmentTest(question, environments);
  const deployed = await withStatuses(
    client,
    at.repo,
    (lists.deployments ?? []).filter(({ environment }) => isHere(environment)),
    question,
    run,
  );
  const whose: InRepository = { service: question.service, part: at.part, repository: at.repo.name, others: at.others };
  const touched = new Map<string, Touched>();
  const reader = { client, run, alarmAt: alarmOf(question), touched, isOwn: (path: string) => isOwnFile(path, whose) };
  const deploys = toDeploymentChanges(deployed, { ...about, web: at.web });
  const recent = withinWindow(deploys, question);
  const { compared, isTold } = await compareDeployments(at.repo, recent, deployed, reader);
  const ownReleases = lists.releases.filter(({ tag_name: tag }) => belongingOf({ tag }, whose) !== 'others');
  const pipelines = toPipelineChanges(lists.runs, about, at.part.workflow).filter(
    (one) => !recent.some((deploy) => deploy.sha === one.sha),
  );
  const others = [
    ...toMergeChanges(lists.pulls, about),
    ...toCommitChanges(lists.commits, about),
    ...toReleaseChanges(ownReleases, about),
    ...toTagChanges(lists.tags, lists.commits, about),
    ...pipelines,
  ];
  const listed = { pulls: lists.pulls, releases: ownReleases, isTold };
  const found = [...withPullRequests(compared, lists.pulls), ...(await withPatches(at.repo, others, listed, reader))];
  const earlier = deploys.length > 0 ? deploys : toReleaseChanges(ownReleases, { ...about, window: question.history });
  const belonging = whoseChange(whose, lists, touched);
  const own = withBelonging(found, belonging, { at: whose, kind: 'github', repo }, run);
  const tellsOfDeployments = ownReleases.length > 0 || deploys.some((one) => belonging(one) !== 'others');
  if (own.length === 0 && !tellsOfDeployments && lists.deployments !== undefined) {
    const why = await whyUnseen(client, at, { service: question.service.name, isHere }, run);
    if (why !== null) throw new SkipQuestion(why);
  }
  return {
    changes: own.sort((a, b) => b.startedAt - a.startedAt),
    history:
      lists.deployments === undefined
        ? null
        : changeRate(
            earlier.filter((one) => belonging(one) !== 'others'),
            question,
          ),
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
