/** How the same trouble is told now, since a moment, and when it is over. The first that fits counts. */
const tenses: readonly (readonly string[])[] = [
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

/** A phrase in each tense it may be told in. */
export function inAnyTense(words: string): string[] {
  const [now = '', ...others] = tenses.find(([first = '']) => words.startsWith(first)) ?? [];
  return now === '' ? [words] : [words, ...others.map((other) => `${other}${words.slice(now.length)}`)];
}
