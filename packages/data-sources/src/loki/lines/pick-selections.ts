import { type LineLevel, type LogDigest, statedLevel, type Window } from '@incidentfox/incident';
import { countIn } from '../../logs/index.ts';
import type { ErrorWords } from '../deps.ts';
import { labelled, looksBad } from '../queries.ts';
import type { CountSeries } from '../responses.schema.ts';
import { toBuckets } from '../to-buckets.ts';

/** Labels and metadata that hold a level; newer servers detect one themselves. */
export const levelLabels = ['detected_level', 'level'] as const;

/** Lines of a service that are errors: those that are labelled so, and of those without a level the ones that look like it. */
export interface Selections {
  /** Log queries without a line in common. */
  readonly queries: readonly string[];
  /** Whether lines that were counted by level are labelled as errors: they need no count of their own. */
  isError(counted: CountSeries): boolean;
  /** The query whose lines were not counted so; null when every line has a level. */
  readonly uncounted: string | null;
}

/** Reads the counts by level for where levels are kept. Without any, errors are found by their words alone. */
export function pickSelections(streams: string, byLevel: readonly CountSeries[], words: ErrorWords): Selections {
  const byWords = (lines: string) => looksBad(lines, words);
  const label = levelLabels.find((one) => byLevel.some(({ metric }) => statedLevel(metric[one]) !== null));
  if (label === undefined) return { queries: [byWords(streams)], isError: () => false, uncounted: byWords(streams) };
  const levelOf = ({ metric }: CountSeries): LineLevel | null => statedLevel(metric[label]);
  const spelled = (wanted: (level: LineLevel | null) => boolean) => [
    ...new Set(byLevel.filter((one) => wanted(levelOf(one))).flatMap(({ metric }) => metric[label] ?? [])),
  ];
  const errors = spelled((level) => level === 'error');
  const known = spelled((level) => level !== null);
  const unlabelled = byLevel.some((one) => levelOf(one) === null)
    ? byWords(labelled(streams, label, '!~', known))
    : null;
  return {
    queries: [
      ...(errors.length > 0 ? [labelled(streams, label, '=~', errors)] : []),
      ...(unlabelled === null ? [] : [unlabelled]),
    ],
    isError: (one) => levelOf(one) === 'error',
    uncounted: unlabelled,
  };
}

/** Counts of one kind of lines as a digest has them. */
export function toCounts(
  { now, earlier }: { now: readonly CountSeries[]; earlier: readonly CountSeries[] | undefined },
  at: { window: Window; before: Window; weekEarlier: Window; stepMs: number },
): Pick<LogDigest, 'total' | 'baselines' | 'buckets'> {
  const { stepMs } = at;
  const buckets = toBuckets(now, stepMs);
  const before = { window: at.before, total: countIn(buckets, stepMs, at.before) };
  const total = countIn(buckets, stepMs, at.window);
  if (earlier === undefined) return { total, baselines: [before], buckets };
  const week = { window: at.weekEarlier, total: countIn(toBuckets(earlier, stepMs), stepMs, at.weekEarlier) };
  return { total, baselines: [before, week], buckets };
}
