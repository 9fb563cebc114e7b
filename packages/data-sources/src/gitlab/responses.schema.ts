import { z } from 'zod';
import { listOf } from '../vendor-http/list-of.ts';

const text = z.string().nullish();
const user = z.object({ username: z.string() }).nullish();

export const GitlabDeployment = z.object({
  id: z.number(),
  iid: z.number().nullish(),
  ref: z.string(),
  sha: z.string(),
  /** created, running, success, failed, canceled, blocked */
  status: z.string(),
  created_at: z.string(),
  updated_at: text,
  user,
  environment: z.object({ name: z.string() }).nullish(),
  deployable: z
    .object({
      finished_at: text,
      /** The job that deployed. */
      name: text,
      tag: z.boolean().nullish(),
      commit: z.object({ title: text }).nullish(),
      pipeline: z.object({ web_url: text }).nullish(),
    })
    .nullish(),
});
export type GitlabDeployment = z.output<typeof GitlabDeployment>;

export const MergeRequest = z.object({
  iid: z.number(),
  title: z.string(),
  merged_at: text,
  merge_commit_sha: text,
  squash_commit_sha: text,
  sha: text,
  target_branch: text,
  web_url: text,
  author: user,
  merge_user: user,
});
export type MergeRequest = z.output<typeof MergeRequest>;

export const GitlabRelease = z.object({
  tag_name: z.string(),
  name: text,
  released_at: text,
  created_at: text,
  upcoming_release: z.boolean().nullish(),
  author: user,
  _links: z.object({ self: text }).nullish(),
});
export type GitlabRelease = z.output<typeof GitlabRelease>;

/** `diff` is empty where the server left the lines out: `too_large`, `collapsed`. */
export const GitlabFile = z.object({
  new_path: z.string(),
  diff: text,
  too_large: z.boolean().nullish(),
  collapsed: z.boolean().nullish(),
});
export type GitlabFile = z.output<typeof GitlabFile>;

export const GitlabComparison = z.object({
  /** Oldest first. */
  commits: z.array(z.object({ id: text, title: text })),
  diffs: z.array(GitlabFile),
  compare_timeout: z.boolean().nullish(),
});
export type GitlabComparison = z.output<typeof GitlabComparison>;

export const ProjectCommit = z.object({
  id: z.string(),
  title: text,
  committed_date: text,
  author_name: text,
  web_url: text,
});
export type ProjectCommit = z.output<typeof ProjectCommit>;

const Tag = z.object({
  name: z.string(),
  created_at: text,
  commit: z.object({ id: z.string(), committed_date: text }).nullish(),
});
export type GitlabTag = z.output<typeof Tag>;

const Project = z.object({ id: z.number(), path: z.string(), path_with_namespace: z.string() });

export const CommitsResponse = listOf(ProjectCommit);
export const TagsResponse = listOf(Tag);
export const OneProject = z.object({ default_branch: text });
export const ChangedFilesResponse = listOf(GitlabFile);
export const DeploymentsResponse = listOf(GitlabDeployment);
export const MergeRequestsResponse = listOf(MergeRequest);
export const ReleasesResponse = listOf(GitlabRelease);
export const ProjectsResponse = listOf(Project);
export const UserResponse = z.object({ username: z.string() });
export const TreeResponse = listOf(z.object({ path: z.string(), type: z.string() }));
/** Text in base64. */
export const FileResponse = z.object({ content: z.string() });
