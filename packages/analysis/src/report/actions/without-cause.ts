import { cite, type Findings } from '../findings.ts';
import type { Action } from '../sentence.ts';
import { act } from './act.ts';

/** Where nothing is wrong: whether the alarm was right, and what somebody saw. */
export function healthyActions(findings: Findings): Action[] {
  const alert = findings.all.find(({ kind }) => kind === 'alert');
  const coverage = cite(findings, [findings.byId(findings.coverage)]);
  const report = act('Ask the reporter what exactly they saw, and when', [findings.incident.id]);
  if (alert === undefined) return [report];
  return [act(`Check the query and threshold of the alert ${alert.facts.alert}`, [alert.id, ...coverage]), report];
}

/** What no source could tell has to be looked at by hand. */
export function gapActions(findings: Findings): Action[] {
  return findings.diagnosis.gaps
    .slice(0, 3)
    .map((gap) => act(`Check by hand what could not be queried: ${gap.what}`, [gap.id]));
}
