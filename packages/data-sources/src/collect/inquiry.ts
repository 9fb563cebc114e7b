import { type Baselines, type Capability, capabilities, type Service, type Window } from '@incidentfox/incident';
import type { Ask, Caps } from '../data-source.ts';

/** One capability asked about one service; put to every source that has it. */
export interface CollectAsk {
  readonly service: Service;
  readonly capability: Capability;
}

/** What all questions of one investigation share. */
export interface Inquiry {
  readonly incident: Ask['incident'];
  readonly window: Window;
  /** How far back changes are looked for; the stretch before the window gives the base rate. Default: 7 days. */
  readonly history?: Window;
  /** Default: the stretch just before, and the same stretch a week earlier. */
  readonly baselines?: Baselines;
  readonly caps?: Partial<Caps>;
}

/** Services times capabilities, the first services first. */
export function asksFor(services: readonly Service[], wanted: readonly Capability[] = capabilities): CollectAsk[] {
  return services.flatMap((service) => wanted.map((capability) => ({ service, capability })));
}
