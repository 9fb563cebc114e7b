import { matchServices, relatedServices, type SourceText } from '@incidentfox/data-sources';
import type { AffectedService, Service } from '@incidentfox/incident';

/** Ways of finding that are a hint rather than a name somebody said. */
const weakWays: ReadonlySet<AffectedService['foundBy']> = new Set(['words', 'edge']);
const maxEdges = 2;

export const isSure = (affected: readonly AffectedService[]): boolean =>
  affected.some(({ foundBy }) => !weakWays.has(foundBy));

/** The services that the texts name; without any, those that their everyday words lead to. */
export function findAffected(texts: readonly SourceText[], services: readonly Service[]): AffectedService[] {
  const named = matchServices(texts, [...services]);
  return named.length > 0 ? named : relatedServices(texts, services);
}

/**
 * Once the telemetry was looked at: what is in no catalogue can be named too, and where nothing was named at all people meet a system
 * at its edge.
 */
export function findAffectedAmong(
  texts: readonly SourceText[],
  known: { catalogue: readonly Service[]; discovered: readonly Service[]; edges: readonly string[] },
): AffectedService[] {
  const named = matchServices(texts, [...known.catalogue, ...known.discovered]);
  const discovered = new Set(known.discovered.map(({ name }) => name));
  if (named.length > 0) {
    return named
      .filter(({ service, foundBy }) => !discovered.has(service) || foundBy !== 'fuzzy' || named.length === 1)
      .map((one) => (discovered.has(one.service) ? { ...one, foundBy: 'discovered' as const } : one));
  }
  const related = relatedServices(texts, [...known.catalogue, ...known.discovered]);
  const edges = known.edges.slice(0, maxEdges).map(
    (service): AffectedService => ({
      service,
      foundBy: 'edge',
      because: `nobody calls ${service}: people meet it first`,
    }),
  );
  return [...related, ...edges.filter(({ service }) => !related.some((one) => one.service === service))];
}
