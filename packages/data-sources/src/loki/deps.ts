import type { Window } from '@incidentfox/incident';
import type { Answerer } from '../answering/index.ts';
import type { LokiClient } from './client.ts';

/** How lines without a level are told to be errors, as RE2: they are like the one, and not like the other. */
export interface ErrorWords {
  readonly like: string;
  readonly unlike: string | null;
}

/** One configured Loki with what its questions need. */
export interface LokiDeps extends Answerer {
  readonly client: LokiClient;
  /** Labels that hold the service; null for the usual ones. */
  readonly serviceLabels: readonly string[] | null;
  /** Every query must match these. */
  readonly matchers: readonly string[];
  readonly errorWords: ErrorWords;
  linkTo(query: string, span: Window): string | undefined;
}
