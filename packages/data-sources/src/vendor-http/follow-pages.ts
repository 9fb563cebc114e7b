import type { QuestionRun } from '../answering/question-run.ts';
import { droppedWarning } from './list-of.ts';

/** One page of a list, and where the next one is. */
export interface ListPage<T> {
  readonly items: readonly T[];
  /** Items whose shape was not understood. */
  readonly dropped?: number;
  /** Cursor, token or number of the next page; undefined on the last one. */
  readonly next: string | undefined;
  /** Items in the whole list, when the vendor says so. */
  readonly total?: number | undefined;
}

/**
 * Reads page after page until the last one, until `isEnough`, or until the cap on pages, which is then shown.
 * Vendors give the newest first where we can choose, so that the cap loses the oldest.
 */
export async function followPages<T>(
  run: QuestionRun,
  what: string,
  read: (cursor: string | undefined) => Promise<ListPage<T>>,
  isEnough: (soFar: readonly T[]) => boolean = () => false,
): Promise<T[]> {
  const all: T[] = [];
  let cursor: string | undefined;
  for (let number = 1; number <= run.caps.pages; number++) {
    const page = await read(cursor);
    all.push(...page.items);
    const warning = droppedWarning(page.dropped ?? 0, what);
    if (warning !== undefined) run.warn(warning);
    if (page.next === undefined || page.next === cursor || isEnough(all)) return all;
    cursor = page.next;
    if (number === run.caps.pages) {
      run.truncate({ by: 'pages', shown: all.length, ...(page.total === undefined ? {} : { total: page.total }) });
    }
  }
  return all;
}

/**
 * A query parameter of the `rel="next"` address in a Link header, undefined when there is none. The address itself is not
 * followed: it could lead to another host.
 */
export function nextFromLink(header: string | null, parameter: string): string | undefined {
  for (const link of (header ?? '').split(/,\s*(?=<)/)) {
    const [, address, attributes = ''] = /^\s*<([^>]*)>(.*)$/.exec(link) ?? [];
    if (address === undefined || !/;\s*rel="?next"?/.test(attributes) || /;\s*results="false"/.test(attributes))
      continue;
    return URL.canParse(address) ? (new URL(address).searchParams.get(parameter) ?? undefined) : undefined;
  }
  return undefined;
}
