import type { InfraEvent } from '@incidentfox/incident';
import type { Pod } from '../system/component.ts';
import { type FaultScene, type MakeFault, namesOf, plainFault, type SystemFault, withRole } from './scene.ts';

/** Pods of different services suffer because of where they run; the others of the same services do not. */
function atPlace(scene: FaultScene, isThere: (pod: Pod) => boolean): Pick<SystemFault, 'apply'> {
  const { random, system, course, size } = scene;
  const slowdown = random.between(3, 9) * size;
  const failing = Math.min(0.9, random.between(0.1, 0.6) * size);
  const hurt = system.components.map(({ pods }) => new Set(pods.filter(isThere).map(({ name }) => name)));
  return {
    apply: (at, ills) => {
      const strength = course(at);
      for (const [index, pods] of strength === 0 ? [] : hurt.entries()) {
        if (pods.size === 0) continue;
        const ill = ills.of(index);
        ill.pods = pods;
        ill.podSlowdown = 1 + slowdown * strength;
        ill.podFailing = failing * strength;
        ill.podCores = 0.3 * strength;
      }
    },
  };
}

/** One machine: of those with pods of at least two services. */
export const machineFails: MakeFault = (scene) => {
  const { random, system, timeline } = scene;
  const services = (machine: string) =>
    system.components.filter(({ pods }) => pods.some((pod) => pod.machine === machine));
  const crowded = system.machines.filter((machine) => services(machine).length > 1);
  const machine = random.pick(crowded.length > 0 ? crowded : system.machines);
  const isTold = random.happens(0.6);
  const at = Math.round(timeline.onset + random.between(0, 0.3) * (timeline.alarmAt - timeline.onset));
  const events = services(machine).map(({ name, pods }): InfraEvent => {
    const pod = pods.find((one) => one.machine === machine);
    return {
      kind: isTold ? 'node_not_ready' : 'probe_failed',
      service: name,
      object: isTold ? machine : (pod?.name ?? name),
      node: machine,
      count: isTold ? 1 : random.whole(2, 9),
      firstAt: at,
      lastAt: at,
      message: isTold ? 'Kubelet stopped posting node status' : 'Readiness probe failed: context deadline exceeded',
    };
  });
  return {
    ...plainFault,
    culprit: [machine],
    kind: 'node',
    isShared: true,
    infra: random.happens(0.85) ? events : [],
    ...atPlace(scene, (pod) => pod.machine === machine),
  };
};

export const zoneFails: MakeFault = (scene) => {
  const { random, system } = scene;
  const zone = random.pick(system.zones);
  return {
    ...plainFault,
    culprit: [zone],
    kind: 'node',
    isShared: true,
    ...atPlace(scene, (pod) => pod.zone === zone),
  };
};

const DNS_ADDRESS = '10.96.0.10';

const notFound: readonly ((host: string) => string)[] = [
  (host) => `dial tcp: lookup ${host} on ${DNS_ADDRESS}:53: server misbehaving`,
  (host) => `could not reach ${host}: Temporary failure in name resolution`,
  (host) => `Error: getaddrinfo ENOTFOUND ${host}`,
  (host) => `java.net.UnknownHostException: ${host}`,
];

/** Names are not found, or slowly. */
export const dnsFails: MakeFault = (scene) => {
  const { random, system, course, size } = scene;
  const [dns] = withRole(system, 'dns');
  const failing = Math.min(0.6, random.between(0.05, 0.3) * size);
  const delayS = random.between(0.1, 1) * size;
  const said = random.pick(notFound);
  const callers = system.components.filter(({ calls, role }) => calls.length > 0 && role !== 'queue');
  return {
    ...plainFault,
    culprit: ['dns', DNS_ADDRESS, ...(dns === undefined ? [] : [dns.name, dns.host])],
    tells: ['lookup', 'name resolution', 'ENOTFOUND', 'UnknownHost'],
    kind: 'network',
    origin: dns?.index ?? null,
    isShared: true,
    says: callers.map(({ index, calls }) => ({
      component: index,
      level: 'error',
      message: (r) => {
        const host = (system.components[r.pick(calls).to]?.host ?? 'db').replace(/:\d+$/, '');
        return said(host);
      },
      perMinute: 10 * failing + 1,
    })),
    apply: (at, ills) => {
      ills.dns.failing = failing * course(at);
      ills.dns.delayS = delayS * course(at);
      if (dns !== undefined) ills.of(dns.index).cores += course(at);
      if (dns !== undefined) ills.of(dns.index).slowdown *= 1 + 5 * course(at);
    },
  };
};

/** Between one caller and one callee packets are late or lost. */
export const networkFails: MakeFault = (scene) => {
  const { random, system, course, size } = scene;
  const caller = random.pick(withRole(system, 'app', 'edge').filter(({ calls }) => calls.length > 0));
  const needed = caller.calls.filter(({ isOptional }) => !isOptional);
  const call = random.pick(needed.length > 0 ? needed : caller.calls);
  const callee = system.components[call.to];
  const delayS = random.between(0.1, 0.8) * size;
  const failing = random.happens(0.5) ? Math.min(0.8, random.between(0.1, 0.4) * size) : 0;
  const host = callee?.host ?? '';
  return {
    ...plainFault,
    culprit: [caller.name, ...(callee === undefined ? [] : namesOf(callee))],
    kind: 'network',
    origin: caller.index,
    says:
      failing > 0
        ? [{ component: caller.index, level: 'error', message: () => `read tcp ${host}: i/o timeout`, perMinute: 12 }]
        : [],
    apply: (at, ills) => {
      if (course(at) > 0)
        ills.hurtCall(caller.index, call.to, { delayS: delayS * course(at), failing: failing * course(at) });
    },
  };
};
