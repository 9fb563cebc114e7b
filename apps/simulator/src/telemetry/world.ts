import { hashOf, seeded, token } from '../shop/random.ts';
import type { Behaviour, DeployScript, RestartScript, Scenario } from '../shop/scenario.ts';
import { nodes, type ShopService, shop } from '../shop/shop.ts';

const minuteMs = 60_000;
const dayMs = 86_400_000;

/** One rollout of a workload: what ran, since when. */
export interface SimulatedReplicaSet {
  readonly name: string;
  readonly service: ShopService;
  readonly revision: number;
  readonly version: string;
  readonly memoryLimitMb: number;
  readonly createdAt: number;
  readonly cause: string;
}

export interface SimulatedPod {
  readonly name: string;
  readonly ip: string;
  readonly node: string;
  readonly replicaSet: SimulatedReplicaSet;
  readonly from: number;
  /** When it was taken away; Infinity while it runs. */
  readonly to: number;
  readonly restarts: readonly {
    readonly at: number;
    readonly reason: RestartScript['reason'];
    readonly exitCode: number;
  }[];
}

/** A scenario that began to play at a moment: the only thing the vendors' stand-ins read. */
export interface World {
  readonly scenario: Scenario;
  /** The alarm: minute 0 of the scenario, epoch ms. */
  readonly alarmAt: number;
  readonly now: () => number;
  readonly replicaSets: readonly SimulatedReplicaSet[];
  readonly pods: readonly SimulatedPod[];
  minuteOf(at: number): number;
  momentOf(minute: number): number;
  behaviourOf(service: string): Behaviour;
  livePods(service: string, at: number): readonly SimulatedPod[];
}

/** Container start takes this long; the application answers no scrape meanwhile. */
export const startUpMs = 20_000;

export function createWorld(scenario: Scenario, alarmAt: number, now: () => number): World {
  const momentOf = (minute: number) => alarmAt + minute * minuteMs;
  const replicaSets = shop.flatMap((service) => replicaSetsOf(service, scenario, momentOf));
  const pods = replicaSets.flatMap((replicaSet, _index, all) => podsOf(replicaSet, all, scenario, momentOf));
  const byService = new Map(
    shop.map(({ name }) => [name, pods.filter((pod) => pod.replicaSet.service.name === name)] as const),
  );
  return {
    scenario,
    alarmAt,
    now,
    replicaSets,
    pods,
    momentOf,
    minuteOf: (at) => (at - alarmAt) / minuteMs,
    behaviourOf: (service) => scenario.behaviours?.[service] ?? {},
    livePods: (service, at) => (byService.get(service) ?? []).filter((pod) => pod.from <= at && at < pod.to),
  };
}

function replicaSetsOf(
  service: ShopService,
  scenario: Scenario,
  momentOf: (minute: number) => number,
): SimulatedReplicaSet[] {
  const random = seeded('replica sets', service.name);
  const first = 12 + Math.floor(random() * 60);
  const deploys = (scenario.deploys ?? [])
    .filter((deploy) => deploy.service === service.name)
    .toSorted((a, b) => a.at - b.at);
  // The running version is the shop's own until the scenario's first deploy of this service.
  const standing: SimulatedReplicaSet = {
    name: `${service.workload}-${token(random, 9)}`,
    service,
    revision: first,
    version: service.version,
    memoryLimitMb: service.memoryLimitMb,
    createdAt: momentOf(0) - (10 + random() * 6) * dayMs,
    cause: `deploy ${service.version}`,
  };
  const sets = [standing];
  for (const deploy of deploys) {
    const previous = sets[sets.length - 1] ?? standing;
    sets.push({
      name: `${service.workload}-${token(random, 9)}`,
      service,
      revision: previous.revision + 1,
      version: deploy.version ?? previous.version,
      memoryLimitMb: deploy.memoryLimitMb ?? previous.memoryLimitMb,
      createdAt: momentOf(deploy.at),
      cause: causeOf(deploy),
    });
  }
  return sets;
}

const causeOf = (deploy: DeployScript) => (deploy.version ? `deploy ${deploy.version}` : deploy.title);

function podsOf(
  replicaSet: SimulatedReplicaSet,
  all: readonly SimulatedReplicaSet[],
  scenario: Scenario,
  momentOf: (minute: number) => number,
): SimulatedPod[] {
  const { service } = replicaSet;
  const next = all.find((other) => other.service === service && other.revision === replicaSet.revision + 1);
  return Array.from({ length: service.pods }, (_unused, index) => {
    const random = seeded('pod', replicaSet.name, index);
    // Rolling: one new pod at a time, the old one leaves a little later.
    const from = replicaSet.createdAt + index * 8_000;
    const to = next ? next.createdAt + 12_000 + index * 8_000 : Number.POSITIVE_INFINITY;
    const restarts = (scenario.restarts ?? [])
      .filter((restart) => restart.service === service.name && restart.pod === index)
      .map((restart) => ({ at: momentOf(restart.at), reason: restart.reason, exitCode: restart.exitCode }))
      .filter((restart) => restart.at >= from && restart.at < to)
      .toSorted((a, b) => a.at - b.at);
    const node = nodes[(hashOf(service.name) + index) % nodes.length] ?? nodes[0];
    return {
      name: `${replicaSet.name}-${token(random, 5)}`,
      ip: `10.0.${1 + Math.floor(random() * 3)}.${10 + Math.floor(random() * 240)}`,
      node: node?.name ?? '',
      replicaSet,
      from,
      to,
      restarts,
    };
  });
}
