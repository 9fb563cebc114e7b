import type { Change, ChangeKind } from '@incidentfox/incident';
import { deploymentTitle, saysRollback, versionInText } from '../../deployments/deployment-chain.ts';
import type { DatadogDeployment, DatadogEvent } from '../responses.schema.ts';

interface About {
  readonly service: string;
  readonly web: string;
}

/** Deployments as Datadog's delivery metrics know them, newest first. */
export function toDeploymentChanges(deployments: readonly DatadogDeployment[], about: About): Change[] {
  const sorted = [...deployments].sort(
    (a, b) => toEpochMs(b.attributes.started_at) - toEpochMs(a.attributes.started_at),
  );
  return sorted.map(({ id, attributes }, at) => {
    const previous = sorted.slice(at + 1).find((other) => other.attributes.env === attributes.env)?.attributes;
    const sha = attributes.git?.commit_sha ?? undefined;
    const version = attributes.version ?? sha?.slice(0, 7);
    const previousVersion = previous && (previous.version ?? previous.git?.commit_sha?.slice(0, 7));
    return {
      id: `datadog:deployment:${id}`,
      kind: 'deploy',
      service: about.service,
      startedAt: toEpochMs(attributes.started_at),
      ...(attributes.finished_at ? { finishedAt: toEpochMs(attributes.finished_at) } : {}),
      status: attributes.finished_at ? 'succeeded' : 'unknown',
      title: deploymentTitle({
        kind: 'deploy',
        version: version ?? 'a version',
        previousVersion,
        environment: attributes.env,
      }),
      ...(version === undefined ? {} : { version }),
      ...(previousVersion === undefined ? {} : { previousVersion }),
      ...(attributes.git?.repository_url ? { repo: attributes.git.repository_url } : {}),
      ...(sha === undefined ? {} : { sha }),
      ...(attributes.env ? { environment: attributes.env } : {}),
      url: `${about.web}/ci/dora`,
      scopeMatch: 'exact',
    };
  });
}

/** Events that tell of a change; alerts and chatter are left out. */
export function toEventChanges(events: readonly DatadogEvent[], about: About): Change[] {
  return events.flatMap(({ id, attributes }): Change[] => {
    const title = attributes.attributes?.title ?? attributes.message ?? '';
    const tags = attributes.tags ?? [];
    const kind = kindOf(title, tags);
    if (kind === undefined) return [];
    const version = tagOf(tags, 'version') ?? versionInText(title);
    const environment = tagOf(tags, 'env');
    const actor = tagOf(tags, 'user') ?? tagOf(tags, 'author');
    return [
      {
        id: `datadog:event:${id}`,
        kind,
        service: about.service,
        startedAt: toEpochMs(attributes.timestamp),
        status: /\bfail(ed|ure)?\b/i.test(title) ? 'failed' : 'unknown',
        title: title.slice(0, 200),
        ...(version === undefined ? {} : { version }),
        ...(environment === undefined ? {} : { environment }),
        ...(actor === undefined ? {} : { actor }),
        url: `${about.web}/event/explorer?event=${encodeURIComponent(id)}`,
        scopeMatch: 'exact',
      },
    ];
  });
}

const changeSources = new Set([
  'github',
  'gitlab',
  'jenkins',
  'argocd',
  'deployment',
  'change_tracking',
  'feature_flag',
  'launchdarkly',
  'terraform',
  'chef',
  'puppet',
  'ansible',
  'spinnaker',
  'octopus',
]);

function kindOf(title: string, tags: readonly string[]): ChangeKind | undefined {
  const source = tagOf(tags, 'source') ?? '';
  if (source === 'alert' || source === 'monitor') return undefined;
  if (saysRollback(title)) return 'rollback';
  if (/feature[ -]?flag|\btoggle/i.test(title) || source === 'feature_flag' || source === 'launchdarkly') return 'flag';
  if (/\bdeploy|\brelease|\brollout|\bshipped|\bpromot/i.test(title) || source === 'deployment' || source === 'argocd')
    return 'deploy';
  if (/\bmerged?\b|pull request/i.test(title)) return 'merge';
  if (/config/i.test(title)) return 'config';
  if (/terraform|infra/i.test(title) || ['terraform', 'chef', 'puppet', 'ansible'].includes(source)) return 'infra';
  return changeSources.has(source) ? 'pipeline' : undefined;
}

function tagOf(tags: readonly string[], key: string): string | undefined {
  return tags.find((tag) => tag.startsWith(`${key}:`))?.slice(key.length + 1);
}

/** ISO text, or a number whose size tells seconds, milliseconds, microseconds and nanoseconds apart. */
export function toEpochMs(time: string | number): number {
  if (typeof time === 'string' && !/^\d+$/.test(time)) return Date.parse(time);
  const value = Number(time);
  if (value > 1e17) return Math.round(value / 1e6);
  if (value > 1e14) return Math.round(value / 1e3);
  return value > 1e11 ? value : value * 1000;
}
