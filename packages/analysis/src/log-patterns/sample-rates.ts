import type { LogDigest, LogLine } from '@incidentfox/incident';

/** How sampled lines of a digest turn into lines per window, so that window and baseline compare whatever was sampled. */
export interface SampleRates {
  /** Lines counted in the window that one sampled line stands for. */
  perWindowLine: number;
  /** Lines counted in the baseline that one sampled line stands for. */
  countedPerBaselineLine: number;
  /** Ranges as long as the window that the counted baselines hold, as the factor that makes their counts comparable. */
  toWindow: number;
  /** Lines expected in a range as long as the window that one sampled baseline line stands for. */
  perBaselineLine: number;
  /** Lines that one line at hand stands for, in window or baseline, whichever is more; 1 when every line is at hand. */
  linesPerSample: number;
  /** Length of the baselines that were counted, ms. */
  baselineMs: number;
  /** True when the baseline was asked: silence there means something. */
  hasBaseline: boolean;
  /** True when every baseline line is at hand: a pattern that is not there was not there. */
  baselineComplete: boolean;
}

/** Reads how a digest was sampled. A baseline that counted nothing is complete. */
export function sampleRatesOf(digest: LogDigest): SampleRates {
  const sampled = digest.lines.length;
  const total = Math.max(digest.total, sampled);
  // A source that counts a week ago as well may have sampled only the range right before: use the windows that hold lines.
  const touched = digest.baselines.filter(({ window }) =>
    digest.baselineLines.some((line) => line.at >= window.from && line.at < window.to),
  );
  const baselines = touched.length > 0 ? touched : digest.baselines;
  const spanMs = baselines.reduce((sum, { window }) => sum + (window.to - window.from), 0);
  const baselineSampled = digest.baselineLines.length;
  const baselineTotal = Math.max(
    baselines.reduce((sum, baseline) => sum + baseline.total, 0),
    baselineSampled,
  );
  const windowSpan = Math.max(1, digest.window.to - digest.window.from);
  const perLine = shareOfEach(digest.baselineLines, baselineTotal);
  const toWindow = spanMs > 0 ? windowSpan / spanMs : 1;
  const perWindowLine = shareOfEach(digest.lines, total);
  return {
    perWindowLine,
    countedPerBaselineLine: perLine,
    toWindow,
    perBaselineLine: perLine * toWindow,
    linesPerSample: Math.max(1, perLine, perWindowLine),
    baselineMs: spanMs,
    hasBaseline: digest.baselines.length > 0 || baselineSampled > 0,
    // One line can be a stack trace of many.
    baselineComplete: digest.draw === undefined && entriesOf(digest.baselineLines) >= baselineTotal,
  };
}

/** Entries of a log that lines are put together of, where none is missing. */
export const entriesOf = (lines: readonly LogLine[]): number =>
  lines.reduce((sum, { standsFor = 1 }) => sum + standsFor, 0);

/** What a line stands for that does not say it: an equal share of the lines that no other stands for. */
function shareOfEach(lines: readonly LogLine[], total: number): number {
  const silent = lines.filter(({ standsFor }) => standsFor === undefined);
  if (lines.length === 0) return 0;
  if (silent.length === 0) return total / lines.length;
  const spoken = lines.reduce((sum, { standsFor = 0 }) => sum + standsFor, 0);
  return Math.max(1, (total - spoken) / silent.length);
}
