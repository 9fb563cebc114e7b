import type { Capability, Diagnosis, Observations, Service } from '@incidentfox/incident';
import type { Calls } from './call-distances.ts';

/** One more question, about a service that a first diagnosis points to. */
export interface NextQuestion {
  readonly service: Service;
  readonly capability: Capability;
}

const maxSuspects = 3;
const maxUnseenCallees = 3;
const maxQuestions = 12;

/**
 * What would separate the first explanations: everything that was not asked about the suspects themselves, and the numbers of what the
 * first of them call and nobody looked at. `asked` tells whether a capability was asked about a service, answered or not.
 */
export function chooseNext(
  { hypotheses, ranking }: Pick<Diagnosis, 'hypotheses' | 'ranking'>,
  known: {
    answered: Observations['answered'];
    asked(service: string, capability: Capability): boolean;
    calls: Calls;
    capabilities: readonly Capability[];
    serviceOf(name: string): Service;
  },
): NextQuestion[] {
  const { asked, calls, capabilities, serviceOf } = known;
  const named = [...hypotheses.map(({ service }) => service), ...ranking.map(({ service }) => service)];
  const suspects = [...new Set(named)].slice(0, maxSuspects);
  const own = suspects.flatMap((name) => capabilities.map((capability) => ({ name, capability })));
  const seen = new Set(
    known.answered.filter(({ capability }) => capability === 'metrics').map(({ service }) => service),
  );
  const callees = suspects
    .slice(0, 2)
    .flatMap((name) => calls.filter(({ from }) => from === name).map(({ to }) => to))
    .filter((name) => !seen.has(name));
  const unseen = [...new Set(callees)].sort().slice(0, maxUnseenCallees);
  return [...own, ...unseen.map((name) => ({ name, capability: 'metrics' as const }))]
    .filter(({ name, capability }) => !asked(name, capability))
    .slice(0, maxQuestions)
    .map(({ name, capability }) => ({ service: serviceOf(name), capability }));
}
