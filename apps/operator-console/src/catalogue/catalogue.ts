import { Failure } from '@incidentfox/failures';
import {
  type InvestigationStore,
  type InvestigationSummary,
  type SummaryStore,
  summaryOf,
} from '@incidentfox/investigations';
import { type ListQuery, matches, textOf } from './list-query.ts';

/** An investigation as the lists know it. `summary` is null for a record that cannot be read, or was not read yet. */
export interface Listed {
  readonly id: string;
  /** Epoch ms. */
  readonly queuedAt: number;
  readonly summary: InvestigationSummary | null;
}

interface Known extends Listed {
  /** What a search looks in. */
  readonly text: string;
  readonly isUnreadable: boolean;
}

export interface Found {
  readonly total: number;
  /** From 1; the last one when less was found than the page asked for. */
  readonly page: number;
  readonly pages: number;
  readonly shown: readonly Listed[];
  /** Records of an older version that no search covers until they have been read. */
  readonly unread: number;
}

/** All investigations, in the memory of this process, asked for the news at each look: searches read no records. */
export interface Catalogue {
  find(query: ListQuery): Promise<Found>;
  /** Newest first. */
  all(): Promise<readonly Listed[]>;
}

export interface CatalogueDeps {
  readonly summaries: SummaryStore;
  readonly investigations: Pick<InvestigationStore, 'read'>;
  readonly logUnreadable: (investigationId: string, why: string) => void;
}

const maxKnown = 200_000;
const pageSize = 50;
/** Records without a summary that are read at each look, so that no look is slow. */
const maxReadAtOnce = 50;

export function createCatalogue(deps: CatalogueDeps): Catalogue {
  const known = new Map<string, Known>();
  let order: Known[] = [];
  let moment: number | null = null;
  let looking: Promise<void> | null = null;

  const remember = (id: string, summary: InvestigationSummary | null, queuedAt: number, isUnreadable = false) =>
    known.set(id, { id, queuedAt, summary, isUnreadable, text: summary === null ? id.toLowerCase() : textOf(summary) });

  const readRecords = async (ids: readonly string[]): Promise<void> => {
    for (const { id, summary, isGone } of await Promise.all(ids.map((one) => readRecord(deps, one)))) {
      if (isGone) known.delete(id);
      else remember(id, summary, known.get(id)?.queuedAt ?? 0, summary === null);
    }
    const gone = ids.filter((id) => !known.has(id));
    if (gone.length > 0) await deps.summaries.forget(gone);
  };

  const lookAtAll = async (): Promise<void> => {
    const from = (await deps.summaries.changedSince(Number.MAX_SAFE_INTEGER)).moment;
    const all = await deps.summaries.all({ limit: maxKnown });
    const read = await deps.summaries.read(all.map(({ id }) => id));
    for (const [at, { id, queuedAt }] of all.entries()) remember(id, read[at] ?? null, queuedAt);
    moment = from;
  };

  const lookAtNews = async (since: number): Promise<void> => {
    const news = await deps.summaries.changedSince(since);
    const read = await deps.summaries.read(news.ids);
    for (const [at, id] of news.ids.entries()) {
      const summary = read[at] ?? null;
      const queuedAt = known.get(id)?.queuedAt ?? (summary === null ? since : Date.parse(summary.queuedAt));
      remember(id, summary, queuedAt, known.get(id)?.isUnreadable && summary === null);
    }
    moment = news.moment;
  };

  const look = async (): Promise<void> => {
    if (moment === null) await lookAtAll();
    else await lookAtNews(moment);
    order = [...known.values()].sort((a, b) => b.queuedAt - a.queuedAt);
    const unread = order.filter(isUnread).slice(0, maxReadAtOnce);
    if (unread.length === 0) return;
    await readRecords(unread.map(({ id }) => id));
    order = order.flatMap(({ id }) => known.get(id) ?? []);
  };

  /** Those who ask while somebody looks already share the answer. */
  const refresh = (): Promise<void> => {
    looking ??= look().finally(() => {
      looking = null;
    });
    return looking;
  };

  /** As they are now: read again, because privacy must not wait for the next look. */
  const asNow = async (rows: readonly Known[]): Promise<void> => {
    const read = await deps.summaries.read(rows.map(({ id }) => id));
    for (const [at, { id, queuedAt }] of rows.entries()) if (read[at]) remember(id, read[at], queuedAt);
    await readRecords(rows.filter((row, at) => !read[at] && !row.isUnreadable).map(({ id }) => id));
  };

  return {
    all: async () => {
      await refresh();
      return order;
    },
    find: async (query) => {
      await refresh();
      const found = order.filter((one) => matches(one, query));
      const pages = Math.max(1, Math.ceil(found.length / pageSize));
      const page = Math.min(query.page, pages);
      const rows = found.slice((page - 1) * pageSize, page * pageSize);
      await asNow(rows);
      const shown = rows.flatMap(({ id }) => known.get(id) ?? []).filter((one) => matches(one, query));
      return { total: found.length, page, pages, shown, unread: order.filter(isUnread).length };
    },
  };
}

const isUnread = (one: Known): boolean => one.summary === null && !one.isUnreadable;

async function readRecord({ investigations, logUnreadable }: CatalogueDeps, id: string) {
  try {
    const record = await investigations.read(id);
    return { id, summary: record && summaryOf(record), isGone: record === null };
  } catch (error) {
    if (!(error instanceof Failure) || error.kind !== 'contract') throw error;
    logUnreadable(id, error.message);
    return { id, summary: null, isGone: false };
  }
}
