import type { Diagnosis, Hypothesis } from '@incidentfox/incident';
import { type Citable, hasCallers } from './connection.ts';
import { minProbability } from './thresholds.ts';
import { causeWords } from './words/cause-words.ts';

/** A cause that remains possible, as it is told. */
export interface Lead {
  text: string;
  /** The likeliest of those that read so, with the probability of all of them. */
  hypothesis: Hypothesis;
}

/** What remains possible, the likeliest first. Hypotheses that read the same are one to a reader; what reads as the blamed one is no other. */
export function leadsOf({ hypotheses, verdict }: Diagnosis, citable: Citable): Lead[] {
  const [blamed] = verdict === 'root_cause' ? hypotheses : [];
  const possible = blamed === undefined ? hypotheses : hypotheses.slice(1);
  const inWords = (one: Hypothesis): string => causeWords(one, hasCallers(citable, one.service));
  const told = blamed === undefined ? null : inWords(blamed);
  const leads = new Map<string, Lead>();
  for (const one of verdict === 'healthy' ? [] : possible) {
    const text = inWords(one);
    if (one.probability < minProbability || text === told) continue;
    const same = leads.get(text)?.hypothesis;
    const hypothesis = same === undefined ? one : { ...same, probability: same.probability + one.probability };
    leads.set(text, { text, hypothesis });
  }
  return [...leads.values()].sort((a, b) => b.hypothesis.probability - a.hypothesis.probability);
}
