import type { Window } from '@incidentfox/incident';
import type { PlaceMatch } from '../environment/place-labels.ts';

/** Searches as JSON: names are values of `terms`, never part of a query language. */
export interface LogFields {
  readonly timestamp: string;
  /** Keyword fields that hold the service. */
  readonly service: readonly string[];
  /** Fields that hold the level, as words or as numbers; empty when there is none. */
  readonly level: readonly { readonly name: string; readonly isNumber: boolean }[];
  /** Fields that hold the message, best first; text is searched by its words, anything else as a whole. */
  readonly message: readonly { readonly name: string; readonly isText: boolean }[];
  /** Whether any index has one of those. */
  readonly hasMessage: boolean;
  readonly host: readonly string[];
  readonly traceId: readonly string[];
  /** Fields that tell of the request or of what went wrong. */
  readonly further: readonly string[];
  /** Keyword fields that say where a line comes from. */
  readonly places: readonly string[];
}

export type Clause = Readonly<Record<string, unknown>>;

export const anyOf = (should: readonly Clause[]): Clause => ({ bool: { should, minimum_should_match: 1 } });

export const within = (timestamp: string, { from, to }: Window): Clause => ({
  range: { [timestamp]: { gte: from, lt: to, format: 'epoch_millis' } },
});

export const ofService = ({ service }: LogFields, names: readonly string[]): Clause =>
  anyOf(service.map((field) => ({ terms: { [field]: names } })));

export const fixedTerms = (filters: Readonly<Record<string, string>>): Clause[] =>
  Object.entries(filters).map(([field, value]) => ({ term: { [field]: value } }));

/** Counts per bucket over the span and per named window, of all lines and of those that are errors; no lines. */
export function countSearch(
  fields: LogFields,
  filter: readonly Clause[],
  options: { span: Window; windows: Readonly<Record<string, Window>>; errors: Clause; stepMs: number; timeout: string },
) {
  const { span, windows, errors, stepMs, timeout } = options;
  const aggs = { errors: { filter: errors } };
  return {
    size: 0,
    track_total_hits: false,
    timeout,
    query: { bool: { filter: [within(fields.timestamp, span), ...filter] } },
    aggs: {
      per_bucket: {
        date_histogram: { field: fields.timestamp, fixed_interval: `${stepMs}ms`, min_doc_count: 0 },
        aggs,
      },
      per_window: { ...windowFilters(fields, windows), aggs },
    },
  };
}

const windowFilters = (fields: LogFields, windows: Readonly<Record<string, Window>>) => ({
  filters: {
    filters: Object.fromEntries(
      Object.entries(windows).map(([name, window]) => [name, within(fields.timestamp, window)]),
    ),
  },
});

/** Lines that fit each of the clauses; `span` holds all of them. */
export function clauseCountSearch(
  fields: LogFields,
  filter: readonly Clause[],
  { span, clauses, timeout }: { span: Window; clauses: Readonly<Record<string, Clause>>; timeout: string },
) {
  return {
    size: 0,
    track_total_hits: false,
    timeout,
    query: { bool: { filter: [within(fields.timestamp, span), ...filter] } },
    aggs: { per_window: { filters: { filters: clauses } } },
  };
}

/** The newest lines of a window, with only the fields that are shown. */
export function lineSearch(
  fields: LogFields,
  filter: readonly Clause[],
  options: { window: Window; size: number; timeout: string },
) {
  const { window, size, timeout } = options;
  const named = [...fields.message, ...fields.level].map(({ name }) => name);
  const shown = [...named, ...fields.host, ...fields.traceId, ...fields.further];
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
