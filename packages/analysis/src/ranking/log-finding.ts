/** One log template that behaves differently in the window than before. */
export interface PatternFinding {
  /** 0..1: how surely it is new, surging or vanished, errors above plain lines. */
  score: number;
  /** First line of it in the window, epoch ms; null for a vanished one. */
  firstAt: number | null;
}

/** How often one log statement came, against what its past rate makes one expect in the window. */
export interface StatementCount {
  level: 'error' | 'warn' | 'info';
  count: number;
  expected: number;
  /** Its first and last line in the window, epoch ms; null when it has none. */
  firstAt: number | null;
  lastAt: number | null;
  /** Index of the statement that as a rule comes right before it; null without a rule. */
  follows: number | null;
}

/** What the logs of one service say, as far as the ranking needs it. */
export interface LogFinding {
  service: string;
  newPatterns: readonly PatternFinding[];
  surgingPatterns: readonly PatternFinding[];
  vanishedPatterns: readonly PatternFinding[];
  /** Every statement with its counts, remarkable or not; lets the ranking see which stopped while their siblings went on. */
  statements?: readonly StatementCount[];
  /** Other services its suspicious lines name. */
  mentions: readonly { service: string; count: number }[];
}
