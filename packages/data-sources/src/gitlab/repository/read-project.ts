import type { QuestionRun } from '../../answering/index.ts';
import type { ChangesQuestion } from '../../data-source.ts';
import { plainPaths } from '../../deployments/belonging/under-paths.ts';
import type { GitlabClient } from '../client.ts';
import { maxPathsAsked } from '../limits.ts';
import type { GitlabDeployment, GitlabRelease, GitlabTag, MergeRequest, ProjectCommit } from '../responses.schema.ts';
import type { ServiceProject } from '../to-project.ts';

/** What a project's lists hold, as far as the default branch and the window go. */
export interface ProjectLists {
  /** Undefined when they could not be read. */
  readonly deployments: readonly GitlabDeployment[] | undefined;
  readonly requests: readonly MergeRequest[];
  readonly releases: readonly GitlabRelease[];
  /** Commits of the default branch, where nothing was merged. */
  readonly commits: readonly ProjectCommit[];
  readonly tags: readonly GitlabTag[];
}

export async function readProject(
  client: GitlabClient,
  at: ServiceProject,
  { question, onlyEnvironment }: { question: ChangesQuestion; onlyEnvironment: string | undefined },
  run: QuestionRun,
): Promise<ProjectLists> {
  const { window } = question;
  const since = Math.min(window.from, question.history.from);
  const [deployments, merged = [], releases = []] = await Promise.all([
    run.part('the list of deployments', () => client.deployments(at.project, since, onlyEnvironment, run)),
    run.part('the list of merge requests', () => client.mergeRequests(at.project, window.from, run)),
    run.part('the list of releases', () => client.releases(at.project, run)),
  ]);
  const branch = await defaultBranchOf(client, at, merged, run);
  const requests = merged.filter(({ target_branch: ref }) => branch === undefined || !ref || ref === branch);
  const isRecent = requests.some(({ merged_at }) => Date.parse(merged_at ?? '') >= window.from);
  // Where nothing was merged, people push: then the commits themselves are the changes.
  const commits = isRecent ? [] : await readCommits(client, at, window.from, branch, run);
  const tags =
    releases.length > 0 || commits.length === 0
      ? []
      : ((await run.part('the list of tags', () => client.tags(at.project, run))) ?? []);
  return { deployments, requests, releases, commits, tags };
}

/** The configured one, or the project's own. Asked for only where several branches are seen. */
async function defaultBranchOf(
  client: GitlabClient,
  { project, part }: ServiceProject,
  requests: readonly MergeRequest[],
  run: QuestionRun,
): Promise<string | undefined> {
  if (part.defaultBranch !== undefined) return part.defaultBranch;
  const branches = new Set(requests.flatMap(({ target_branch: ref }) => ref ?? []));
  if (branches.size < 2) return undefined;
  return (await run.part('the default branch', () => client.defaultBranch(project, run))) ?? undefined;
}

async function readCommits(
  client: GitlabClient,
  { project, part }: ServiceProject,
  since: number,
  branch: string | undefined,
  run: QuestionRun,
): Promise<ProjectCommit[]> {
  const paths = plainPaths(part.paths).slice(0, maxPathsAsked);
  const asked = paths.length > 0 ? paths : [undefined];
  const found = await Promise.all(
    asked.map((path) => run.part('the list of commits', () => client.commits(project, { since, path, branch }, run))),
  );
  const byCommit = new Map(found.flatMap((one) => one ?? []).map((commit) => [commit.id, commit] as const));
  return [...byCommit.values()];
}
