import type { QuestionRun } from '../../answering/index.ts';
import type { ChangesQuestion } from '../../data-source.ts';
import { plainPaths } from '../../deployments/belonging/under-paths.ts';
import { tagVersion } from '../../deployments/deployment-chain.ts';
import type { GithubClient } from '../client.ts';
import { maxPathsAsked } from '../limits.ts';
import type {
  GithubDeployment,
  GithubRelease,
  GithubTag,
  PullRequest,
  RepositoryCommit,
  WorkflowRun,
} from '../responses.schema.ts';
import type { ServiceRepo } from '../to-repo.ts';

/** What a repository's lists hold, as far as the default branch and the window go. */
export interface RepositoryLists {
  /** Undefined when they could not be read. */
  readonly deployments: readonly GithubDeployment[] | undefined;
  readonly pulls: readonly PullRequest[];
  readonly releases: readonly GithubRelease[];
  readonly runs: readonly WorkflowRun[];
  /** Commits of the default branch that came without a pull request. */
  readonly commits: readonly RepositoryCommit[];
  readonly tags: readonly GithubTag[];
}

export async function readRepository(
  client: GithubClient,
  at: ServiceRepo,
  { question, onlyEnvironment }: { question: ChangesQuestion; onlyEnvironment: string | undefined },
  run: QuestionRun,
): Promise<RepositoryLists> {
  const { window } = question;
  const since = Math.min(window.from, question.history.from);
  const [deployments, allPulls = [], releases = [], allRuns = []] = await Promise.all([
    run.part('the list of deployments', () => client.deployments(at.repo, since, onlyEnvironment, run)),
    run.part('the list of merged pull requests', () => client.closedPullRequests(at.repo, window.from, run)),
    run.part('the list of releases', () => client.releases(at.repo, run)),
    run.part('the list of workflow runs', () => client.workflowRuns(at.repo, window.from, run)),
  ]);
  const branch = await defaultBranchOf(client, at, allPulls, allRuns, run);
  const isDefault = (ref: string | null | undefined) => branch === undefined || !ref || ref === branch;
  const pulls = allPulls.filter(({ base }) => isDefault(base?.ref));
  const runs = allRuns.filter(({ head_branch: ref }) => isDefault(ref) || tagVersion(ref ?? '') !== undefined);
  const merged = pulls.some(({ merged_at }) => Date.parse(merged_at ?? '') >= window.from);
  // Where nothing was merged, people push: then the commits themselves are the changes.
  const commits = merged ? [] : await readCommits(client, at, question, branch, run);
  const tags =
    releases.length > 0 || commits.length === 0
      ? []
      : ((await run.part('the list of tags', () => client.tags(at.repo, run))) ?? []);
  return { deployments, pulls, releases, runs, commits, tags };
}

/** The configured one, or the repository's own. Asked for only where several branches are seen. */
async function defaultBranchOf(
  client: GithubClient,
  { repo, part }: ServiceRepo,
  pulls: readonly PullRequest[],
  runs: readonly WorkflowRun[],
  run: QuestionRun,
): Promise<string | undefined> {
  if (part.defaultBranch !== undefined) return part.defaultBranch;
  const told = pulls.map(({ base }) => base?.repo?.default_branch).find((name) => name);
  if (told) return told;
  const branches = new Set([
    ...pulls.flatMap(({ base }) => base?.ref ?? []),
    ...runs.flatMap(({ head_branch: ref }) => (ref && tagVersion(ref) === undefined ? ref : [])),
  ]);
  if (branches.size < 2) return undefined;
  return (await run.part('the default branch', () => client.defaultBranch(repo, run))) ?? undefined;
}

async function readCommits(
  client: GithubClient,
  { repo, part }: ServiceRepo,
  { window }: ChangesQuestion,
  branch: string | undefined,
  run: QuestionRun,
): Promise<RepositoryCommit[]> {
  const paths = plainPaths(part.paths).slice(0, maxPathsAsked);
  const asked = paths.length > 0 ? paths : [undefined];
  const found = await Promise.all(
    asked.map((path) =>
      run.part('the list of commits', () => client.commits(repo, { since: window.from, path, branch }, run)),
    ),
  );
  const byCommit = new Map(found.flatMap((one) => one ?? []).map((commit) => [commit.sha, commit] as const));
  return [...byCommit.values()];
}
