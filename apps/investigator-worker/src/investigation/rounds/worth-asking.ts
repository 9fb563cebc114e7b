import { type DataSource, isStore, type PlannedQuestion, questionsFor } from '@incidentfox/data-sources';
import { type Capability, capabilities, essentialCapabilities, type Service } from '@incidentfox/incident';
import type { InvestigationScope } from '../2-plan/plan-scope.ts';
import type { Batch } from '../3-collect/collection.ts';
import type { KnownServices } from '../3-collect/known-services.ts';

/** What there is somebody to ask for; that nobody has an essential one is worth telling. */
export function worthAsking(sources: readonly DataSource[]): Capability[] {
  return capabilities.filter(
    (one) => essentialCapabilities.includes(one) || sources.some((source) => source.capabilities.has(one)),
  );
}

/** What a store has that only an exporter or a log line names: no repository, and no logs that anybody ships. */
const ofStores: readonly Capability[] = ['metrics', 'alerts', 'infra'];

/** Everything worth asking about the services, those first that come first. */
export function everythingAbout(
  services: readonly Service[],
  known: KnownServices,
  wanted: readonly Capability[],
): PlannedQuestion[] {
  return services.flatMap((one) =>
    questionsFor([one], isOurs(one, known) ? wanted : wanted.filter((capability) => ofStores.includes(capability))),
  );
}

/** Whether it is of the catalogue or serves requests under a name of its own; what only a log line names is not. */
export const isOurs = (service: Service, { catalogue, discovered }: KnownServices): boolean =>
  [...catalogue, ...discovered].some(({ name }) => name === service.name);

/** Services whose changes are worth a question: stores only where the catalogue has them. */
export const mayChange = (service: Service, known: KnownServices): boolean =>
  known.catalogue.some(({ name }) => name === service.name) || (isOurs(service, known) && !isStore(service));

/** Changes are looked for further back than telemetry. */
export function overTheirRanges(questions: readonly PlannedQuestion[], scope: InvestigationScope): Batch[] {
  const isChange = ({ capability }: PlannedQuestion) => capability === 'changes';
  return [
    { questions: questions.filter((one) => !isChange(one)), window: scope.window },
    { questions: questions.filter(isChange), window: scope.changeWindow },
  ];
}
