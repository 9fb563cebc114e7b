import type { Report } from '@incidentfox/incident';
import { type ClaimCheck, check } from '../claim.ts';

/** Nothing is said twice: no sentence stands twice in one list, or in the summary and below it, and no fact is listed twice. */
export function checkRepetitions({
  summary,
  rootCause,
  alternatives,
  ruledOut,
  actions,
  timeline,
  evidence,
}: Report): ClaimCheck[] {
  const lists: readonly (readonly string[])[] = [
    [summary.text, ...rootCause.map(({ text }) => text)],
    alternatives.map(({ text }) => text),
    ruledOut.map(({ text }) => text),
    ruledOut.map(({ text }) => text.slice(0, text.indexOf(': '))),
    actions.map(({ text }) => text),
    timeline.map(({ at, text }) => `${at} ${text}`),
    evidence.map(({ kind, service, at, title, quote }) => `${kind} ${service} ${at} ${title} ${quote}`),
  ];
  return [...lists.map(repeated), halfRepeated(rootCause.map(({ text }) => text))];
}

function repeated(texts: readonly string[]): ClaimCheck {
  const plain = texts.map((text) => text.replace(/\.$/, ''));
  const twice = plain.find((text, index) => plain.indexOf(text) !== index);
  return check('repetition', twice === undefined, `said twice: ${twice}`);
}

/** A sentence that another one holds whole. */
function halfRepeated(texts: readonly string[]): ClaimCheck {
  const twice = texts.find((text, index) => texts.some((other, at) => at !== index && other.endsWith(`; ${text}`)));
  return check('repetition', twice === undefined, `said twice: ${twice}`);
}
