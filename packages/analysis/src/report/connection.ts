import type { Evidence } from '@incidentfox/incident';

/** Everything that a report can cite. */
export interface Citable {
  all: readonly Evidence[];
}

/** What is cited of calls from one service to another: an edge, a measurement of the calls, or an error that names the other. */
function callsIn({ all }: Citable): { from: string; to: string; evidence: Evidence }[] {
  return all.flatMap((evidence) => {
    const { kind, service, facts } = evidence;
    if (kind === 'edge') return [{ from: String(facts.from), to: String(facts.to), evidence }];
    if (service === null) return [];
    if (facts.peer !== undefined && facts.side !== 'server')
      return [{ from: service, to: String(facts.peer), evidence }];
    if (kind !== 'log_pattern' || facts.mechanism === undefined) return [];
    const named = Object.entries(facts).filter(([key]) => /^(service|host|external_host)\d+$/.test(key));
    return named.map(([, name]) => ({ from: service, to: String(name), evidence }));
  });
}

/** The evidence of each call on the shortest way from `caller` to `callee`; null when nothing that is cited connects them. */
export function connectionBetween(citable: Citable, caller: string, callee: string): Evidence[] | null {
  const calls = callsIn(citable);
  const ways = new Map<string, Evidence[]>([[caller, []]]);
  for (const [service, way] of ways) {
    if (service === callee) return way;
    for (const { from, to, evidence } of calls) if (from === service && !ways.has(to)) ways.set(to, [...way, evidence]);
  }
  return null;
}

/** Whether anything that is cited shows that somebody calls the service. */
export const hasCallers = (citable: Citable, callee: string): boolean =>
  callsIn(citable).some(({ from, to }) => to === callee && from !== callee);
