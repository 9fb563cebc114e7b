import type { LogDigest, Observations } from '@incidentfox/incident';
import { mechanismOf } from './lines/mechanism.ts';
import { createMentionReader } from './lines/mentions.ts';
import { type Template, TemplateTree, templateText } from './lines/template-tree.ts';
import type { LogPattern } from './log-pattern.ts';
import { isRemarkable } from './log-pattern.ts';
import { entriesOf, type SampleRates, sampleRatesOf } from './sample-rates.ts';
import { isGone, isSurge, surgeBegin } from './surge.ts';
import { type Tally, tallyDigest } from './tally.ts';
import { maxPatternsPerService, minExpectedToBeNew, minPredecessorShare, minRisingShare } from './thresholds.ts';
import { whenVolumeRose } from './volume.ts';

type Pattern = Omit<LogPattern, 'mentions' | 'mechanism'> & {
  digestLevel: LogDigest['level'];
  /** Whatever was like it in the baseline would be at hand. */
  knowsBaseline: boolean;
};

/**
 * Mines the statements of every service's logs and compares window with baseline. `knownServices` are names to recognise in
 * lines, `otherNames` what else those services are called. Gives remarkable patterns first, then by count; at most 2,000 a service. Grows with n log n in the number of lines.
 */
export function minePatterns(
  digests: readonly LogDigest[],
  knownServices: Iterable<string>,
  otherNames: NonNullable<Observations['otherNames']> = [],
): LogPattern[] {
  const services = [...new Set([...knownServices, ...digests.map((digest) => digest.service)])];
  // Only names with digits could be taken for values.
  const keep = new Set(
    [...services, ...otherNames.map(({ name }) => name)]
      .filter((name) => /\d/.test(name))
      .map((name) => name.toLowerCase()),
  );
  const mentionsIn = createMentionReader(services, otherNames);
  const trees = new Map<string, TemplateTree>();
  const byService = new Map<string, Map<unknown, Pattern>>();
  for (const digest of digests) {
    const tree = trees.get(digest.service) ?? new TemplateTree(keep);
    trees.set(digest.service, tree);
    const patterns = byService.get(digest.service) ?? new Map<unknown, Pattern>();
    byService.set(digest.service, patterns);
    const rates = sampleRatesOf(digest);
    const rose = digest.lines.length < digest.total ? whenVolumeRose(digest) : null;
    for (const tally of tallyDigest(digest, tree, rates)) {
      const pattern = toPattern(tally, digest, rates, rose);
      const other = patterns.get(tally.template);
      patterns.set(tally.template, other === undefined ? pattern : merge(other, pattern));
    }
  }
  return [...byService.values()].flatMap((patterns) =>
    [...patterns.values()]
      .sort(byWeight)
      .slice(0, maxPatternsPerService)
      .map(({ digestLevel: _, knowsBaseline: __, ...pattern }) => ({
        ...pattern,
        mentions: mentionsIn(pattern.example, pattern.service),
        mechanism: pattern.level === 'info' ? null : mechanismOf(pattern.example),
      })),
  );
}

