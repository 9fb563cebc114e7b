import { tenses } from '@incidentfox/incident';

/** What happens once has a time, and does not go on since then. */
export const isMoment = (words: string): boolean => /^(?:lost its node|restarted)/.test(words);

/** `is failing` as it reads before `since 14:32`: `has been failing`. */
export const ongoing = (words: string): string => inTense(words, 1);

/** `is failing` of what is over: `was failing`. */
export const past = (words: string): string => inTense(words, 2);

function inTense(words: string, tense: 1 | 2): string {
  const found = tenses.find(([now]) => words.startsWith(now));
  return found === undefined ? words : `${found[tense]}${words.slice(found[0].length)}`;
}
