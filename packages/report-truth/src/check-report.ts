import type { Gap, Observations, Report } from '@incidentfox/incident';
import { type CheckedClaim, type ClaimCheck, check } from './claim.ts';
import { checkAction } from './forms/actions.ts';
import { checkAlternative, checkQuestion } from './forms/alternatives.ts';
import { checkCommand } from './forms/commands.ts';
import { checkEvidence } from './forms/evidence.ts';
import { checkRootCause } from './forms/root-cause.ts';
import { checkRuledOut } from './forms/ruled-out.ts';
import { checkSummary } from './forms/summary.ts';
import { checkTimelineText } from './forms/timeline.ts';
import { Observed } from './observed/observed.ts';
import { type ReportCase, toReportCase } from './report-case.ts';
import { checkContradictions } from './whole/contradictions.ts';
import { checkReadable } from './whole/numbers-as-people-read-them.ts';
import { checkOrder } from './whole/order.ts';
import { checkRepetitions } from './whole/repetitions.ts';

const unread: readonly ClaimCheck[] = [{ kind: 'unread', isTrue: null, why: 'no form is known for this sentence' }];

/**
 * Every claim of a finished report, compared with the observations that it was made from. Only their text and numbers are read, never how
 * the engine came to them. A sentence of an unknown form is a claim that nobody compared.
 */
export function checkReport(report: Report, observations: Observations): CheckedClaim[] {
  const one = toReportCase(report, new Observed(observations));
  const claims: CheckedClaim[] = [];
  const add = (section: string, sentence: string, checks: readonly ClaimCheck[] | null) => {
    for (const each of checks ?? unread) claims.push({ section, sentence, ...each });
  };
  add('summary', report.summary.text, checkSummary(one));
  for (const said of report.rootCause) add('root cause', said.text, checkRootCause(one, said));
  for (const said of report.alternatives) add('alternatives', said.text, checkAlternative(one, said));
  for (const said of report.ruledOut) add('ruled out', said.text, checkRuledOut(one, said));
  for (const said of report.actions) {
    add('actions', said.text, checkAction(one, said));
    add('actions', said.command ?? '', checkCommand(one, said));
  }
  for (const said of report.timeline) add('timeline', said.text, checkTimelineText(one, said));
  for (const evidence of report.evidence) add('evidence', evidence.title, checkEvidence(one, evidence));
  for (const gap of report.gaps) add('gaps', gap.what, [gapCheck(gap, one)]);
  if (report.nextQuestion !== null)
    add('next question', report.nextQuestion, checkQuestion(one, { text: report.nextQuestion, evidence: [] }));
  const whole = [
    ...checkOrder(one),
    ...checkContradictions(one),
    ...checkRepetitions(report),
    ...checkReadable(report),
    ...cited(one),
  ];
  for (const each of whole) add('whole', each.why, [each]);
  return claims;
}

const gapCheck = ({ what, why }: Gap, { observed }: ReportCase): ClaimCheck =>
  check(
    'gap',
    observed.observations.gaps.some((gap) => gap.what === what && gap.why === why),
    'it is no gap of the observations',
  );

/** Every id that a sentence cites is listed. */
function cited({ report, byId }: ReportCase): ClaimCheck[] {
  const ids = [report.summary, ...report.rootCause, ...report.ruledOut, ...report.actions, ...report.timeline].flatMap(
    ({ evidence }) => evidence,
  );
  const gaps = new Set(report.gaps.map(({ id }) => id));
  const missing = ids.find((id) => !byId.has(id) && !gaps.has(id));
  return [
    {
      kind: 'quote',
      isTrue: missing === undefined,
      why: missing === undefined ? '' : `${missing} is cited and not listed`,
    },
  ];
}
