import type { Evidence, Investigation, Report } from '@incidentfox/incident';
import type { KnownBlock, RichTextSection } from '@slack/types';
import { effortOf } from '../../text/effort-of.ts';
import { gapGroups } from '../../text/gap-groups.ts';
import { percent } from '../../text/percent.ts';
import { shorten } from '../../text/shorten.ts';
import { oneLine } from '../../text/untrusted-text.ts';
import { maxBackground, maxEvidenceOfService } from '../../thresholds.ts';
import { asMuchAsFits } from '../blocks/as-much-as-fits.ts';
import { chooseEvents } from '../blocks/choose-events.ts';
import { evidenceLine } from '../blocks/evidence-line.ts';
import { oncePerFact } from '../blocks/fact-of.ts';
import { isBackground } from '../blocks/headline-evidence.ts';
import { maxActionsInRoot, minTimeline } from '../blocks/message-budget.ts';
import { sentence } from '../blocks/notification.ts';
import { actionLines, sentenceRenderer, sentences, timelineLines } from '../blocks/report-lines.ts';
import { bold, line, list, plain, quoted, richText, titledList } from '../blocks/rich-text.ts';
import { smallPrint } from '../blocks/section-frame.ts';
import type { MessageContext, SlackMessage } from '../slack-message.ts';

export const threadParts = ['evidence', 'doubts', 'timeline'] as const;

/** The replies under the root message: at most three, none of them empty. */
export interface ThreadReply {
  readonly part: (typeof threadParts)[number];
  readonly message: SlackMessage;
}

export function threadReplies(investigation: Investigation, report: Report, context: MessageContext): ThreadReply[] {
  if (report.verdict === 'healthy') return [];
  const parts = { evidence: evidenceReply, doubts: doubtsReply, timeline: timelineReply };
  return threadParts.flatMap((part) => {
    const message = parts[part](investigation, report, context);
    return message ? [{ part, message }] : [];
  });
}

/** In place of what an earlier run said. */
export function outdatedReply(investigation: Investigation): SlackMessage {
  const run = `by run ${investigation.revision}.`;
  return { text: sentence(investigation, `superseded ${run}`), blocks: [richText(line(plain(`Superseded ${run}`)))] };
}

/** Every piece of evidence, numbered as `evidence 3` asks for it, with its quote and its link. */
export function evidenceReply(
  investigation: Investigation,
  report: Report,
  context: MessageContext,
): SlackMessage | null {
  if (report.evidence.every(({ kind }) => kind === 'coverage' || kind === 'incident')) return null;
  const draw = (evidence: Evidence) =>
    evidenceLine(evidence, {
      sentence: 240,
      quote: 200,
      messageOnly: false,
      spark: !isBackground(evidence),
      numbered: true,
      isExternallyShared: context.isExternallyShared,
      trustedHosts: context.trustedHosts,
    });
  const facts = report.evidence.filter((evidence) => !isBackground(evidence));
  const background = report.evidence.filter(isBackground).map(draw);
  const text = sentence(investigation, `all evidence of this investigation, ${report.evidence.length} in number.`);
  return asMuchAsFits(text, (max) => [
    ...groupByService(facts).map(([service, group]) => {
      const facts = oncePerFact(group);
      const rest = group.filter((one) => !facts.includes(one));
      return cappedList(service, [...facts, ...rest].map(draw), Math.min(max, facts.length, maxEvidenceOfService));
    }),
    cappedList('Background: normal signals and service dependencies', background, Math.min(max, maxBackground)),
    smallPrint(effortOf(investigation)),
  ]);
}

/** In the order of the first evidence of each. What belongs to no service comes as it stands, under a title of its own. */
function groupByService(evidence: readonly Evidence[]): [string, Evidence[]][] {
  const groups = new Map<string, Evidence[]>();
  for (const one of evidence) {
    const service = shorten(oneLine(one.service ?? ''), 60) || 'Everything else';
    groups.set(service, [...(groups.get(service) ?? []), one]);
  }
  return [...groups];
}

/** What else could be done, and what speaks against a quick conclusion: other explanations, what was ruled out or not checked. */
function doubtsReply(investigation: Investigation, report: Report, context: MessageContext): SlackMessage | null {
  const render = sentenceRenderer({ sentence: 280 }, context, report);
  const others = report.alternatives.map((other) =>
    line(plain(`${percent(other.probability)} · `), render(other.text)),
  );
  const out = sentences(report.ruledOut, report.ruledOut.length, render);
  const gaps = gapGroups(report.gaps).map(({ why, what }) =>
    line(
      quoted(shorten(what.join(', '), 300), 300),
      ...(context.isExternallyShared ? [] : [plain(': '), quoted(why, 200)]),
    ),
  );
  const further = actionLines(report.actions.slice(maxActionsInRoot), report.actions.length, render);
  if (others.length + out.length + gaps.length + further.length === 0) return null;
  const asks = others.length > 1 ? 'What would tell them apart: ' : 'What would settle it: ';
  const next = report.nextQuestion ? richText(line(bold(asks), render(report.nextQuestion))) : null;
  const text = sentence(investigation, 'other explanations, what was ruled out, and what could not be checked.');
  return asMuchAsFits(text, (max) => [
    cappedList('Further actions', further, max),
    cappedList('Other explanations', others, max),
    cappedList('Ruled out', out, max),
    cappedList('Not checked', gaps, max),
    next,
  ]);
}

/** The full timeline, only when the root message does not show all of it. */
function timelineReply(investigation: Investigation, report: Report, context: MessageContext): SlackMessage | null {
  const inRoot = report.verdict === 'root_cause' ? minTimeline : 0;
  if (report.timeline.length <= inRoot) return null;
  const lines = timelineLines(
    chooseEvents(report, report.timeline.length),
    sentenceRenderer({ sentence: 240 }, context, report),
  );
  const text = sentence(investigation, `the full timeline, ${report.timeline.length} events, times in UTC.`);
  return asMuchAsFits(text, (max) => [cappedList('Full timeline (UTC)', lines, max)]);
}

function cappedList(title: string, items: readonly RichTextSection[], max: number): KnownBlock | null {
  if (items.length <= max) return titledList(title, 'bullet', items);
  return richText(
    line(bold(title)),
    list('bullet', items.slice(0, max)),
    line(plain(`and ${items.length - max} more in the report`)),
  );
}