function toPattern(tally: Tally, digest: LogDigest, rates: SampleRates, rose: number | null): Pattern {
  const times = Float64Array.from(tally.times).sort();
  const seen = times.length;
  const { count } = tally;
  const baselineCount = tally.baselineCount * rates.toWindow;
  const perLine = seen > 0 ? count / seen : rates.perWindowLine;
  // Expected sightings among the sampled lines of the window, if everything were as before.
  const expected = perLine > 0 ? baselineCount / perLine : tally.baseline;
  const perBaselineLine = perBaselineLineOf(tally, digest, rates);
  const wouldShow = perBaselineLine > 0 ? count / perBaselineLine : 0;
  const isNew =
    seen > 0 &&
    tally.baseline === 0 &&
    rates.hasBaseline &&
    (rates.baselineComplete || wouldShow >= minExpectedToBeNew);
  const before = tally.baseline;
  const isSurging = before > 0 && isSurge({ seen, before, perBefore: expected / before });
  const { from, to } = digest.window;
  const sampledSince = isSurging ? surgeBegin(times, from, to, expected) : (times[0] ?? null);
  const isRising = (isNew || isSurging) && count >= minRisingShare * Math.max(digest.total, digest.lines.length);
  const hosts = [...tally.hosts].sort((a, b) => b[1] - a[1] || (a[0] < b[0] ? -1 : 1));
  return {
    service: digest.service,
    digestLevel: digest.level,
    knowsBaseline: seen > 0 && tally.isUnusual && digest.draw?.linesPerUnusual === 1,
    template: templateText(tally.template),
    level: tally.template.level,
    count: Math.round(count),
    baselineCount: Math.round(baselineCount * 10) / 10,
    linesPerSample: tally.isUnusual && digest.draw ? Math.max(1, perLine, perBaselineLine) : rates.linesPerSample,
    isNew,
    isSurging,
    vanished: isGone(seen, expected) && digest.total > 0,
    firstAt: isRising && rose !== null && sampledSince !== null ? Math.min(rose, sampledSince) : sampledSince,
    lastAt: times.at(-1) ?? null,
    times,
    linesPerTime: perLine,
    window: digest.window,
    baselineMs: rates.baselineMs,
    example: tally.template.example,
    follows: predecessorOf(tally),
    hosts: hosts.slice(0, 5).map(([host]) => host),
    sample: sampleWords(digest),
    ...(digest.questionId === undefined ? {} : { questionId: digest.questionId }),
  };
}

/** How the lines were drawn that the counts rest on; null when none is missing. */
function sampleWords({ draw, lines, total }: LogDigest): string | null {
  if (draw !== undefined) return draw.sentence;
  return entriesOf(lines) < total ? `${lines.length} of ${total} lines` : null;
}

/** Lines that one line of the baseline stands for, among those that a line of this statement would have been. */
function perBaselineLineOf({ isUnusual }: Tally, { draw }: LogDigest, rates: SampleRates): number {
  const unusual = isUnusual ? draw?.linesPerUnusual : null;
  return typeof unusual === 'number' ? unusual * rates.toWindow : rates.perBaselineLine;
}

function predecessorOf(tally: Tally): string | null {
  let predecessor: Template | null = null;
  let highest = minPredecessorShare * tally.baseline;
  for (const [template, times] of tally.before) if (times > highest) [predecessor, highest] = [template, times];
  return predecessor === null ? null : templateText(predecessor);
}

/**
 * Two digests of a service (all lines, error lines) may hold the same lines. The sample of the error lines says more about an
 * error than the newest of all lines do; otherwise the fuller count is taken.
 */
function merge(a: Pattern, b: Pattern): Pattern {
  const [one, other] =
    a.digestLevel === 'error' || a.count + a.baselineCount >= b.count + b.baselineCount ? [a, b] : [b, a];
  const better = other.digestLevel === 'error' && one.digestLevel !== 'error' ? other : one;
  const starts = [a.firstAt, b.firstAt].filter((at) => at !== null);
  return {
    ...better,
    // What one sample of the baseline was too small to tell, another may know.
    isNew: (a.isNew && b.isNew) || (better.knowsBaseline && better.isNew && a.baselineCount + b.baselineCount === 0),
    isSurging: better.isSurging || (better.digestLevel !== 'error' && (a.isSurging || b.isSurging)),
    vanished: a.vanished && b.vanished,
    firstAt: starts.length === 0 ? null : Math.min(...starts),
  };
}

const levelWeight = { error: 2, warn: 1, info: 0 } as const;

function byWeight(a: Pattern, b: Pattern): number {
  return (
    Number(isRemarkable(b)) - Number(isRemarkable(a)) ||
    levelWeight[b.level] - levelWeight[a.level] ||
    b.count - a.count ||
    b.baselineCount - a.baselineCount ||
    (a.template < b.template ? -1 : 1)
  );
}
