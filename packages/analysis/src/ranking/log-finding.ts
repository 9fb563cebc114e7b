/** How often one log statement came, against what its past rate makes one expect in the same time. */
export interface StatementCount {
  level: 'error' | 'warn' | 'info';
  count: number;
  expected: number;
  /** Its first and last line in that time, epoch ms; null when it has none. */
  firstAt: number | null;
  lastAt: number | null;
  /** Other services and hosts that it complains about; empty when it speaks of the service itself. */
  blames: readonly string[];
  /** Index of the statement that usually comes right before it; null when none does. */
  follows: number | null;
}

/** What the logs of one service say, as far as the ranking needs it. */
export interface LogFinding {
  service: string;
  /** Every statement with its counts, remarkable or not; lets the ranking see which stopped while their siblings went on. */
  statements: readonly StatementCount[];
}
