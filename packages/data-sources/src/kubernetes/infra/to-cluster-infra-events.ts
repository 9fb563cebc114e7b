import { type InfraEvent, type InfraEventKind, isPlatformFault, type Window } from '@incidentfox/incident';
import { kubectl } from '../faults/fault.ts';
import { faultInEvent } from '../faults/refusal.ts';
import type { ClusterEvent } from '../responses.schema.ts';
import { toTime } from '../to-time.ts';

const kindsByReason: Readonly<Record<string, InfraEventKind>> = {
  OOMKilling: 'oom_killed',
  SystemOOM: 'oom_killed',
  CrashLoopBackOff: 'crash_loop',
  ErrImagePull: 'image_pull',
  ImagePullBackOff: 'image_pull',
  InspectFailed: 'image_pull',
  FailedScheduling: 'unschedulable',
  FailedCreate: 'unschedulable',
  Evicted: 'evicted',
  Preempted: 'evicted',
  Unhealthy: 'probe_failed',
  ProbeWarning: 'probe_failed',
  NodeNotReady: 'node_not_ready',
};

/** What an event says in our words; undefined for events that tell nothing of trouble. */
function kindOf(event: ClusterEvent): InfraEventKind | undefined {
  const message = event.message ?? '';
  const fault = faultInEvent(event.reason, message);
  if (fault !== undefined) return fault;
  if (event.reason === 'BackOff') return /pulling image/i.test(message) ? 'image_pull' : 'crash_loop';
  if (event.reason === 'Failed') return /image|pull/i.test(message) ? 'image_pull' : 'crash_loop';
  const reason = event.reason ?? '';
  return Object.hasOwn(kindsByReason, reason) ? kindsByReason[reason] : undefined;
}

/** First and last time of an event; old and new recorders fill different fields. */
export function timesOf(event: ClusterEvent): { firstAt: number; lastAt: number } | undefined {
  const created = toTime(event.metadata.creationTimestamp);
  const firstAt = toTime(event.firstTimestamp) ?? toTime(event.eventTime) ?? created;
  const lastAt = toTime(event.lastTimestamp) ?? toTime(event.series?.lastObservedTime) ?? firstAt;
  if (firstAt === undefined || lastAt === undefined) return undefined;
  return { firstAt: Math.min(firstAt, lastAt), lastAt };
}

/** One event within the window, as what it means for the service; undefined when it means nothing to us. */
export function toClusterInfraEvent(event: ClusterEvent, service: string, window: Window): InfraEvent | undefined {
  const kind = kindOf(event);
  const times = timesOf(event);
  if (!kind || !times || times.lastAt < window.from || times.firstAt >= window.to) return undefined;
  const { kind: of, name, namespace } = event.involvedObject;
  const isFault = isPlatformFault(kind);
  const command = isFault && of ? kubectl(`describe ${of.toLowerCase()}`, name ?? '', namespace) : undefined;
  return {
    kind,
    service,
    object: isFault && of && of !== 'Pod' ? `${of} ${name ?? ''}` : (name ?? ''),
    count: event.count ?? event.series?.count ?? 1,
    ...times,
    message: `${event.reason}: ${event.message ?? ''}`.slice(0, 500),
    ...(command === undefined ? {} : { command }),
  };
}

const scaling = /^Scaled (up|down) replica set (\S+) (?:from \d+ )?to (\d+)(?: from (\d+))?/;

/** A change in the number of replicas that is no part of a rollout (a rollout scales one set up and another down). */
export function toScalingEvent(
  event: ClusterEvent,
  about: { service: string; window: Window; rolloutTimes: readonly number[] },
): InfraEvent | undefined {
  const scaled = scaling.exec(event.message ?? '');
  const times = timesOf(event);
  if (event.reason !== 'ScalingReplicaSet' || !scaled || !times) return undefined;
  if (times.lastAt < about.window.from || times.lastAt >= about.window.to || scaled[3] === '0') return undefined;
  const isRollout = about.rolloutTimes.some((at) => times.lastAt >= at - 60_000 && times.firstAt <= at + 15 * 60_000);
  if (isRollout) return undefined;
  return {
    kind: 'scaled',
    service: about.service,
    object: event.involvedObject.name ?? '',
    count: event.count ?? 1,
    ...times,
    message: (event.message ?? '').slice(0, 500),
  };
}
