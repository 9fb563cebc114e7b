import type { LogDigest, LogLine } from '@incidentfox/incident';
import type { Template, TemplateTree } from './lines/template-tree.ts';
import { maxHosts } from './thresholds.ts';

/** The sampled lines of one statement in one digest. */
export interface Tally {
  template: Template;
  /** Times of the window's lines, as they came. */
  times: number[];
  /** Sampled lines of the baseline. */
  baseline: number;
  hosts: Map<string, number>;
  /** How often each statement came right before this one in the baseline. */
  before: Map<Template, number>;
}

/** Sorts the lines of a digest into the statements of `tree`, which is shared by the digests of one service. */
export function tallyDigest(digest: LogDigest, tree: TemplateTree): Tally[] {
  const tallies = new Map<Template, Tally>();
  const tallyOf = (level: string | undefined, message: string): Tally => {
    const template = tree.add(message, level);
    let tally = tallies.get(template);
    if (tally === undefined) {
      tally = { template, times: [], baseline: 0, hosts: new Map(), before: new Map() };
      tallies.set(template, tally);
    }
    return tally;
  };
  let previous: Template | undefined;
  for (const line of inTimeOrder(digest.baselineLines)) {
    const tally = tallyOf(line.level ?? impliedLevel(digest), line.message);
    tally.baseline += 1;
    if (previous !== undefined && previous !== tally.template)
      tally.before.set(previous, (tally.before.get(previous) ?? 0) + 1);
    previous = tally.template;
  }
  for (const line of digest.lines) {
    const tally = tallyOf(line.level ?? impliedLevel(digest), line.message);
    // The first line stands for the statement, so that whoever looks for it at that moment finds it.
    if (tally.times.every((at) => line.at < at)) tally.template.example = line.message;
    tally.times.push(line.at);
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

/** Lines that a source chose because they look like errors are errors, unless they say otherwise. */
const impliedLevel = (digest: LogDigest): string | undefined => (digest.level === 'error' ? 'error' : undefined);
