import type { PlannedQuestion } from '@incidentfox/data-sources';
import type { Diagnosis, Observations, Window } from '@incidentfox/incident';
import { chooseNext } from '../2-plan/choose-next.ts';
import { widenWindow } from '../2-plan/widen-window.ts';
import type { Asking, Overview } from './overview.ts';
import { everythingAbout, overTheirRanges, worthAsking } from './worth-asking.ts';

/** What a first diagnosis leaves open. */
interface Open {
  readonly affected: readonly string[];
  readonly diagnosis: Diagnosis;
  readonly observations: Observations;
}

/** Round 3: what is missing about the first explanations and about what they call. */
export async function askNext(
  { scope, sources, collection }: Asking,
  { known }: Overview,
  { diagnosis, observations }: Open,
): Promise<void> {
  const next = chooseNext(diagnosis, {
    answered: observations.answered,
    asked: collection.asked,
    calls: observations.edges,
    capabilities: worthAsking(sources),
    serviceOf: known.serviceOf,
  });
  const questions = next.flatMap(({ service, capability }) => everythingAbout([service], known, [capability]));
  await collection.ask(3, overTheirRanges(questions, scope));
}

/** Re-asking over a longer window takes about as long as asking did. */
const minMs = 30_000;
const maxServices = 20;

/**
 * Round 3 as well, once, when trouble began before the window: metrics and logs of everything that was asked, further back. Gives the
 * window that was asked over in the end.
 */
export async function askFurtherBack(
  asking: Asking,
  { known }: Overview,
  { diagnosis, observations }: Open,
): Promise<Window> {
  const { scope, collection } = asking;
  const suspects = diagnosis.hypotheses.slice(0, 1).map(({ service }) => service);
  const wider = collection.remaining() < minMs ? null : widenWindow(diagnosis.onset, observations, suspects);
  if (wider === null) return scope.window;
  const answered = observations.answered.flatMap(({ service }) => service ?? []);
  const services = [...new Set(answered)].map(known.serviceOf);
  const had = everythingAbout(services, known, ['metrics', 'logs']).filter(
    ({ service, capability }) => service !== null && collection.asked(service.name, capability),
  );
  await collection.ask(3, [{ questions: ofFirst(had, maxServices), window: wider }]);
  return wider;
}

function ofFirst(questions: readonly PlannedQuestion[], services: number): PlannedQuestion[] {
  const first = new Set([...new Set(questions.map(({ service }) => service?.name))].slice(0, services));
  return questions.filter(({ service }) => first.has(service?.name));
}
