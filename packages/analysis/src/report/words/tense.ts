/** How the first words of a trouble read now, since a moment, and when it is over. The first that fits counts. */
const tenses: readonly (readonly [now: string, since: string, over: string])[] = [
  ['is ', 'has been ', 'was '],
  ['has run out of ', 'has been out of ', 'had run out of '],
  ['has ', 'has had ', 'had '],
  ['cannot be reached', 'has been unreachable', 'could not be reached'],
  ['cannot be found ', 'has not been found ', 'could not be found '],
  ['cannot ', 'has been unable to ', 'could not '],
  ['no longer has ', 'has not had ', 'no longer had '],
  ['keeps ', 'has kept ', 'kept '],
  ['gets ', 'has been getting ', 'got '],
  ['waits ', 'has been waiting ', 'waited '],
  ['makes ', 'has been making ', 'made '],
  ['throws ', 'has been throwing ', 'threw '],
  ['logs ', 'has been logging ', 'logged '],
  ['returns ', 'has been returning ', 'returned '],
  ['fails ', 'has been failing ', 'failed '],
  ['uses ', 'has been using ', 'used '],
  ['presents ', 'has been presenting ', 'presented '],
  ['lacks ', 'has lacked ', 'lacked '],
];

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
