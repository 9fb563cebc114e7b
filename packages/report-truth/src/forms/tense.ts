import { tenses } from '@incidentfox/incident';

/** A phrase in each tense it may be told in. */
export function inAnyTense(words: string): string[] {
  const [now, ...others] = tenses.find(([first]) => words.startsWith(first)) ?? [];
  return now === undefined ? [words] : [words, ...others.map((other) => `${other}${words.slice(now.length)}`)];
}
