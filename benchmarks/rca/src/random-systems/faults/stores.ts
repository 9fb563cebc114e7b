import type { Component } from '../system/component.ts';
import {
  callersOf,
  type FaultScene,
  type MakeFault,
  namesOf,
  plainFault,
  type Saying,
  type SystemFault,
  withRole,
} from './scene.ts';

/** The store that the most services use, or another. */
function drawStore({ random, system }: FaultScene, role: 'database' | 'cache' | 'queue'): Component {
  const used = withRole(system, role).filter(({ index }) => callersOf(system, index).length > 1);
  return random.pick(used.length > 0 ? used : withRole(system, role));
}

const storeFault = (store: Component): Omit<SystemFault, 'apply'> => ({
  ...plainFault,
  culprit: namesOf(store),
  kind: 'data_store',
  origin: store.index,
  isShared: true,
});

/** Lines of the store itself and of those who use it. */
function sayings({ system }: FaultScene, store: Component, own: string, callers: string | null): Saying[] {
  const line = (component: number, text: string, perMinute: number): Saying => ({
    component,
    level: 'error',
    message: () => text,
    perMinute,
  });
  const users = callers === null ? [] : callersOf(system, store.index).map(({ index }) => line(index, callers, 8));
  return [line(store.index, own, 6), ...users];
}

export const databaseSlow: MakeFault = (scene) => {
  const { random, course, size } = scene;
  const store = drawStore(scene, 'database');
  const times = random.between(6, 18) * size;
  const isDiskBound = random.happens(0.4);
  return {
    ...storeFault(store),
    says: random.happens(0.6)
      ? sayings(scene, store, `duration: ${random.whole(2, 9) * 1000} ms statement: SELECT`, null)
      : [],
    apply: (at, ills) => {
      const ill = ills.of(store.index);
      ill.slowdown *= 1 + times * (isDiskBound ? 0.3 : 1) * course(at);
      if (isDiskBound) ill.delayS += 0.05 * times * course(at);
      else ill.cores += 2 * course(at);
    },
  };
};

export const databaseLocks: MakeFault = (scene) => {
  const { random, course, size } = scene;
  const store = drawStore(scene, 'database');
  const delayS = random.between(0.3, 2) * size;
  const failing = Math.min(0.5, random.between(0.03, 0.15) * size);
  return {
    ...storeFault(store),
    says: sayings(
      scene,
      store,
      `process ${random.whole(100, 9000)} still waiting for ShareLock on transaction after 1000.1 ms`,
      random.pick([
        'Lock wait timeout exceeded; try restarting transaction',
        'ERROR: canceling statement due to lock timeout',
      ]),
    ),
    apply: (at, ills) => {
      ills.of(store.index).delayS += delayS * course(at);
      ills.of(store.index).failing = failing * course(at);
    },
  };
};

export const databaseConnections: MakeFault = (scene) => {
  const { random, course, size } = scene;
  const store = drawStore(scene, 'database');
  const held = random.between(0.85, 1.1) * Math.sqrt(size);
  return {
    ...storeFault(store),
    says: sayings(
      scene,
      store,
      'FATAL: remaining connection slots are reserved for non-replication superuser connections',
      `FATAL: sorry, too many clients already (${store.host})`,
    ),
    apply: (at, ills) => {
      ills.of(store.index).connections += held * course(at);
    },
  };
};

/** The cache refuses; those who have a database ask it instead. */
export const cacheDown: MakeFault = (scene) => {
  const { random, course, size } = scene;
  const store = drawStore(scene, 'cache');
  const failing = Math.min(0.98, random.between(0.6, 0.98) * size);
  return {
    ...storeFault(store),
    says: sayings(
      scene,
      store,
      'OOM command not allowed when used memory > maxmemory',
      `dial tcp ${store.host}: connect: connection refused`,
    ),
    apply: (at, ills) => {
      const ill = ills.of(store.index);
      ill.failing = failing * course(at);
      ill.memory += 0.2 * course(at);
      ill.restarts += course(at) > 0 && random.happens(0.1) ? 1 : 0;
    },
  };
};

/** The broker takes nothing more, or its consumer is stuck. */
export const queueBacklog: MakeFault = (scene) => {
  const { random, system, course, size } = scene;
  const queue = drawStore(scene, 'queue');
  const worker = system.components[queue.calls[0]?.to ?? -1];
  if (worker !== undefined && random.happens(0.5)) {
    return {
      ...plainFault,
      culprit: namesOf(worker),
      kind: 'code_fault',
      origin: worker.index,
      says: [
        {
          component: worker.index,
          level: 'error',
          message: () => 'could not handle message: schema version 7 is not known',
          perMinute: 20,
        },
      ],
      apply: (at, ills) => {
        ills.of(worker.index).slowdown *= 1 + 9 * size * course(at);
        ills.of(worker.index).failing = Math.min(0.9, 0.5 * size) * course(at);
      },
    };
  }
  const failing = Math.min(0.95, random.between(0.3, 0.8) * size);
  return {
    ...storeFault(queue),
    says: sayings(
      scene,
      queue,
      'disk free limit reached, publishers are blocked',
      `failed to publish to ${queue.host}: broker is blocking`,
    ),
    apply: (at, ills) => {
      ills.of(queue.index).failing = failing * course(at);
      ills.of(queue.index).delayS += 0.5 * size * course(at);
      ills.of(queue.index).disk += 0.5 * course(at);
    },
  };
};

/** A job that runs now and then asks its database for a lot. */
export const scheduledJob: MakeFault = (scene) => {
  const { random, system, course, size } = scene;
  const [job] = withRole(system, 'job') as [Component];
  const database = system.components[
    job.calls.find(({ to }) => system.components[to]?.role === 'database')?.to ?? 0
  ] as Component;
  const more = random.between(60, 200) * size;
  return {
    ...plainFault,
    culprit: [...namesOf(job), ...namesOf(database)],
    kind: 'data_store',
    origin: database.index,
    isShared: true,
    says: [
      {
        component: job.index,
        level: 'info',
        message: (r) => `exporting batch ${r.whole(1, 900)} of 900`,
        perMinute: 20,
      },
    ],
    apply: (at, ills) => {
      ills.of(job.index).extraLoad += more * course(at);
      ills.of(job.index).cores += 0.8 * course(at);
      ills.of(database.index).slowdown *= 1 + 6 * size * course(at);
      ills.of(database.index).cores += 2 * course(at);
    },
  };
};
