import type { Evidence } from '@incidentfox/incident';
import type { Findings } from '../findings.ts';
import { type Action, type Cited, sentence } from '../sentence.ts';

/** What actions are recommended for: the service and object to look at, the change that triggered it, and the evidence. */
export interface ActionCase {
  findings: Findings;
  service: string;
  object: string | null;
  trigger: Evidence | undefined;
  ids: Cited;
}

/** One recommended action: what to do, what it rests on, and the command for it, if there is one. */
export const act = (text: string, ids: Cited, look: string | null = null): Action => ({
  ...sentence(text, ids),
  command: look,
});
