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

/** Words that say which side of a system a part is: `billing-web` is how `Billing` runs. */
const sideWords = new Set(['web', 'frontend', 'backend', 'ui', 'app', 'site', 'portal', 'http', 'rest', 'grpc']);

/** The same without the words for the side it serves, as long as anything is left; its first word where all say that. */
export function looseNameOf(name: string): string {
  const words = plainNameOf(name).split('-');
  const specific = words.filter((word) => !sideWords.has(word));
  return (specific.length > 0 ? specific : words.slice(0, 1)).join('-');
}
