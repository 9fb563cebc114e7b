import { genericWords } from './ordinary-words.ts';
import { wordsOf } from './words.ts';

/**
 * What stays of a name in any spelling without the words that only say that it is software: `Core API`, `core-api` and `CoreApi`
 * are one, and `identity-svc` is `identity`. Empty for a name without letters.
 */
export function plainNameOf(name: string): string {
  const words = wordsOf(name).map(({ plain }) => plain);
  const specific = words.filter((word) => !genericWords.has(word));
  return (specific.length > 0 ? specific : words).join('-');
}
