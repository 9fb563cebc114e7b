import type { PlatformFault } from '@incidentfox/incident';
import type { ClusterPod } from '../responses.schema.ts';
import { toTime } from '../to-time.ts';
import { type FaultFinder, kubectl, type StandingFault } from './fault.ts';
import { faultInSentence } from './refusal.ts';

/** An init container that runs longer keeps its pod from starting. */
const initGraceMs = 5 * 60_000;
/** What a shell answers for a command that cannot be executed, or is not there. */
const commandExits: ReadonlySet<number> = new Set([126, 127]);
const cannotRun: ReadonlySet<string> = new Set(['ContainerCannotRun', 'StartError', 'RunContainerError']);

type ContainerStatus = NonNullable<NonNullable<ClusterPod['status']>['containerStatuses']>[number];
type Found = Omit<StandingFault, 'object' | 'command' | 'node'>;

/** What a pod's containers wait for: a setting, an account, a volume, a command that can run, an init container that ends. */
export const waitingPods: FaultFinder = ({ pods, window }) => {
  const all = pods.flatMap((pod) => [
    ...(pod.status?.containerStatuses ?? []).flatMap((one) => ofPod(pod, startFault(one, pod))),
    ...(pod.status?.initContainerStatuses ?? []).flatMap((one) => ofPod(pod, initFault(one, pod, window.to))),
  ]);
  return onePerFault(all);
};

function ofPod(pod: ClusterPod, found: Found | undefined): StandingFault[] {
  if (found === undefined) return [];
  const { name, namespace } = pod.metadata;
  return [
    {
      ...found,
      object: name,
      node: pod.spec?.nodeName ?? undefined,
      command: kubectl('describe pod', name, namespace),
    },
  ];
}

function startFault({ name, state, lastState }: ContainerStatus, pod: ClusterPod): Found | undefined {
  const { waiting } = state ?? {};
  const ended = state?.terminated ?? lastState?.terminated;
  const kind = faultInSentence(waiting?.message) ?? commandFault(ended, waiting?.reason);
  if (kind === undefined) return undefined;
  const since = toTime(ended?.finishedAt) ?? toTime(pod.status?.startTime);
  return {
    kind,
    since,
    message: `container ${name}: ${waiting?.message ?? ended?.message ?? `exit code ${ended?.exitCode}`}`,
  };
}

type Ended = NonNullable<ContainerStatus['state']>['terminated'];

function commandFault(ended: Ended, waits: string | null | undefined): PlatformFault | undefined {
  const said = faultInSentence(ended?.message);
  if (said !== undefined) return said;
  const isCommand =
    cannotRun.has(ended?.reason ?? '') || cannotRun.has(waits ?? '') || commandExits.has(ended?.exitCode ?? 0);
  return isCommand ? 'command_failed' : undefined;
}

/** It runs too long, or fails again and again. */
function initFault(one: ContainerStatus, pod: ClusterPod, until: number): Found | undefined {
  const known = startFault(one, pod);
  if (known !== undefined) return known;
  const { waiting, running, terminated } = one.state ?? {};
  const runsSince = toTime(running?.startedAt);
  if (runsSince !== undefined && runsSince < until - initGraceMs)
    return { kind: 'init_stuck', since: runsSince, message: `init container ${one.name} has not ended` };
  const hasFailed = waiting?.reason === 'CrashLoopBackOff' || (terminated?.exitCode ?? 0) !== 0;
  if (!hasFailed) return undefined;
  const ended = terminated ?? one.lastState?.terminated;
  const exit = ended?.exitCode == null ? '' : `, exit code ${ended.exitCode}`;
  return {
    kind: 'init_stuck',
    since: toTime(pod.status?.startTime),
    message: `init container ${one.name} fails${exit}`,
  };
}

/** Of pods with the same fault the first stands for all. */
function onePerFault(all: readonly StandingFault[]): StandingFault[] {
  const kinds = [...new Set(all.map(({ kind }) => kind))];
  return kinds.flatMap((kind) => {
    const same = all.filter((one) => one.kind === kind);
    const [first] = [...same].sort((a, b) => (a.since ?? 0) - (b.since ?? 0));
    if (first === undefined) return [];
    const others = new Set(same.map(({ object }) => object)).size - 1;
    const also = others === 0 ? '' : ` (and ${others} more ${others === 1 ? 'pod' : 'pods'})`;
    return [{ ...first, count: 1, message: `${first.message.slice(0, 400)}${also}` }];
  });
}
