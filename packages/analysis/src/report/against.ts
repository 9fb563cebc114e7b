import type { Evidence, Sentence } from '@incidentfox/incident';
import { clock } from '../evidence/clock.ts';
import { cite, type Findings } from './findings.ts';
import { sentence } from './sentence.ts';
import { maxAgainstTold } from './thresholds.ts';
import { changeAsNoun } from './words/change-words.ts';

/** What speaks against the blamed cause, in one sentence; null when nothing does. */
export function whatSpeaksAgainst(findings: Findings): Sentence | null {
  const { blamed, byId, diagnosis } = findings;
  if (blamed === null) return null;
  const out = new Set(diagnosis.ruledOut.flatMap(({ evidence }) => evidence[0] ?? []));
  const against = blamed.contradicts
    .flatMap((id) => byId(id) ?? [])
    .filter(({ id, kind }) => id !== blamed.trigger && !(kind === 'change' && out.has(id)))
    .slice(0, maxAgainstTold);
  if (against.length === 0) return null;
  return sentence(`Against it: ${against.map((one) => inWords(one)).join('; ')}`, cite(findings, against));
}

function inWords(one: Evidence): string {
  const { kind, at, title } = one;
  if (kind === 'change' && at !== null) return `${changeAsNoun(one)} at ${clock(at)} could have done it as well`;
  if ((kind === 'metric_shift' || kind === 'log_pattern') && at !== null) return `${title} since ${clock(at)}`;
  return title;
}
