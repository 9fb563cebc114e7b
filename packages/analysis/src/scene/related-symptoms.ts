import type { CallGraph } from '../topology/call-graph.ts';
import type { Symptom } from './symptom.ts';

/** Whether a service has to do with the incident's services: it is one, calls or serves one, or runs beside one. */
export function isRelated(service: string, affected: readonly string[], graph: CallGraph): boolean {
  if (affected.length === 0 || affected.includes(service)) return true;
  if (affected.some((one) => graph.dependenciesOf(one).has(service) || graph.dependentsOf(one).has(service)))
    return true;
  return [...graph.sharedNodes].some(
    ([node, on]) => (node === service || on.includes(service)) && on.some((other) => affected.includes(other)),
  );
}

/** The symptoms that belong to the incident, or all symptoms when its services and their neighbours show none. */
export function relatedSymptoms(
  symptoms: readonly Symptom[],
  affected: readonly string[],
  graph: CallGraph,
): readonly Symptom[] {
  const verdicts = new Map<string, boolean>();
  const related = symptoms.filter(({ service }) => {
    const isRelatedService = verdicts.get(service) ?? isRelated(service, affected, graph);
    verdicts.set(service, isRelatedService);
    return isRelatedService;
  });
  return related.length > 0 ? related : symptoms;
}
