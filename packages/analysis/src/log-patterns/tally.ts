import type { LogDigest, LogLine } from '@incidentfox/incident';
import type { Template, TemplateTree } from './lines/template-tree.ts';
import type { SampleRates } from './sample-rates.ts';
import { maxHosts } from './thresholds.ts';

/** The sampled lines of one statement in one digest. */
export interface Tally {
  template: Template;
  /** Times of the window's lines, as they came. */
  times: number[];
  /** Lines that those of the window stand for. */
  count: number;
  /** Sampled lines of the baseline, and what they stand for. */
  baseline: number;
  baselineCount: number;
  /** Every line of the window was found by leaving the usual ones out. */
  isUnusual: boolean;
  hosts: Map<string, number>;
  /** How often each statement came right before this one in the baseline. */
  before: Map<Template, number>;
}

/**
 * Sorts the lines of a digest into the statements of `tree`, which is shared by the digests of one service. A line that does not say how
 * many it stands for stands for `rates` of its range.
 */
export function tallyDigest(
  digest: LogDigest,
  tree: TemplateTree,
  rates: Pick<SampleRates, 'perWindowLine' | 'countedPerBaselineLine'>,
): Tally[] {
  const tallies = new Map<Template, Tally>();
  const tallyOf = ({ level, message }: LogLine): Tally => {
    // Lines that a source chose because they look like errors are errors, unless they say otherwise.
    const template = tree.add(message, level, digest.level === 'error' ? 'error' : 'info');
    let tally = tallies.get(template);
    if (tally === undefined) {
      const none = { times: [], count: 0, baseline: 0, baselineCount: 0, isUnusual: true };
      tally = { template, ...none, hosts: new Map(), before: new Map() };
      tallies.set(template, tally);
    }
    return tally;
  };
  let previous: Template | undefined;
  for (const line of inTimeOrder(digest.baselineLines)) {
    const tally = tallyOf(line);
    tally.baseline += 1;
    tally.baselineCount += line.standsFor ?? rates.countedPerBaselineLine;
    if (previous !== undefined && previous !== tally.template)
      tally.before.set(previous, (tally.before.get(previous) ?? 0) + 1);
    previous = tally.template;
  }
  for (const line of digest.lines) {
    const tally = tallyOf(line);
    // The first line stands for the statement, so that whoever looks for it at that moment finds it.
    if (tally.times.every((at) => line.at < at)) tally.template.example = line.message;
    tally.times.push(line.at);
    tally.count += line.standsFor ?? rates.perWindowLine;
    tally.isUnusual &&= line.isUnusual === true;
    const linesOfHost = line.host === undefined ? undefined : tally.hosts.get(line.host);
    if (line.host !== undefined && (linesOfHost !== undefined || tally.hosts.size < maxHosts))
      tally.hosts.set(line.host, (linesOfHost ?? 0) + 1);
  }
  return [...tallies.values()];
}

/** Sources give lines oldest or newest first. */
function inTimeOrder(lines: readonly LogLine[]): readonly LogLine[] {
  const isNewestFirst = (lines[0]?.at ?? 0) > (lines.at(-1)?.at ?? 0);
  return isNewestFirst ? [...lines].reverse() : lines;
}
