import type { Change } from '@incidentfox/incident';
import { toSha, toVersion } from '../../deployments/image-version.ts';
import type { ClusterEvent, Workload } from '../responses.schema.ts';
import { toTime } from '../to-time.ts';
import { type TemplateDifference, templateDifference } from './template-difference.ts';
import type { Revision } from './to-revisions.ts';
import { toTemplatePatch } from './to-template-patch.ts';

export interface Rollouts {
  readonly service: string;
  readonly workload: Workload;
  /** `deployment`, `statefulset`, `daemonset`. */
  readonly kind: string;
  /** Ascending by number. */
  readonly revisions: readonly Revision[];
  /** Events about the workload itself; they know when a replica set that is used again was scaled up. */
  readonly events: readonly ClusterEvent[];
  readonly scopeMatch: Change['scopeMatch'];
  readonly url?: string | undefined;
}

/** Every step from one revision to the next as a change, oldest first. The oldest known revision has nothing to compare with. */
export function toRolloutChanges(rollouts: Rollouts): Change[] {
  return rollouts.revisions.flatMap((revision, i) => {
    const previous = rollouts.revisions[i - 1];
    const isNewest = i === rollouts.revisions.length - 1;
    const startedAt = revision.at ?? (isNewest ? timeOfReuse(rollouts, revision) : undefined);
    if (!previous || startedAt === undefined) return [];
    return [toChange(rollouts, previous, revision, startedAt, isNewest)];
  });
}

function toChange(
  rollouts: Rollouts,
  previous: Revision,
  revision: Revision,
  startedAt: number,
  isNewest: boolean,
): Change {
  const difference = templateDifference(previous.template, revision.template);
  const { metadata } = rollouts.workload;
  const main = difference.images.find(({ container }) => container === metadata.name) ?? difference.images[0];
  const version = main && toVersion(main.to);
  const previousVersion = main && toVersion(main.from);
  const sha = toSha(version);
  const patch = toTemplatePatch(`${rollouts.kind}/${metadata.name}`, previous.template, revision.template);
  const progress = isNewest ? progressOf(rollouts.workload, startedAt) : { status: 'unknown' as const };
  return {
    id: `kubernetes:${revision.uid}:${revision.number}`,
    kind: revision.isReused ? 'rollback' : main ? 'deploy' : 'config',
    service: rollouts.service,
    startedAt,
    ...progress,
    title: titleOf(metadata.name, difference, revision),
    ...(version === undefined ? {} : { version }),
    ...(previousVersion === undefined ? {} : { previousVersion }),
    ...(sha === undefined ? {} : { sha }),
    ...(metadata.namespace ? { environment: metadata.namespace } : {}),
    ...(rollouts.url === undefined ? {} : { url: rollouts.url }),
    scopeMatch: rollouts.scopeMatch,
    ...(patch === null ? {} : { patch }),
  };
}

function titleOf(name: string, { images, settings, restarted }: TemplateDifference, revision: Revision): string {
  const shown = settings.slice(0, 5).join(', ') + (settings.length > 5 ? ` and ${settings.length - 5} more` : '');
  const [image] = images;
  const cause = revision.changeCause === undefined ? '' : ` (${revision.changeCause.slice(0, 120)})`;
  const move = image && `${toVersion(image.from) ?? image.from} -> ${toVersion(image.to) ?? image.to}`;
  if (revision.isReused) return `${name} rolled back${move ? ` ${move}` : shown && `: ${shown}`}${cause}`;
  if (move) return `${name} rolled out ${move}${shown && `; also ${shown}`}${cause}`;
  if (shown) return `${name}: ${shown}${cause}`;
  return `${name} ${restarted ? 'restarted on request' : 'rolled out with the same image'}${cause}`;
}

/** When a replica set that already existed was put to use again: its scaling event, else the last movement of the rollout. */
function timeOfReuse({ events, workload }: Rollouts, revision: Revision): number | undefined {
  const scaledUp = events.filter((event) => event.message?.startsWith(`Scaled up replica set ${revision.name} `));
  const times = scaledUp.flatMap((event) => toTime(event.lastTimestamp ?? event.eventTime) ?? []);
  if (times.length > 0) return Math.max(...times);
  return toTime(workload.status?.conditions?.find(({ type }) => type === 'Progressing')?.lastUpdateTime);
}

function progressOf(workload: Workload, startedAt: number): Pick<Change, 'status' | 'finishedAt'> {
  const progressing = workload.status?.conditions?.find(({ type }) => type === 'Progressing');
  const at = toTime(progressing?.lastUpdateTime);
  if (progressing?.reason === 'ProgressDeadlineExceeded') return { status: 'failed' };
  if (progressing?.reason !== 'NewReplicaSetAvailable') return { status: progressing ? 'running' : 'unknown' };
  return { status: 'succeeded', ...(at !== undefined && at >= startedAt ? { finishedAt: at } : {}) };
}
