/** One log template that behaves differently in the window than before. */
export interface PatternFinding {
  /** 0..1: how surely it is new, surging or vanished, errors above plain lines. */
  score: number;
  /** First line of it in the window, epoch ms; null for a vanished one. */
  firstAt: number | null;
}

/** What the logs of one service say, as far as the ranking needs it. */
export interface LogFinding {
  service: string;
  newPatterns: readonly PatternFinding[];
  surgingPatterns: readonly PatternFinding[];
  vanishedPatterns: readonly PatternFinding[];
  /** Other services its suspicious lines name. */
  mentions: readonly { service: string; count: number }[];
}
