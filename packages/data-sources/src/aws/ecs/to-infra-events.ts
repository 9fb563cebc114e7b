import type { Service, Task } from '@aws-sdk/client-ecs';
import type { InfraEvent, InfraEventKind, Window } from '@incidentfox/incident';

interface About {
  readonly service: string;
  readonly window: Window;
}

const within = ({ from, to }: Window, at: number | undefined): at is number =>
  at !== undefined && at >= from && at < to;

/** Tasks that stopped within the window; those a deployment or a person stopped are no trouble. */
export function toTaskEvents(tasks: readonly Task[], { service, window }: About): InfraEvent[] {
  return tasks.flatMap((task): InfraEvent[] => {
    const at = task.stoppedAt?.getTime();
    const container =
      task.containers?.find(({ exitCode, reason }) => (exitCode ?? 0) !== 0 || reason) ?? task.containers?.[0];
    if (!within(window, at) || task.stopCode === 'UserInitiated' || task.stopCode === 'ServiceSchedulerInitiated')
      return [];
    const reasons = [task.stoppedReason, container?.reason].filter(Boolean).join('; ');
    const isMemory = /OutOfMemory/i.test(reasons) || container?.exitCode === 137;
    const kind: InfraEventKind = isMemory
      ? 'oom_killed'
      : /CannotPullContainer/.test(reasons)
        ? 'image_pull'
        : 'task_stopped';
    const exitCode = container?.exitCode;
    return [
      {
        kind,
        service,
        object: task.taskArn?.split('/').at(-1) ?? 'a task',
        count: 1,
        firstAt: at,
        lastAt: at,
        ...(exitCode === undefined ? {} : { exitCode }),
        message: reasons.slice(0, 500),
      },
    ];
  });
}

const telling: readonly (readonly [RegExp, InfraEventKind])[] = [
  [/unable to place a task|unable to consistently start/i, 'unschedulable'],
  [/is unhealthy|failed .*health checks/i, 'probe_failed'],
  [/deployment failed|rolling back/i, 'rollout'],
];

/** What the service's own events say in words. */
export function toServiceEvents(described: Service, { service, window }: About): InfraEvent[] {
  return (described.events ?? []).flatMap((event): InfraEvent[] => {
    const at = event.createdAt?.getTime();
    const kind = telling.find(([words]) => words.test(event.message ?? ''))?.[1];
    if (!within(window, at) || kind === undefined) return [];
    return [
      {
        kind,
        service,
        object: described.serviceName ?? service,
        count: 1,
        firstAt: at,
        lastAt: at,
        message: (event.message ?? '').slice(0, 500),
      },
    ];
  });
}
