import { InvestigationState, Priority, Verdict } from '@incidentfox/incident';
import type { InvestigationSummary, NotStartedSince } from '@incidentfox/investigations';
import type { Request } from 'express';

/** What the list is asked for. Null: all. */
export interface ListQuery {
  /** Words that must all be found in reference, name, services or cause, in any case. */
  readonly text: string;
  readonly verdict: Verdict | null;
  /** `not_started`: incidents that were looked at and not investigated. */
  readonly state: InvestigationState | 'not_started' | null;
  readonly priority: Priority | null;
  /** From 1. */
  readonly page: number;
}

const maxText = 200;

/** Reads the query string; what it does not understand counts as not asked for. */
export function readListQuery(query: Request['query']): ListQuery {
  const page = Number(query.page);
  return {
    text: typeof query.q === 'string' ? query.q.trim().slice(0, maxText) : '',
    verdict: Verdict.safeParse(query.verdict).data ?? null,
    state: query.state === 'not_started' ? 'not_started' : (InvestigationState.safeParse(query.state).data ?? null),
    priority: Priority.safeParse(query.priority).data ?? null,
    page: Number.isSafeInteger(page) && page > 0 ? page : 1,
  };
}

/** The address of the same list, somewhat different. */
export function listUrl(query: Partial<ListQuery>): string {
  const { text, verdict, state, priority, page = 1 } = query;
  const said = { q: text, verdict, state, priority, page: page > 1 ? String(page) : null };
  const given = Object.entries(said).filter((one): one is [string, string] => !!one[1]);
  return given.length === 0 ? '/investigations' : `/investigations?${new URLSearchParams(given)}`;
}

/** What a search looks in, in lower case. */
export function textOf({ id, reference, name, services, cause }: InvestigationSummary): string {
  const blamed = cause ? [cause.service, cause.object ?? '', cause.kind.replace(/_/g, ' ')] : [];
  return [id, reference ?? '', name ?? '', ...services, ...blamed].join('\n').toLowerCase();
}

interface Searched {
  readonly text: string;
  readonly summary: InvestigationSummary | null;
}

export function matches({ text, summary }: Searched, query: ListQuery): boolean {
  if (query.state === 'not_started') return false;
  if (query.verdict !== null && summary?.verdict !== query.verdict) return false;
  if (query.state !== null && summary?.state !== query.state) return false;
  if (query.priority !== null && summary?.priority !== query.priority) return false;
  return holdsWords(text, summary?.reference ?? null, query.text);
}

/** Those that were not started have neither verdict nor state: a filter for one asks for others. */
export function matchesNotStarted(one: NotStartedSince, query: ListQuery): boolean {
  if (query.verdict !== null || (query.state !== null && query.state !== 'not_started')) return false;
  if (query.priority !== null && one.priority !== query.priority) return false;
  const text = [one.incidentId, one.reference, one.name ?? ''].join('\n').toLowerCase();
  return holdsWords(text, one.reference, query.text);
}

/** Who asks for INC-12 does not mean INC-123. */
function holdsWords(text: string, reference: string | null, asked: string): boolean {
  if (asked === '') return true;
  const words = asked.toLowerCase().split(/\s+/);
  return words.every((word) =>
    /^[a-z]+-\d+$/.test(word) && reference !== null ? isIn(word, reference, text) : text.includes(word),
  );
}

function isIn(word: string, reference: string, text: string): boolean {
  if (reference.toLowerCase() === word) return true;
  const at = text.indexOf(word, reference.length + text.indexOf(reference.toLowerCase()));
  return at !== -1 && !/\d/.test(text[at + word.length] ?? '');
}
