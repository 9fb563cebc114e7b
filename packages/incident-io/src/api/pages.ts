/** One page of a cursor-paged list. */
export interface ApiPage<T> {
  items: T[];
  after: string | null | undefined;
}

/** Follows the cursor until `limit` items are there, the list ends, or `maxPages` were read. */
export async function collectPages<T>(
  read: (after: string | undefined) => Promise<ApiPage<T>>,
  { limit, maxPages }: { limit: number; maxPages: number },
): Promise<T[]> {
  const found: T[] = [];
  let after: string | undefined;
  for (let page = 0; page < maxPages && found.length < limit; page++) {
    const { items, after: next } = await read(after);
    found.push(...items);
    // A cursor that does not move would be read for ever.
    if (!next || next === after || items.length === 0) break;
    after = next;
  }
  return found.slice(0, limit);
}
