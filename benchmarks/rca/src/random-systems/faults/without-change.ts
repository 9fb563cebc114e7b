import { usualUse } from '../system/component.ts';
import { leak } from './own-trouble.ts';
import { drawApp, type MakeFault, namesOf, plainFault, podEvent, withRole } from './scene.ts';

export const trafficSurge: MakeFault = (scene) => {
  const { random, system, course, size } = scene;
  const times = random.between(1.2, 3.5) * size;
  const edges = withRole(system, 'edge');
  // Where it is narrowest, it shows first: naming that service is right as well.
  const narrowest = system.components
    .filter(({ role }) => role !== 'provider')
    .reduce((tightest, one) => (usualUse(one) > usualUse(tightest) ? one : tightest));
  return {
    ...plainFault,
    culprit: [...edges.map(({ name }) => name), ...namesOf(narrowest)],
    kind: 'traffic_surge',
    apply: (at, ills) => {
      ills.load *= 1 + times * course(at);
    },
  };
};

/** Requests of one tenant, or one record, fail. */
export const poisonInput: MakeFault = (scene) => {
  const { random, course, size } = scene;
  const origin = drawApp(scene);
  const failing = Math.min(0.5, random.between(0.03, 0.15) * size);
  const tenant = `${random.pick(['acme', 'globex', 'initech', 'umbrella'])}-${random.whole(10, 99)}`;
  const text = random.pick([
    `tenant=${tenant} could not parse record: invalid byte sequence at 113`,
    `tenant=${tenant} numeric field overflow in import row`,
  ]);
  return {
    ...plainFault,
    culprit: [origin.name],
    kind: 'code_fault',
    origin: origin.index,
    says: [{ component: origin.index, level: 'error', message: () => text, perMinute: 12 }],
    apply: (at, ills) => {
      ills.of(origin.index).failing = failing * course(at);
    },
  };
};

export const shortOfCpu: MakeFault = (scene) => {
  const { random, course, size } = scene;
  const origin = drawApp(scene);
  const times = random.between(3, 10) * size;
  const cores = random.between(1, 3);
  return {
    ...plainFault,
    culprit: [origin.name],
    kind: 'resource_saturation',
    origin: origin.index,
    apply: (at, ills) => {
      ills.of(origin.index).slowdown *= 1 + times * course(at);
      ills.of(origin.index).cores += cores * course(at);
    },
  };
};

export const shortOfMemory: MakeFault = (scene) => {
  const origin = drawApp(scene);
  return {
    ...plainFault,
    culprit: [origin.name],
    kind: 'resource_saturation',
    origin: origin.index,
    ...leak(scene, origin),
  };
};

/** The disk of a database or queue is full. */
export const shortOfDisk: MakeFault = (scene) => {
  const { random, system, course, size, timeline } = scene;
  const store = random.pick(withRole(system, 'database', 'queue'));
  const failing = Math.min(0.9, random.between(0.2, 0.6) * size);
  return {
    ...plainFault,
    culprit: namesOf(store),
    kind: 'resource_saturation',
    origin: store.index,
    isShared: true,
    says: [
      {
        component: store.index,
        level: 'error',
        message: () => 'could not extend file: No space left on device',
        perMinute: 10,
      },
    ],
    infra: random.happens(0.3)
      ? [podEvent('evicted', store, timeline.onset, { message: 'The node was low on resource: ephemeral-storage' })]
      : [],
    apply: (at, ills) => {
      // It fills for a while before it is full.
      const fills = Math.max(0, Math.min(1, 1 - (timeline.onset - at) / (timeline.alarmAt - timeline.from)));
      ills.of(store.index).disk += course(at) > 0 ? 0.55 : 0.5 * fills;
      ills.of(store.index).failing = failing * course(at);
      ills.of(store.index).delayS += 0.05 * course(at);
    },
  };
};
