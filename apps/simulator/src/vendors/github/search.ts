import type { RepositoryChange } from './history.ts';

/** A search this API would refuse with 422. */
export class SearchFault extends Error {}

/** The qualifiers of the issue search that find merged pull requests. Others are refused, so that a typo shows. */
export function searchMergedPulls(query: string, changes: readonly RepositoryChange[]): RepositoryChange[] {
  let found = [...changes];
  const repos: string[] = [];
  for (const term of query.split(/\s+/).filter((part) => part !== '')) {
    const [, name = '', value = ''] = /^([a-z-]+):"?([^"]*)"?$/.exec(term) ?? [];
    if (name === 'repo') repos.push(value);
    else if (name === 'merged' || name === 'closed') found = found.filter((change) => isWithin(change.mergedAt, value));
    else if (name === 'base') found = found.filter(() => value === 'main');
    else if (!['is:pr', 'is:merged', 'type:pr', 'state:closed', 'is:closed'].includes(term))
      throw new SearchFault(`unknown search term "${term}"`);
  }
  if (repos.length === 0) throw new SearchFault('the stand-in searches named repositories only');
  return found.filter((change) => repos.includes(change.repo)).toReversed();
}

/** `>=A`, `<B`, `A..B`, each an ISO date or time. GitHub reads them to the second. */
export function isWithin(at: number, range: string): boolean {
  const between = /^(\S+)\.\.(\S+)$/.exec(range);
  const second = Math.floor(at / 1000) * 1000;
  if (between)
    return (between[1] === '*' || second >= toTime(between[1])) && (between[2] === '*' || second <= toTime(between[2]));
  const [, op = '', moment = ''] = /^(>=|<=|>|<|)(.*)$/.exec(range) ?? [];
  const limit = toTime(moment);
  if (op === '>=') return second >= limit;
  if (op === '<=') return second <= limit;
  if (op === '>') return second > limit;
  if (op === '<') return second < limit;
  return second >= limit && second < limit + 86_400_000;
}

function toTime(text: string | undefined): number {
  const at = Date.parse(text ?? '');
  if (Number.isNaN(at)) throw new SearchFault(`"${text}" is not a recognized date/time format`);
  return at;
}
