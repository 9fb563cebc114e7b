import type { Edge } from '@incidentfox/incident';
import { nameOwners } from './name-owners.ts';
import { type ProposedService, serviceOf } from './propose-catalogue.ts';

/** How sure an edge is, in the words of a note. */
const howSure: Readonly<Record<Edge['foundBy'], string>> = {
  trace: 'seen in traces',
  service_graph: 'seen in a service graph',
  client_metrics: 'measured by the caller',
  pod_settings: 'only set up, not seen',
  catalogue: 'said by a catalogue',
  log_mention: 'named in error lines',
  store_name: 'guessed from the name',
  full_pool: 'guessed from a full pool',
};
const byTrust: readonly Edge['foundBy'][] = [
  'service_graph',
  'trace',
  'client_metrics',
  'catalogue',
  'pod_settings',
  'log_mention',
];
const maxOutside = 10;

/**
 * The entries with what they were seen to call, each with a note of how that is known. Callees that are in no entry, like outside hosts, are
 * only noted.
 */
export function withDependencies(proposed: readonly ProposedService[], edges: readonly Edge[]): ProposedService[] {
  const ownerOf = nameOwners(proposed.map(serviceOf));
  const best = [...edges].sort((a, b) => byTrust.indexOf(a.foundBy) - byTrust.indexOf(b.foundBy));
  return proposed.map((one) => {
    const own = best.filter(({ from }) => ownerOf(from)?.name === one.entry.name);
    const called = new Map<string, Edge['foundBy']>();
    const outside = new Set<string>();
    for (const { to, foundBy } of own) {
      const callee = ownerOf(to)?.name;
      if (callee === undefined) outside.add(to);
      else if (callee !== one.entry.name && !called.has(callee)) called.set(callee, foundBy);
    }
    const fresh = [...called].filter(([callee]) => !one.entry.depends_on.includes(callee)).sort();
    if (fresh.length === 0 && outside.size === 0) return one;
    const told = fresh.map(([callee, foundBy]) => `depends_on ${callee}: ${howSure[foundBy]}`);
    const hosts = [...outside].sort().slice(0, maxOutside).join(', ');
    return {
      ...one,
      entry: { ...one.entry, depends_on: [...one.entry.depends_on, ...fresh.map(([callee]) => callee)] },
      notes: [...one.notes, ...told, ...(hosts === '' ? [] : [`also calls ${hosts}, which is in no entry`])],
    };
  });
}
