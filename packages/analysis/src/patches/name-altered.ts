/** Names of things without number in English: no article stands before them. */
const uncountable =
  /^(?:eager loading|error handling|validation|authentication|compression|acknowledgement|waiting for|work side by side|storage|memory|cpu|TLS|ORDER BY|header|data\b|what |where |bodies |calls |threads)/i;

const isPlural = (what: string): boolean =>
  /[a-z]{2}s$/.test(what.split(/ of | in | \(/)[0] ?? '') && !/ss$/.test(what);

/** A label as read from code, without what is the language's: `const retry limit` is the retry limit. */
export const named = (label: string): string =>
  label.replace(/^(?:(?:const|let|var|def|val|final|static|private|public) )+/, '').replace(/^bound of /, 'limit on ');

/** `the pool size`, `the check of total`, `retries`. */
export const withDefinite = (what: string): string => (uncountable.test(what) || isPlural(what) ? what : `the ${what}`);

/** `a cache`, `an exclusive lock`, `the check of total`, `error handling`. */
export function withArticle(what: string): string {
  if (uncountable.test(what) || isPlural(what)) return what;
  if (/ of |^(?:column|index|table|limit on) /.test(what) && !/ of an? /.test(what)) return `the ${what}`;
  return `${/^[aeio]/i.test(what) ? 'an' : 'a'} ${what}`;
}
