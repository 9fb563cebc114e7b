import type { Grouping, Matcher } from '../prometheus/promql/ast.ts';

/** One step of a log pipeline. */
export type Stage =
  | { readonly kind: 'line'; readonly op: '|=' | '!=' | '|~' | '!~'; readonly texts: readonly string[] }
  | { readonly kind: 'parse'; readonly how: 'logfmt' | 'json' }
  | { readonly kind: 'label'; readonly test: LabelTest };

export type LabelTest =
  | { readonly kind: 'compare'; readonly label: string; readonly op: string; readonly value: string | number }
  | { readonly kind: 'both'; readonly left: LabelTest; readonly right: LabelTest }
  | { readonly kind: 'either'; readonly left: LabelTest; readonly right: LabelTest };

export interface LogQuery {
  readonly kind: 'log';
  readonly matchers: readonly Matcher[];
  readonly stages: readonly Stage[];
}

export type LogqlMetricQuery =
  | {
      readonly kind: 'count';
      readonly fn: 'count_over_time' | 'rate' | 'bytes_over_time' | 'bytes_rate';
      readonly of: LogQuery;
      readonly rangeMs: number;
      readonly offsetMs: number;
    }
  | {
      readonly kind: 'aggregate';
      readonly op: string;
      readonly grouping: Grouping;
      readonly param: number | null;
      readonly of: LogqlMetricQuery;
    }
  | { readonly kind: 'number'; readonly value: number }
  | { readonly kind: 'binary'; readonly op: string; readonly left: LogqlMetricQuery; readonly right: LogqlMetricQuery };

/** What the query's author has to change. Loki answers it as plain text. */
export class LogqlFault extends Error {}
