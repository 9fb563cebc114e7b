import type { Change } from '@incidentfox/incident';
import {
  type DeploymentLink,
  deploymentTitle,
  isReturn,
  previousDeployment,
  saysRollback,
  tagVersion,
} from '../deployments/deployment-chain.ts';
import type { GitlabDeployment, GitlabRelease, GitlabTag, MergeRequest, ProjectCommit } from './responses.schema.ts';

interface About {
  readonly service: string;
  readonly project: string;
  readonly scopeMatch: Change['scopeMatch'];
}

/** A deployment as a link of its environment's chain. */
export interface GitlabDeployed extends DeploymentLink {
  readonly deployment: GitlabDeployment;
}

/** Newest first by the time it began; the API sorts by update. */
export function toDeployed(deployments: readonly GitlabDeployment[]): GitlabDeployed[] {
  return [...deployments]
    .sort((a, b) => Date.parse(b.created_at) - Date.parse(a.created_at))
    .map((deployment) => ({
      deployment,
      sha: deployment.sha,
      environment: deployment.environment?.name,
      failed: deployment.status === 'failed' || deployment.status === 'canceled',
    }));
}

const statuses: Readonly<Record<string, Change['status']>> = {
  success: 'succeeded',
  failed: 'failed',
  canceled: 'failed',
  running: 'running',
  created: 'running',
};

export function toDeploymentChanges(all: readonly GitlabDeployed[], about: About): Change[] {
  return all.map(({ deployment, environment }, at) => {
    const { deployable } = deployment;
    const words = deployable?.commit?.title;
    const previous = previousDeployment(all, at)?.deployment;
    const version = versionOf(deployment);
    const previousVersion = previous && versionOf(previous);
    const kind = isReturn(all, at) || saysRollback(words ?? '') ? 'rollback' : 'deploy';
    const finishedAt = Date.parse(
      deployable?.finished_at ?? (deployment.status === 'success' ? (deployment.updated_at ?? '') : ''),
    );
    return {
      id: `gitlab:deployment:${deployment.id}`,
      kind,
      service: about.service,
      startedAt: Date.parse(deployment.created_at),
      ...(Number.isNaN(finishedAt) ? {} : { finishedAt }),
      status: statuses[deployment.status] ?? 'unknown',
      title: deploymentTitle({ kind, version, previousVersion, environment, words }),
      ...(deployment.user ? { actor: deployment.user.username } : {}),
      version,
      ...(previousVersion === undefined ? {} : { previousVersion }),
      repo: about.project,
      sha: deployment.sha,
      ...(environment ? { environment } : {}),
      ...(deployable?.pipeline?.web_url ? { url: deployable.pipeline.web_url } : {}),
      scopeMatch: about.scopeMatch,
    };
  });
}

function versionOf({ ref, sha }: GitlabDeployment): string {
  return tagVersion(ref) ?? sha.slice(0, 7);
}

export function toMergeChanges(requests: readonly MergeRequest[], about: About): Change[] {
  return requests.flatMap((request): Change[] => {
    const startedAt = Date.parse(request.merged_at ?? '');
    if (Number.isNaN(startedAt)) return [];
    const sha = request.merge_commit_sha ?? request.squash_commit_sha ?? request.sha;
    const actor = request.merge_user ?? request.author;
    return [
      {
        id: `gitlab:merge-request:${about.project}!${request.iid}`,
        kind: 'merge',
        service: about.service,
        startedAt,
        status: 'succeeded',
        title: `!${request.iid} ${request.title}`.slice(0, 200),
        ...(actor ? { actor: actor.username } : {}),
        repo: about.project,
        ...(sha ? { sha } : {}),
        ...(request.web_url ? { url: request.web_url } : {}),
        scopeMatch: about.scopeMatch,
      },
    ];
  });
}

export function toReleaseChanges(releases: readonly GitlabRelease[], about: About): Change[] {
  return releases.flatMap((release): Change[] => {
    const startedAt = Date.parse(release.released_at ?? release.created_at ?? '');
    if (Number.isNaN(startedAt) || release.upcoming_release) return [];
    const name = release.name && release.name !== release.tag_name ? `: ${release.name}` : '';
    return [
      {
        id: `gitlab:release:${about.project}:${release.tag_name}`,
        kind: 'release',
        service: about.service,
        startedAt,
        status: 'succeeded',
        title: `${release.tag_name} released${name}`.slice(0, 200),
        version: release.tag_name,
        repo: about.project,
        ...(release.author ? { actor: release.author.username } : {}),
        ...(release._links?.self ? { url: release._links.self } : {}),
        scopeMatch: about.scopeMatch,
      },
    ];
  });
}

/** Commits of the default branch that no merge request brought. */
export function toCommitChanges(commits: readonly ProjectCommit[], about: About): Change[] {
  return commits.flatMap((commit): Change[] => {
    const startedAt = Date.parse(commit.committed_date ?? '');
    if (Number.isNaN(startedAt)) return [];
    return [
      {
        id: `gitlab:commit:${about.project}@${commit.id}`,
        kind: 'merge',
        service: about.service,
        startedAt,
        status: 'succeeded',
        title: `${commit.id.slice(0, 7)} ${commit.title ?? ''}`.slice(0, 200),
        ...(commit.author_name ? { actor: commit.author_name } : {}),
        repo: about.project,
        sha: commit.id,
        ...(commit.web_url ? { url: commit.web_url } : {}),
        scopeMatch: about.scopeMatch,
      },
    ];
  });
}

/** Tags that name a version: releases where nobody writes releases. */
export function toTagChanges(tags: readonly GitlabTag[], about: About): Change[] {
  return tags.flatMap(({ name, created_at: created, commit }): Change[] => {
    const startedAt = Date.parse(created ?? commit?.committed_date ?? '');
    if (Number.isNaN(startedAt) || tagVersion(name) === undefined) return [];
    return [
      {
        id: `gitlab:tag:${about.project}@${name}`,
        kind: 'release',
        service: about.service,
        startedAt,
        status: 'succeeded',
        title: `${name} tagged`,
        version: name,
        repo: about.project,
        ...(commit ? { sha: commit.id } : {}),
        scopeMatch: about.scopeMatch,
      },
    ];
  });
}
