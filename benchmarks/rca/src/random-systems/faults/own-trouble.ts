import type { InfraEvent } from '@incidentfox/incident';
import type { Component } from '../system/component.ts';
import { type FaultScene, podEvent, type Saying, type SystemFault } from './scene.ts';

type Trouble = Pick<SystemFault, 'apply'> & Partial<SystemFault>;

const stacks = [
  (name: string) => `TypeError: Cannot read properties of undefined (reading '${name}')`,
  (name: string) => `java.lang.IllegalStateException: no ${name} for request`,
  (name: string) => `panic: runtime error: index out of range [0] with length 0 in ${name}`,
  (name: string) => `KeyError: '${name}_cents'`,
];

/** Some requests fail, on all pods or only on those that run the new version. */
export function errors({ random, course, size }: FaultScene, origin: Component, identifier: string): Trouble {
  const failing = Math.min(0.95, random.between(0.15, 0.6) * size);
  const stack = random.pick(stacks)(identifier);
  const isCanary = origin.pods.length > 2 && random.happens(0.35);
  const pods = new Set(origin.pods.slice(0, Math.ceil(origin.pods.length / 2)).map(({ name }) => name));
  const says: Saying[] = [{ component: origin.index, level: 'error', message: () => stack, perMinute: 30 * failing }];
  return {
    says,
    apply: (at, ills) => {
      const ill = ills.of(origin.index);
      if (isCanary) [ill.pods, ill.podFailing] = [pods, course(at) * Math.min(0.95, 1.6 * failing)];
      else ill.failing = course(at) * failing;
    },
  };
}

/** Its own work takes much longer. */
export function slow({ random, course, size }: FaultScene, origin: Component): Trouble {
  const times = random.between(3, 9) * size;
  const delayS = random.between(0.1, 0.8) * size;
  const isBusy = random.happens(0.5);
  return {
    apply: (at, ills) => {
      const ill = ills.of(origin.index);
      if (isBusy) ill.slowdown *= 1 + times * course(at);
      ill.delayS += delayS * course(at);
      if (isBusy) ill.cores += 0.5 * course(at);
    },
  };
}

/** Memory fills until the container is killed; before that it mostly collects garbage. */
export function leak({ random, timeline, size }: FaultScene, origin: Component): Trouble {
  const room = 1 - origin.memory / origin.memoryLimit;
  const lead = timeline.alarmAt - timeline.onset;
  const fillsIn = lead * random.between(0.75, 1.1);
  const filled = (at: number) => (at < timeline.onset ? 0 : (at - timeline.onset) / fillsIn);
  const kills: InfraEvent[] = [];
  for (let at = timeline.onset + fillsIn; at < timeline.to; at += fillsIn)
    kills.push(podEvent('oom_killed', origin, at, { exitCode: 137, message: 'OOMKilled: memory limit reached' }));
  const says = [{ component: origin.index, level: 'warn', message: () => 'GC overhead limit exceeded', perMinute: 4 }];
  return {
    says: random.happens(0.5) ? says : [],
    infra: kills,
    apply: (at, ills) => {
      const now = filled(at);
      const wasKilled = Math.floor(now) > Math.floor(filled(at - timeline.stepMs));
      const ill = ills.of(origin.index);
      ill.memory += room * (now % 1);
      const short = Math.max(0, ((now % 1) - 0.7) / 0.3);
      ill.slowdown *= 1 + 7 * size * short;
      ill.cores += 0.7 * short;
      ill.failing = Math.max(ill.failing, Math.min(0.9, wasKilled ? 0.6 : 0.2 * size * short));
      ill.restarts += wasKilled ? 1 : 0;
    },
  };
}

/** Connections are held back: requests wait for one, or are refused. */
export function poolTooSmall({ random, course, size }: FaultScene, origin: Component): Trouble {
  const held = random.between(1, 1.6) * size;
  const limit = random.whole(4, 10);
  const text = random.pick([
    `HikariPool-1 - Connection is not available, request timed out after 30000ms (total=${limit}, active=${limit}, idle=0)`,
    `QueuePool limit of size ${limit} overflow 0 reached, connection timed out, timeout 30.00`,
    'timeout exceeded when trying to connect: no free connection in pool',
  ]);
  return {
    kind: 'change',
    says: [{ component: origin.index, level: 'error', message: () => text, perMinute: 15 }],
    apply: (at, ills) => {
      const ill = ills.of(origin.index);
      ill.connections += held * course(at);
      // Also where it calls little: what waits for a connection is slow and in part refused.
      ill.delayS += 0.15 * held * course(at);
      ill.failing = Math.max(ill.failing, Math.min(0.6, 0.08 * held * course(at)));
    },
  };
}

/** Containers end again and again. */
export function crash(
  { random, timeline, course, size }: FaultScene,
  origin: Component,
  identifier = 'settings',
): Trouble {
  const failing = Math.min(0.95, random.between(0.3, 0.8) * size);
  const exitCode = random.pick([1, 2, 139]);
  const event = podEvent('crash_loop', origin, timeline.onset + 5_000, {
    count: random.whole(3, 9),
    lastAt: timeline.alarmAt,
    exitCode,
    message: 'back-off restarting failed container',
  });
  return {
    infra: [event],
    says: [
      {
        component: origin.index,
        level: 'fatal',
        message: () => `fatal: ${identifier} is not set, exiting`,
        perMinute: 6,
      },
    ],
    apply: (at, ills) => {
      const ill = ills.of(origin.index);
      ill.failing = failing * course(at);
      ill.capacity *= 1 - 0.6 * course(at);
      ill.restarts += course(at) > 0 && random.happens(0.5) ? 1 : 0;
    },
  };
}
