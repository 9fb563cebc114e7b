import type { Sentence } from '@incidentfox/incident';
import { victimOf } from './blame.ts';
import { connectionBetween } from './connection.ts';
import { about, cite, type Findings } from './findings.ts';
import { sentence } from './sentence.ts';
import { visibleTrouble } from './words/trouble-words.ts';

/**
 * An affected service in trouble that nothing connects with the blamed one: the cause that was found does not explain everything. The one
 * that the summary tells of is no second one.
 */
export function secondTrouble(findings: Findings, blamed: string): Sentence | null {
  const first = victimOf(findings, blamed)?.service;
  for (const { service } of findings.context.affected) {
    if (
      service === blamed ||
      service === first ||
      service === findings.blamed?.object ||
      connectionBetween(findings, service, blamed) !== null
    )
      continue;
    const trouble = visibleTrouble(about(findings, service));
    if (trouble !== null && findings.blamed?.kind !== 'node')
      return sentence(
        `${service} ${trouble.words} as well, which this does not explain`,
        cite(findings, trouble.evidence),
      );
  }
  return null;
}
