import type { Window } from '@incidentfox/incident';
import type { PlaceMatch } from '../environment/place-labels.ts';

/** Searches as JSON: names are values of `terms`, never part of a query language. */
export interface LogFields {
  readonly timestamp: string;
  /** Keyword fields that hold the service. */
  readonly service: readonly string[];
  /** Keyword fields that hold the level; empty when there is none. */
  readonly level: readonly string[];
  readonly message: string;
  /** Whether any index has that field. */
  readonly hasMessage: boolean;
  readonly host: string;
  readonly traceId: string;
  /** Keyword fields that say where a line comes from. */
  readonly places: readonly string[];
}

export type Clause = Readonly<Record<string, unknown>>;

const anyOf = (should: readonly Clause[]): Clause => ({ bool: { should, minimum_should_match: 1 } });

export const within = (timestamp: string, { from, to }: Window): Clause => ({
  range: { [timestamp]: { gte: from, lt: to, format: 'epoch_millis' } },
});

export const ofService = ({ service }: LogFields, names: readonly string[]): Clause =>
  anyOf(service.map((field) => ({ terms: { [field]: names } })));

/** By level where lines have one, else by words in the message. */
export function errorsOnly({ level, message }: LogFields, levels: readonly string[]): Clause {
  if (level.length === 0) return { match: { [message]: 'error exception fatal panic critical' } };
  const spellings = levels.flatMap((one) => [
    one.toLowerCase(),
    one.toUpperCase(),
    one.charAt(0).toUpperCase() + one.slice(1).toLowerCase(),
  ]);
  return anyOf(level.map((field) => ({ terms: { [field]: [...new Set(spellings)] } })));
}

export const fixedTerms = (filters: Readonly<Record<string, string>>): Clause[] =>
  Object.entries(filters).map(([field, value]) => ({ term: { [field]: value } }));

/** Counts per bucket over the span and per named window; no lines. */
export function countSearch(
  fields: LogFields,
  filter: readonly Clause[],
  options: { span: Window; windows: Readonly<Record<string, Window>>; stepMs: number; timeout: string },
) {
  const { span, windows, stepMs, timeout } = options;
  return {
    size: 0,
    track_total_hits: false,
    timeout,
    query: { bool: { filter: [within(fields.timestamp, span), ...filter] } },
    aggs: {
      per_bucket: { date_histogram: { field: fields.timestamp, fixed_interval: `${stepMs}ms`, min_doc_count: 0 } },
      per_window: {
        filters: {
          filters: Object.fromEntries(
            Object.entries(windows).map(([name, window]) => [name, within(fields.timestamp, window)]),
          ),
        },
      },
    },
  };
}

/** The newest lines of a window, with only the fields that are shown. */
export function lineSearch(
  fields: LogFields,
  filter: readonly Clause[],
  options: { window: Window; size: number; timeout: string },
) {
  const { window, size, timeout } = options;
  const shown = [fields.message, fields.host, fields.traceId, ...fields.level];
  return {
    size,
    track_total_hits: false,
    timeout,
    _source: false,
    fields: [{ field: fields.timestamp, format: 'epoch_millis' }, ...shown.map((field) => ({ field }))],
    query: { bool: { filter: [within(fields.timestamp, window), ...filter] } },
    sort: [{ [fields.timestamp]: { order: 'desc', unmapped_type: 'date' } }],
  };
}

/** The values of a field that says a place, on the lines that the clauses choose. */
export function placeSearch(
  fields: LogFields,
  field: string,
  filter: readonly Clause[],
  { span, timeout }: { span: Window; timeout: string },
) {
  return {
    size: 0,
    track_total_hits: false,
    timeout,
    query: { bool: { filter: [within(fields.timestamp, span), ...filter] } },
    aggs: { places: { terms: { field, size: 50 } } },
  };
}

/** Lines in the wanted place: with one of the values, or with none of those of other places. */
export const inPlace = (matches: readonly PlaceMatch[]): Clause[] =>
  matches
    .filter(({ values }) => values.length > 0)
    .map(({ label, values, isExcluding }) => {
      const clause = { terms: { [label]: values } };
      return isExcluding ? { bool: { must_not: [clause] } } : clause;
    });

/** Names of services seen in a window. */
export function serviceSearch(fields: LogFields, window: Window) {
  return {
    size: 0,
    track_total_hits: false,
    query: { bool: { filter: [within(fields.timestamp, window)] } },
    aggs: { services: { terms: { field: fields.service[0], size: 500 } } },
  };
}
