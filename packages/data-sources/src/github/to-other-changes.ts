import type { Change, Window } from '@incidentfox/incident';
import { isProduction, tagVersion } from '../deployments/deployment-chain.ts';
import type { GithubRelease, GithubTag, PullRequest, RepositoryCommit, WorkflowRun } from './responses.schema.ts';

interface About {
  readonly service: string;
  readonly repo: string;
  readonly scopeMatch: Change['scopeMatch'];
  readonly window: Window;
}

const within = (window: Window, at: number) => at >= window.from && at < window.to;

export function toMergeChanges(pulls: readonly PullRequest[], about: About): Change[] {
  return pulls.flatMap((pull): Change[] => {
    const at = Date.parse(pull.merged_at ?? '');
    if (!within(about.window, at)) return [];
    return [
      {
        ...base(about, at),
        id: `github:pull:${about.repo}#${pull.number}`,
        kind: 'merge',
        status: 'succeeded',
        title: `#${pull.number} ${pull.title}`.slice(0, 200),
        ...(pull.user ? { actor: pull.user.login } : {}),
        ...(pull.merge_commit_sha ? { sha: pull.merge_commit_sha } : {}),
        ...(pull.html_url ? { url: pull.html_url } : {}),
      },
    ];
  });
}

export function toReleaseChanges(releases: readonly GithubRelease[], about: About): Change[] {
  return releases.flatMap((release): Change[] => {
    const at = Date.parse(release.published_at ?? release.created_at ?? '');
    if (release.draft || !within(about.window, at)) return [];
    const name = release.name && release.name !== release.tag_name ? `: ${release.name}` : '';
    return [
      {
        ...base(about, at),
        id: `github:release:${release.id}`,
        kind: 'release',
        status: 'succeeded',
        title: `${release.tag_name} released${release.prerelease ? ' (pre-release)' : ''}${name}`.slice(0, 200),
        version: release.tag_name,
        ...(release.author ? { actor: release.author.login } : {}),
        ...(release.html_url ? { url: release.html_url } : {}),
      },
    ];
  });
}

const movingWords =
  /deploy|release|rollout|roll out|publish|promot|migrat|terraform|infra|\bcd\b|\bship|\bgo[ -]?live|\b(to|in) (prod|production|live)\b|\b(prod|production)\b|helm|argo/i;

const deploys = /\b(?:deploy(?:s|ment|ing)?|roll-?out|promote|cd)\b/i;
const nothingThatServes = /\b(?:docs?|documentation|storybook|pages|preview|dry.?run)\b/i;

/**
 * Whether the run puts what was merged or released into production, by its name. Then it dates the change: a release is often published
 * minutes before anything runs it.
 */
function bringsItOut({ name, path, status, conclusion }: WorkflowRun): boolean {
  const called = (name ?? path?.split('/').at(-1) ?? '').replaceAll('_', ' ');
  const isDone = status !== 'completed' || conclusion === 'success';
  return isDone && deploys.test(called) && isProduction(called, undefined) && !nothingThatServes.test(called);
}

/** Whether a run moves something into an environment, by its name or its file. */
export const movesSomething = ({ name, path }: WorkflowRun): boolean => movingWords.test(`${name ?? ''} ${path ?? ''}`);

/** Whether a run is of the configured workflow: by its name, or by its file with or without the folder. */
export function isOfWorkflow({ name, path }: WorkflowRun, workflow: string): boolean {
  const file = path?.replace(/@.*$/, '') ?? '';
  return [name, file, file.slice(file.lastIndexOf('/') + 1)].some(
    (one) => one?.toLowerCase() === workflow.toLowerCase(),
  );
}

/**
 * Runs that move something into an environment: those of the configured workflow, whatever it is called, else by their name. Tests and
 * reviews change nothing.
 */
export function toPipelineChanges(
  runs: readonly WorkflowRun[],
  about: About,
  workflow: string | undefined = undefined,
): Change[] {
  const moves = (run: WorkflowRun): boolean =>
    workflow === undefined ? movesSomething(run) : isOfWorkflow(run, workflow);
  return runs.flatMap((run): Change[] => {
    const at = Date.parse(run.run_started_at ?? run.created_at);
    const isForReview = run.event === 'pull_request' || run.event === 'pull_request_target';
    if (isForReview || !moves(run) || !within(about.window, at)) return [];
    const title = run.display_title && run.display_title !== run.name ? `: ${run.display_title}` : '';
    return [
      {
        ...base(about, at),
        ...outcomeOf(run),
        id: `github:run:${run.id}`,
        kind: bringsItOut(run) ? 'deploy' : 'pipeline',
        title: `workflow ${run.name ?? run.path ?? run.id} ${run.conclusion ?? run.status ?? ''}${title}`.slice(0, 200),
        ...(run.actor ? { actor: run.actor.login } : {}),
        sha: run.head_sha,
        ...(run.html_url ? { url: run.html_url } : {}),
      },
    ];
  });
}

/** Commits of the default branch that no pull request brought. */
export function toCommitChanges(commits: readonly RepositoryCommit[], about: About): Change[] {
  return commits.flatMap((one): Change[] => {
    const at = Date.parse(one.commit.committer?.date ?? one.commit.author?.date ?? '');
    if (!within(about.window, at)) return [];
    const [title = ''] = one.commit.message.split('\n');
    return [
      {
        ...base(about, at),
        id: `github:commit:${about.repo}@${one.sha}`,
        kind: 'merge',
        status: 'succeeded',
        title: `${one.sha.slice(0, 7)} ${title}`.slice(0, 200),
        ...(one.author ? { actor: one.author.login } : {}),
        sha: one.sha,
        ...(one.html_url ? { url: one.html_url } : {}),
      },
    ];
  });
}

/** Tags that name a version, on one of these commits: releases where nobody writes releases. Their time is the commit's. */
export function toTagChanges(tags: readonly GithubTag[], commits: readonly RepositoryCommit[], about: About): Change[] {
  return tags.flatMap(({ name, commit: { sha } }): Change[] => {
    const commit = commits.find((one) => one.sha === sha)?.commit;
    const at = Date.parse(commit?.committer?.date ?? commit?.author?.date ?? '');
    if (tagVersion(name) === undefined || !within(about.window, at)) return [];
    return [
      {
        ...base(about, at),
        id: `github:tag:${about.repo}@${name}`,
        kind: 'release',
        status: 'succeeded',
        title: `${name} tagged`,
        version: name,
        sha,
      },
    ];
  });
}

function base(about: About, startedAt: number) {
  return { service: about.service, startedAt, repo: about.repo, scopeMatch: about.scopeMatch };
}

function outcomeOf(run: WorkflowRun): Pick<Change, 'status' | 'finishedAt'> {
  if (run.status !== 'completed') return { status: 'running' };
  const finishedAt = Date.parse(run.updated_at ?? '');
  const status =
    run.conclusion === 'success'
      ? 'succeeded'
      : run.conclusion === 'failure' || run.conclusion === 'timed_out'
        ? 'failed'
        : 'unknown';
  return { status, ...(Number.isNaN(finishedAt) ? {} : { finishedAt }) };
}
