import { z } from 'zod';
import { listOf } from '../vendor-http/list-of.ts';

const text = z.string().nullish();
const user = z.object({ login: z.string() }).nullish();

export const GithubDeployment = z.object({
  id: z.number(),
  sha: z.string(),
  ref: z.string(),
  task: text,
  environment: text,
  description: text,
  creator: user,
  created_at: z.string(),
  payload: z.unknown().optional(),
});
export type GithubDeployment = z.output<typeof GithubDeployment>;

export const DeploymentStatus = z.object({
  state: z.string(),
  created_at: z.string(),
  log_url: text,
  target_url: text,
});
export type DeploymentStatus = z.output<typeof DeploymentStatus>;

export const PullRequest = z.object({
  number: z.number(),
  title: z.string(),
  html_url: text,
  merged_at: text,
  updated_at: z.string(),
  merge_commit_sha: text,
  user,
  base: z.object({ ref: z.string(), repo: z.object({ default_branch: text }).nullish() }).nullish(),
});
export type PullRequest = z.output<typeof PullRequest>;

export const GithubRelease = z.object({
  id: z.number(),
  tag_name: z.string(),
  name: text,
  html_url: text,
  draft: z.boolean().nullish(),
  prerelease: z.boolean().nullish(),
  published_at: text,
  created_at: text,
  author: user,
});
export type GithubRelease = z.output<typeof GithubRelease>;

export const WorkflowRun = z.object({
  id: z.number(),
  name: text,
  path: text,
  display_title: text,
  event: text,
  status: text,
  conclusion: text,
  head_branch: text,
  head_sha: z.string(),
  html_url: text,
  created_at: z.string(),
  run_started_at: text,
  updated_at: text,
  actor: user,
});
export type WorkflowRun = z.output<typeof WorkflowRun>;

/** `patch` is absent for binary files and for very large ones. */
export const GithubFile = z.object({
  filename: z.string(),
  changes: z.number().nullish(),
  patch: text,
});
export type GithubFile = z.output<typeof GithubFile>;

const Commit = z.object({ sha: z.string(), commit: z.object({ message: z.string() }) });

const when = z.object({ date: text }).nullish();
export const RepositoryCommit = z.object({
  sha: z.string(),
  html_url: text,
  commit: z.object({ message: z.string(), committer: when, author: when }),
  author: user,
});
export type RepositoryCommit = z.output<typeof RepositoryCommit>;

const Tag = z.object({ name: z.string(), commit: z.object({ sha: z.string() }) });
export type GithubTag = z.output<typeof Tag>;

export const Comparison = z.object({
  html_url: text,
  status: text,
  ahead_by: z.number(),
  behind_by: z.number().nullish(),
  total_commits: z.number(),
  /** Oldest first, at most 250. */
  commits: z.array(Commit).nullish(),
  files: z.array(GithubFile).nullish(),
});
export type Comparison = z.output<typeof Comparison>;

export const CommitResponse = Commit.extend({ files: z.array(GithubFile).nullish() });
export type CommitResponse = z.output<typeof CommitResponse>;

const Repository = z.object({ full_name: z.string(), name: z.string(), archived: z.boolean().nullish() });

export const CommitsResponse = listOf(RepositoryCommit);
export const TagsResponse = listOf(Tag);
export const OneRepository = z.object({ default_branch: text });
export const TreeResponse = z.object({ tree: listOf(z.object({ path: z.string(), type: text })) });
/** Text in base64, with line breaks. */
export const ContentResponse = z.object({ content: z.string() });
export const ChangedFilesResponse = listOf(GithubFile);
export const DeploymentsResponse = listOf(GithubDeployment);
export const DeploymentStatusesResponse = listOf(DeploymentStatus);
export const PullRequestsResponse = listOf(PullRequest);
export const ReleasesResponse = listOf(GithubRelease);
export const RepositoriesResponse = listOf(Repository);
export const InstallationRepositoriesResponse = z
  .object({ repositories: RepositoriesResponse })
  .transform(({ repositories }) => repositories);
export const WorkflowRunsResponse = z.object({ total_count: z.number(), workflow_runs: listOf(WorkflowRun) });
export const RateLimitResponse = z.object({
  resources: z.object({ core: z.object({ limit: z.number(), remaining: z.number() }) }),
});

export const InstallationResponse = z.object({ id: z.number().int() });
export const InstallationsResponse = z.array(InstallationResponse);
export const InstallationTokenResponse = z.object({ token: z.string().min(1), expires_at: z.iso.datetime() });
