import type { Context, RecordedQuestion, Report, Step } from '@incidentfox/incident';
import { type InvestigationRun, observeIncident } from './observe-incident.ts';
import { reportOn } from './report-on.ts';

export interface InvestigationFindings {
  context: Context;
  questions: RecordedQuestion[];
  steps: Step[];
  report: Report;
}

/** The investigation as a story: everything is observed first, and the report says what was seen. */
export async function investigate(run: InvestigationRun): Promise<InvestigationFindings> {
  const seen = await observeIncident(run);
  const { context, questions, steps } = seen;
  return { context, questions, steps, report: reportOn(seen, run) };
}
