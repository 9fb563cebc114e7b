import type { Evidence, Sentence } from '@incidentfox/incident';
import { clock, minutesInWords } from '../src/evidence/clock.ts';
import { formatQuantity } from '../src/evidence/format-quantity.ts';

const numberToken = /\d+(?:[.:]\d+)*/g;
const tokensOf = (text: string): string[] => text.match(numberToken) ?? [];
/** From here on a number is a time, epoch ms. */
const timesFrom = 1e11;

function allowedBy(evidence: Evidence): string[] {
  const { value, baseline, unit, at, facts } = evidence;
  const texts = [evidence.service ?? '', evidence.quote ?? '', ...(at === null ? [] : [clock(at)])];
  if (value !== null) texts.push(formatQuantity(value, unit));
  if (baseline !== null) texts.push(formatQuantity(baseline, unit), formatQuantity(baseline, null));
  for (const fact of Object.values(facts)) {
    if (typeof fact === 'string') texts.push(fact);
    else if (fact >= timesFrom) texts.push(clock(fact));
    else texts.push(formatQuantity(fact, null), String(fact), minutesInWords(fact));
  }
  return texts.flatMap(tokensOf);
}

/**
 * Numbers of a sentence that none of its evidence holds, neither as value, baseline or fact nor in a quoted name; empty for
 * a grounded sentence. Names that hold digits are part of the evidence that names them.
 */
export function ungroundedNumbers({ text, evidence }: Sentence, all: readonly Evidence[]): string[] {
  const cited = all.filter(({ id }) => evidence.includes(id));
  const allowed = new Set(cited.flatMap(allowedBy));
  return tokensOf(text).filter((token) => !allowed.has(token));
}
