import type { Window } from '@incidentfox/incident';
import type { Answerer } from '../answering/index.ts';
import type { LokiClient } from './client.ts';

/** One configured Loki with what its questions need. */
export interface LokiDeps extends Answerer {
  readonly client: LokiClient;
  /** Labels that hold the service; null for the usual ones. */
  readonly serviceLabels: readonly string[] | null;
  /** Every query must match these. */
  readonly matchers: readonly string[];
  /** RE2: lines that look like errors. */
  readonly errorFilter: string;
  linkTo(query: string, span: Window): string | undefined;
}
