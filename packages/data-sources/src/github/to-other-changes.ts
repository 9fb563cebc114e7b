import type { Change, Window } from '@incidentfox/incident';
import { isProduction } from '../deployments/deployment-chain.ts';
import type { GithubRelease, PullRequest, WorkflowRun } from './responses.schema.ts';

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

const movesSomething = /deploy|release|rollout|publish|promot|migrat|terraform|infra|\bcd\b/i;

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

/** Runs that move something into an environment, by their name; tests and reviews change nothing. */
export function toPipelineChanges(runs: readonly WorkflowRun[], about: About): Change[] {
  return runs.flatMap((run): Change[] => {
    const at = Date.parse(run.run_started_at ?? run.created_at);
    const isForReview = run.event === 'pull_request' || run.event === 'pull_request_target';
    if (isForReview || !movesSomething.test(`${run.name ?? ''} ${run.path ?? ''}`) || !within(about.window, at))
      return [];
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
