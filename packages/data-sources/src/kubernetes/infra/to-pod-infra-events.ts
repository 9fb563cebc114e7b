import type { InfraEvent, InfraEventKind, Window } from '@incidentfox/incident';
import { faultInSentence } from '../faults/refusal.ts';
import type { ClusterPod } from '../responses.schema.ts';
import { toTime } from '../to-time.ts';

type ContainerStatus = NonNullable<NonNullable<ClusterPod['status']>['containerStatuses']>[number];
type Trouble = Omit<InfraEvent, 'service' | 'object' | 'node'>;

const imageReasons = new Set(['ImagePullBackOff', 'ErrImagePull', 'InvalidImageName', 'ErrImageNeverPull']);
const startReasons = new Set([
  'CrashLoopBackOff',
  'CreateContainerConfigError',
  'CreateContainerError',
  'RunContainerError',
  'StartError',
]);

/** What the status of one pod says happened within the window: containers that ended, cannot start, or were never placed. */
export function toPodInfraEvents(pod: ClusterPod, service: string, window: Window): InfraEvent[] {
  const containers = [...(pod.status?.initContainerStatuses ?? []), ...(pod.status?.containerStatuses ?? [])];
  const troubles = [...containers.flatMap((one) => containerTroubles(one, pod, window)), ...podTroubles(pod, window)];
  const node = pod.spec?.nodeName ?? undefined;
  return troubles
    .filter((trouble) => trouble.lastAt >= window.from && trouble.firstAt < window.to)
    .map((trouble) => ({ ...trouble, service, object: pod.metadata.name, ...(node === undefined ? {} : { node }) }));
}

function containerTroubles(container: ContainerStatus, pod: ClusterPod, window: Window): Trouble[] {
  const ended = endOf(container, pod);
  const waiting = container.state?.waiting;
  const reason = waiting?.reason ?? '';
  const since = ended?.lastAt ?? toTime(pod.status?.startTime) ?? window.from;
  const waits = (kind: InfraEventKind): Trouble => ({
    kind,
    count: Math.max(1, kind === 'crash_loop' ? (container.restartCount ?? 0) : 1),
    firstAt: ended?.firstAt ?? since,
    lastAt: window.to - 1,
    ...(ended?.exitCode === undefined ? {} : { exitCode: ended.exitCode }),
    message: `container ${container.name}: ${[reason, waiting?.message].filter(Boolean).join(', ')}`.slice(0, 500),
  });
  if (imageReasons.has(reason)) return [waits('image_pull')];
  // What it lacks is told as a fault: it has not crashed.
  if (reason !== 'CrashLoopBackOff' && faultInSentence(waiting?.message) !== undefined) return [];
  if (startReasons.has(reason)) return [...(ended?.kind === 'oom_killed' ? [ended] : []), waits('crash_loop')];
  return ended ? [ended] : [];
}

/**
 * The latest end of a container. `restartCount` counts over the pod's whole life, so it is believed only when the run that
 * ended had itself begun within the pod's recent trouble; otherwise this end is the one that is known.
 */
function endOf(container: ContainerStatus, pod: ClusterPod): Trouble | undefined {
  const ended = container.state?.terminated ?? container.lastState?.terminated;
  const finishedAt = toTime(ended?.finishedAt);
  if (!ended || finishedAt === undefined || isGracefulEnd(ended.reason, ended.exitCode)) return undefined;
  const restarts = container.restartCount ?? 0;
  const lastRunBegan = toTime(ended.startedAt) ?? finishedAt;
  const podBegan = toTime(pod.status?.startTime) ?? lastRunBegan;
  const wasShort = finishedAt - lastRunBegan < 30 * 60_000;
  const isRepeated = restarts > 1 && wasShort && lastRunBegan - podBegan > 1_000;
  const exitCode = ended.exitCode ?? undefined;
  return {
    kind: ended.reason === 'OOMKilled' ? 'oom_killed' : 'restart',
    count: isRepeated ? restarts : 1,
    firstAt: isRepeated ? lastRunBegan : finishedAt,
    lastAt: finishedAt,
    ...(exitCode === undefined ? {} : { exitCode }),
    message: `container ${container.name} ended: ${ended.reason ?? 'no reason given'}${exitCode === undefined ? '' : `, exit code ${exitCode}`}`,
  };
}

function isGracefulEnd(reason: string | null | undefined, exitCode: number | null | undefined): boolean {
  return reason === 'Completed' && (exitCode ?? 0) === 0;
}

function podTroubles(pod: ClusterPod, window: Window): Trouble[] {
  const found: Trouble[] = [];
  const began = toTime(pod.status?.startTime) ?? toTime(pod.metadata.creationTimestamp) ?? window.from;
  const message = (pod.status?.message ?? '').slice(0, 500);
  if (pod.status?.reason === 'Evicted')
    found.push({ kind: 'evicted', count: 1, firstAt: began, lastAt: began, message });
  const placed = pod.status?.conditions?.find(({ type }) => type === 'PodScheduled');
  if (placed?.status === 'False' && placed.reason === 'Unschedulable') {
    const since = toTime(placed.lastTransitionTime) ?? began;
    const why = (placed.message ?? 'no node fits').slice(0, 500);
    found.push({ kind: 'unschedulable', count: 1, firstAt: since, lastAt: window.to - 1, message: why });
  }
  return found;
}
