import type { Investigation } from '@incidentfox/incident';
import type { Redis } from '@incidentfox/redis';
import type { InvestigationEntry } from '../investigation-store.ts';

interface Page {
  readonly limit: number;
  readonly before?: string;
}

interface Listing {
  entries(page: Page): Promise<InvestigationEntry[]>;
  /** Only what can be read; those that cannot do not count against the limit. */
  readable(page: Page): Promise<Investigation[]>;
}

/** Walks `index` from its newest id on; ids whose record is forgotten (`readEntry` gives null) leave it. */
export function createListing(
  redis: Redis,
  index: string,
  readEntry: (id: string) => Promise<InvestigationEntry | null>,
): Listing {
  const walk = async <Found>({ limit, before }: Page, pick: (entry: InvestigationEntry) => Found | null) => {
    const found: Found[] = [];
    let from = 0;
    if (before !== undefined) {
      const rank = await redis.zrevrank(index, before);
      if (rank === null) return [];
      from = rank + 1;
    }
    while (found.length < limit) {
      const ids = await redis.zrevrange(index, from, from + limit - 1);
      if (ids.length === 0) break;
      const read = await Promise.all(ids.map(readEntry));
      const gone = ids.filter((_, at) => read[at] === null);
      if (gone.length > 0) await redis.zrem(index, ...gone);
      from += ids.length - gone.length;
      const picked = read.flatMap((entry) => (entry === null ? [] : [pick(entry)]));
      for (const one of picked) if (one !== null && found.length < limit) found.push(one);
    }
    return found;
  };
  return {
    entries: (page) => walk(page, (entry) => entry),
    readable: (page) => walk(page, (entry) => ('investigation' in entry ? entry.investigation : null)),
  };
}
