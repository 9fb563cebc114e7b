/** The part of PromQL this stand-in understands, as a tree. Durations are ms. */
export type Expr =
  | { readonly kind: 'number'; readonly value: number }
  | { readonly kind: 'string'; readonly value: string }
  | Selector
  | { readonly kind: 'call'; readonly name: string; readonly args: readonly Expr[] }
  | Aggregation
  | Binary
  | { readonly kind: 'negate'; readonly of: Expr };

export interface Matcher {
  readonly label: string;
  readonly op: '=' | '!=' | '=~' | '!~';
  readonly value: string;
}

export interface Selector {
  readonly kind: 'selector';
  readonly matchers: readonly Matcher[];
  /** Present for a range vector: `[5m]`. */
  readonly rangeMs: number | null;
  readonly offsetMs: number;
}

export interface Grouping {
  readonly how: 'by' | 'without';
  readonly labels: readonly string[];
}

export interface Aggregation {
  readonly kind: 'aggregation';
  readonly op: string;
  readonly grouping: Grouping;
  readonly param: Expr | null;
  readonly of: Expr;
}

export interface Binary {
  readonly kind: 'binary';
  readonly op: string;
  readonly left: Expr;
  readonly right: Expr;
  readonly returnBool: boolean;
  readonly matching: { readonly how: 'on' | 'ignoring'; readonly labels: readonly string[] };
  /** `left`: many on the left side find one on the right. */
  readonly many: 'left' | 'right' | null;
}

/** What the query's author has to change. Answered as `bad_data`. */
export class QueryFault extends Error {}
