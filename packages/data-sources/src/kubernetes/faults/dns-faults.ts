import { changedAt } from '../objects/changed-at.ts';
import { hostsInSettings } from '../topology/hosts-in-settings.ts';
import type { FaultFinder } from './fault.ts';
import { look, objectOf } from './workload-faults.ts';

/** Pods that ask the machine's name server, which knows no names of the cluster, while their settings name such hosts. */
export const machineDns: FaultFinder = (seen) => {
  const { at, services } = seen;
  const pods = at.workload.spec.template?.spec;
  if (pods?.dnsPolicy !== 'Default') return [];
  const known = new Set((services ?? []).map(({ metadata }) => metadata.name));
  const inside = hostsInSettings(pods.containers ?? []).find(
    (host) => /\.svc(?:\.|$)/.test(host) || known.has(host.split('.')[0] ?? ''),
  );
  if (inside === undefined) return [];
  return [
    {
      kind: 'dns_misconfigured',
      object: objectOf(seen),
      since: changedAt(at.workload.metadata, ['f:spec', 'f:template', 'f:spec', 'f:dnsPolicy']),
      message: `its dnsPolicy is Default, so that ${inside} cannot be looked up`,
      command: look('get', seen, ' -o yaml'),
    },
  ];
};
