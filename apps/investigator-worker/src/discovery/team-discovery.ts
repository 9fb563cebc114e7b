import type { CollectedAnswer } from '@incidentfox/data-sources';
import type { Location, Service } from '@incidentfox/incident';

/** What is known of a team's system before any incident, from the discovery that goes on all the time. */
export interface TeamDiscovery {
  /** Epoch ms. */
  readonly at: number;
  /** Where it looked: calls of another place are others. */
  readonly place: Location;
  /** Who calls whom, one answer for every source that can tell. Empty where one of them did not answer that would another time. */
  readonly calls: readonly CollectedAnswer[];
  /** What runs, with what the sources call it. Empty where the team has a catalogue. */
  readonly services: readonly Service[];
}
