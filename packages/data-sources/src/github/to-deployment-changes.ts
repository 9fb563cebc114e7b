import type { Change } from '@incidentfox/incident';
import type { Deployment, DeploymentStatus } from './responses.schema.ts';

/** A deployment with what became of it. `statuses` is undefined where it was not asked. */
export interface Deployed {
  readonly deployment: Deployment;
  /** Newest first. */
  readonly statuses: readonly DeploymentStatus[] | undefined;
}

const sideEnvironment =
  /(^|[^a-z])(preview|review|pr|test|testing|qa|dev|development|staging|stage|stg|sandbox|github-pages|e2e|ci)([^a-z]|$)/i;

/** The deployments that can have hurt people: those of the named environments, or all that look like production. */
export function inProduction(
  deployments: readonly Deployment[],
  environments: readonly string[] | undefined,
): Deployment[] {
  return deployments.filter(({ environment }) => {
    if (environments) return environments.includes(environment ?? '');
    return !sideEnvironment.test(environment ?? '');
  });
}

/** `all` is newest first and may hold several environments; each is compared with the one before it in its own environment. */
export function toDeploymentChanges(
  all: readonly Deployed[],
  about: { service: string; repo: string; web: string; scopeMatch: Change['scopeMatch'] },
): Change[] {
  return all.map((deployed, at) => {
    const { deployment } = deployed;
    const earlier = all.slice(at + 1).filter((other) => other.deployment.environment === deployment.environment);
    const previous = earlier.find((other) => outcomeOf(other).status !== 'failed');
    const version = versionOf(deployment);
    const previousVersion = previous && versionOf(previous.deployment);
    const kind = isRollback(deployment, previous?.deployment, earlier) ? 'rollback' : 'deploy';
    return {
      id: `github:deployment:${deployment.id}`,
      kind,
      service: about.service,
      startedAt: Date.parse(deployment.created_at),
      ...outcomeOf(deployed),
      title: titleOf(kind, deployment, version, previousVersion),
      ...(deployment.creator ? { actor: deployment.creator.login } : {}),
      version,
      ...(previousVersion === undefined ? {} : { previousVersion }),
      repo: about.repo,
      sha: deployment.sha,
      ...(deployment.environment ? { environment: deployment.environment } : {}),
      url: urlOf(deployed) ?? `${about.web}/deployments`,
      scopeMatch: about.scopeMatch,
    };
  });
}

/** What went before in the same environment and was not a failure: the base of a comparison. */
export function previousOf(all: readonly Deployed[], deployment: Deployment): Deployment | undefined {
  const at = all.findIndex((other) => other.deployment.id === deployment.id);
  return all
    .slice(at + 1)
    .find((other) => other.deployment.environment === deployment.environment && outcomeOf(other).status !== 'failed')
    ?.deployment;
}

/** A tag if that was deployed, a version in the payload, else the short commit. */
export function versionOf({ ref, sha, payload }: Deployment): string {
  const said = payloadVersion(payload);
  if (said !== undefined) return said;
  const tag = ref.replace(/^refs\/tags\//, '');
  if (/\d/.test(tag) && /^(.*[/@-])?v?\d+(\.\d+)+/.test(tag)) return tag;
  return sha.slice(0, 7);
}

function payloadVersion(payload: unknown): string | undefined {
  if (typeof payload !== 'object' || payload === null) return undefined;
  const { version, tag } = payload as Record<string, unknown>;
  const said = typeof version === 'string' ? version : tag;
  return typeof said === 'string' && said.length > 0 && said.length <= 80 ? said : undefined;
}

function isRollback(deployment: Deployment, previous: Deployment | undefined, earlier: readonly Deployed[]): boolean {
  if (/\brollback\b|\broll(ed|ing)? back\b|\brevert/i.test(`${deployment.task ?? ''} ${deployment.description ?? ''}`))
    return true;
  if (!previous || previous.sha === deployment.sha) return false;
  return earlier.some((other) => other.deployment.sha === deployment.sha);
}

/** States: error, failure, inactive, in_progress, queued, pending, success. `inactive` means that a later one took its place. */
function outcomeOf({ statuses }: Deployed): Pick<Change, 'status' | 'finishedAt'> {
  const success = statuses?.find(({ state }) => state === 'success');
  if (success) return { status: 'succeeded', finishedAt: Date.parse(success.created_at) };
  const failed = statuses?.find(({ state }) => state === 'error' || state === 'failure');
  if (failed) return { status: 'failed', finishedAt: Date.parse(failed.created_at) };
  const isRunning = statuses?.some(({ state }) => ['in_progress', 'queued', 'pending'].includes(state)) ?? false;
  return { status: isRunning ? 'running' : 'unknown' };
}

function urlOf({ statuses }: Deployed): string | undefined {
  const url = statuses?.map((status) => status.log_url || status.target_url).find(Boolean);
  return url && /^https?:\/\//.test(url) ? url : undefined;
}

function titleOf(
  kind: string,
  { environment, description }: Deployment,
  version: string,
  previous: string | undefined,
): string {
  const where = environment ? ` to ${environment}` : '';
  const words = description && !description.includes(version) ? `: ${description.slice(0, 120)}` : '';
  const from = previous === undefined ? '' : kind === 'rollback' ? ` from ${previous}` : ` after ${previous}`;
  return `${kind === 'rollback' ? 'rolled back to ' : ''}${version}${kind === 'rollback' ? from : ` deployed${where}${from}`}${words}`;
}
