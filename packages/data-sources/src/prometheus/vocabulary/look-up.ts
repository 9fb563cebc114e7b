import type { Window } from '@incidentfox/incident';
import type { QuestionRun } from '../../answering/index.ts';
import type { PrometheusDeps } from '../deps.ts';

/** What the look-ups of one service share. */
export interface LookUp {
  readonly source: PrometheusDeps;
  readonly span: Window;
  readonly run: QuestionRun;
}
