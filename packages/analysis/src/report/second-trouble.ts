import type { Sentence } from '@incidentfox/incident';
import { about, cite, type Findings } from './findings.ts';
import { sentence } from './sentence.ts';
import { visibleTrouble } from './words/trouble-words.ts';

/** Everything that calls `service`, directly or not, by the calls that were cited. */
function dependentsOf({ all }: Findings, service: string): Set<string> {
  const edges = all.filter(({ kind }) => kind === 'edge');
  const found = new Set([service]);
  for (const one of found) {
    for (const { facts } of edges) if (facts.to === one) found.add(String(facts.from));
  }
  return found;
}

/** An affected service in trouble that does not depend on the blamed one: the cause that was found does not explain everything. */
export function secondTrouble(findings: Findings, blamed: string): Sentence | null {
  const explained = dependentsOf(findings, blamed);
  for (const { service } of findings.context.affected) {
    const trouble = explained.has(service) ? null : visibleTrouble(about(findings, service));
    if (trouble !== null && findings.blamed?.kind !== 'node')
      return sentence(
        `${service} ${trouble.words} as well, which this does not explain`,
        cite(findings, trouble.evidence),
      );
  }
  return null;
}
