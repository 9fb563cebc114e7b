import { type Baselines, type Capability, capabilities, type Service, type Window } from '@incidentfox/incident';
import type { Caps, Question } from '../data-source.ts';
import type { PlaceSettings } from '../environment/place-of.ts';

/** One capability asked about one service, or with null about all at once; put to every source that has it. */
export interface PlannedQuestion {
  readonly service: Service | null;
  readonly capability: Capability;
}

/** What all questions of one investigation share. */
export interface QuestionScope {
  readonly incident: Question['incident'];
  readonly window: Window;
  /** How far back changes are looked for; the range before the window gives the base rate. Default: 7 days. */
  readonly history?: Window;
  /** Default: the range just before, and the same range a week earlier. */
  readonly baselines?: Baselines;
  readonly caps?: Partial<Caps>;
  /** Which round of the investigation asks. Default: 1. */
  readonly round?: number;
  /** Names of the catalogue, for questions about all services at once. */
  readonly names?: readonly string[];
  /** Where the incident takes place, as far as it is said. Default: in production. */
  readonly place?: PlaceSettings;
  /** The whole catalogue: what is another service's is not this one's. */
  readonly catalogue?: readonly Service[];
}

/** Services times capabilities, the first services first. */
export function questionsFor(
  services: readonly Service[],
  wanted: readonly Capability[] = capabilities,
): PlannedQuestion[] {
  return services.flatMap((service) => wanted.map((capability) => ({ service, capability })));
}
