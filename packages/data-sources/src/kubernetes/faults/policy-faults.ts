import { specChangedAt } from '../objects/changed-at.ts';
import type { NetworkPolicy } from '../objects/objects.schema.ts';
import { selectorMatches } from '../objects/selects.ts';
import { type FaultFinder, kubectl, type Surroundings } from './fault.ts';
import { podLabels, servicesOf } from './service-faults.ts';

type Rule = NonNullable<NetworkPolicy['spec']['ingress']>[number];
type Port = { readonly name?: string | null | undefined; readonly number: number };

const dns: readonly Port[] = [{ number: 53 }];

/** Policies that select the pods and rule one direction; what any of them allows is allowed. */
function policiesOn(seen: Surroundings, direction: 'Ingress' | 'Egress'): NetworkPolicy[] {
  const labels = podLabels(seen);
  return (seen.networkPolicies ?? []).filter(({ spec }) => {
    const types = spec.policyTypes ?? (spec.egress == null ? ['Ingress'] : ['Ingress', 'Egress']);
    return types.includes(direction) && selectorMatches(spec.podSelector, labels);
  });
}

/** A rule without ports allows all of them. */
const allows = ({ ports }: Rule, wanted: readonly Port[]): boolean =>
  (ports ?? []).length === 0 ||
  (ports ?? []).some(({ port, endPort }) =>
    wanted.some(
      ({ name, number }) =>
        port == null ||
        port === name ||
        (endPort == null ? Number(port) === number : Number(port) <= number && number <= endPort),
    ),
  );

/** No policy lets anything in to the ports that its Services lead to. */
export const trafficCut: FaultFinder = (seen) => {
  const policies = policiesOn(seen, 'Ingress');
  const served = servedPorts(seen);
  // Nobody calls it, or where it listens is only known by names that no template explains.
  if (policies.length === 0 || servicesOf(seen).length === 0 || served.every(({ number }) => Number.isNaN(number)))
    return [];
  const isOpen = policies.some(({ spec }) => (spec.ingress ?? []).some((rule) => allows(rule, served)));
  return isOpen
    ? []
    : [faultOf('traffic_cut', policies, 'no rule for incoming traffic allows a port that its Service leads to')];
};

/** No policy lets it ask a name server. */
export const lookupsCut: FaultFinder = (seen) => {
  const policies = policiesOn(seen, 'Egress');
  const isOpen = policies.some(({ spec }) => (spec.egress ?? []).some((rule) => allows(rule, dns)));
  return policies.length === 0 || isOpen
    ? []
    : [faultOf('lookups_cut', policies, 'no rule for outgoing traffic allows port 53, where names are looked up')];
};

/** Where its containers listen as far as the pod template says so, and where its Services lead. */
function servedPorts(seen: Surroundings): Port[] {
  const declared = (seen.at.workload.spec.template?.spec?.containers ?? []).flatMap(({ ports }) => ports ?? []);
  const targets = servicesOf(seen).flatMap(({ spec }) =>
    (spec.ports ?? []).map(({ port, targetPort }) => targetPort ?? port),
  );
  return [
    ...declared.map(({ name, containerPort }) => ({ name, number: containerPort })),
    ...targets.map((target) =>
      Number.isNaN(Number(target)) ? { name: String(target), number: Number.NaN } : { number: Number(target) },
    ),
  ];
}

function faultOf(kind: 'traffic_cut' | 'lookups_cut', policies: readonly NetworkPolicy[], message: string) {
  const newest = [...policies].sort((a, b) => (specChangedAt(b.metadata) ?? 0) - (specChangedAt(a.metadata) ?? 0))[0];
  const name = newest?.metadata.name ?? '';
  return {
    kind,
    object: `NetworkPolicy ${name}`,
    since: newest === undefined ? undefined : specChangedAt(newest.metadata),
    message,
    command: kubectl('describe networkpolicy', name, newest?.metadata.namespace),
  };
}
