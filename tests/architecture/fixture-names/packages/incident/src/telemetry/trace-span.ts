export interface TraceSpan {
  readonly name: string;
}
