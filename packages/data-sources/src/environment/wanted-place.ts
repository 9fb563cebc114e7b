import type { Location } from '@incidentfox/incident';

/** Where a question looks, and who said so. */
export interface WantedPlace extends Location {
  /** `production` where nobody said anything. */
  readonly environment: string;
  /** False where nobody said which environment: production is assumed, and what a person named otherwise is taken. */
  readonly isSaid: boolean;
  /** What things belong to that say nothing of their environment. */
  readonly unmarked: string;
  /** Who said so, for people: `the alert's label env`. */
  readonly because: string;
}

/** Where nobody said anything. */
export const assumedPlace: WantedPlace = {
  environment: 'production',
  isSaid: false,
  unmarked: 'production',
  because: 'nothing says another environment',
};
