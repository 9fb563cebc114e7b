import type { Change } from '@incidentfox/incident';
import {
  type DeploymentLink,
  deploymentTitle,
  isReturn,
  previousDeployment,
  saysRollback,
  tagVersion,
} from '../deployments/deployment-chain.ts';
import type { DeploymentStatus, GithubDeployment } from './responses.schema.ts';

/** A deployment with what became of it. `statuses`, newest first, is undefined where it was not asked. */
export interface GithubDeployed extends DeploymentLink {
  readonly deployment: GithubDeployment;
  readonly statuses: readonly DeploymentStatus[] | undefined;
}

export function toDeployed(
  deployment: GithubDeployment,
  statuses: readonly DeploymentStatus[] | undefined,
): GithubDeployed {
  const { sha, environment } = deployment;
  return { deployment, statuses, sha, environment, failed: outcomeOf(statuses).status === 'failed' };
}

/** `all` is newest first; each is compared with the one before it in its own environment. */
export function toDeploymentChanges(
  all: readonly GithubDeployed[],
  about: { service: string; repo: string; web: string; scopeMatch: Change['scopeMatch'] },
): Change[] {
  return all.map(({ deployment, statuses }, at) => {
    const { environment, description, task } = deployment;
    const previous = previousDeployment(all, at);
    const version = versionOf(deployment);
    const previousVersion = previous && versionOf(previous.deployment);
    const kind = isReturn(all, at) || saysRollback(`${task ?? ''} ${description ?? ''}`) ? 'rollback' : 'deploy';
    return {
      id: `github:deployment:${deployment.id}`,
      kind,
      service: about.service,
      startedAt: Date.parse(deployment.created_at),
      ...outcomeOf(statuses),
      title: deploymentTitle({ kind, version, previousVersion, environment, words: description }),
      ...(deployment.creator ? { actor: deployment.creator.login } : {}),
      version,
      ...(previousVersion === undefined ? {} : { previousVersion }),
      repo: about.repo,
      sha: deployment.sha,
      ...(environment ? { environment } : {}),
      url: urlOf(statuses) ?? `${about.web}/deployments`,
      scopeMatch: about.scopeMatch,
    };
  });
}

/** A version in the payload, a tag if that was deployed, else the short commit. */
export function versionOf({ ref, sha, payload }: GithubDeployment): string {
  return payloadVersion(payload) ?? tagVersion(ref) ?? sha.slice(0, 7);
}

function payloadVersion(payload: unknown): string | undefined {
  if (typeof payload !== 'object' || payload === null) return undefined;
  const { version, tag } = payload as Record<string, unknown>;
  const named = typeof version === 'string' ? version : tag;
  return typeof named === 'string' && named.length > 0 && named.length <= 80 ? named : undefined;
}

/** States: error, failure, inactive, in_progress, queued, pending, success. `inactive` means that a later one took its place. */
function outcomeOf(statuses: readonly DeploymentStatus[] | undefined): Pick<Change, 'status' | 'finishedAt'> {
  const success = statuses?.find(({ state }) => state === 'success');
  if (success) return { status: 'succeeded', finishedAt: Date.parse(success.created_at) };
  const failed = statuses?.find(({ state }) => state === 'error' || state === 'failure');
  if (failed) return { status: 'failed', finishedAt: Date.parse(failed.created_at) };
  const isRunning = statuses?.some(({ state }) => ['in_progress', 'queued', 'pending'].includes(state)) ?? false;
  return { status: isRunning ? 'running' : 'unknown' };
}

function urlOf(statuses: readonly DeploymentStatus[] | undefined): string | undefined {
  const url = statuses?.map((status) => status.log_url || status.target_url).find(Boolean);
  return url && /^https?:\/\//.test(url) ? url : undefined;
}
