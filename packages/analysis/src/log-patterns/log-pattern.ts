import type { LineLevel, Window } from '@incidentfox/incident';
import type { Mechanism } from './lines/mechanism.ts';
import type { Mention } from './lines/mentions.ts';

/** One log statement of one service, counted in the window and in the baseline. */
export interface LogPattern {
  service: string;
  /** The statement with its variable parts as `<*>`. Untrusted text. */
  template: string;
  level: LineLevel;
  /** Lines in the window: sampled lines, scaled up to what the source counted. */
  count: number;
  /** Lines one would expect in a range as long as the window, from the baseline's rate. */
  baselineCount: number;
  /** Lines that each sampled line stands for; 1 when every line was at hand. Counts are that much less certain. */
  linesPerSample: number;
  /** Not in the baseline, although the baseline was looked at closely enough to have shown it. */
  isNew: boolean;
  /** In both, and far more often now. */
  isSurging: boolean;
  /** Regular in the baseline, gone in the window. */
  vanished: boolean;
  /** First line of a new pattern, or the moment an old one began to surge. Epoch ms; null for a vanished one. */
  firstAt: number | null;
  lastAt: number | null;
  /** Times of the lines at hand in the window, ascending, epoch ms. */
  times: Float64Array;
  /** Lines of the window that each of `times` stands for. */
  linesPerTime: number;
  window: Window;
  /** Length of all baselines together, ms; 0 without one. */
  baselineMs: number;
  /** One whole line as it was. Untrusted text. */
  example: string;
  /** Services, hosts and versions that the lines name. */
  mentions: readonly Mention[];
  /** The template of the same service that usually came right before this one in the baseline; null when none did. */
  follows: string | null;
  /** What the words say went wrong, when they say it. */
  mechanism: Mechanism | null;
  /** The hosts (pods, machines) that logged it, most lines first, at most five. */
  hosts: readonly string[];
  /** How the lines were drawn that the counts rest on; null when every line was at hand. */
  sample: string | null;
  questionId?: string;
}

/** New, surging or vanished: worth a look. */
export const isRemarkable = (pattern: Pick<LogPattern, 'isNew' | 'isSurging' | 'vanished'>): boolean =>
  pattern.isNew || pattern.isSurging || pattern.vanished;
