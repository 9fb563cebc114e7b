/** One trace worth opening. Times are epoch ms, durations ms. */
export interface TraceSample {
  traceId: string;
  rootService: string;
  rootName: string;
  startAt: number;
  durationMs: number;
  isError: boolean;
  url?: string;
  questionId?: string;
}
