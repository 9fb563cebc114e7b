import type { Evidence, Investigation, Report } from '@incidentfox/incident';
import type { KnownBlock, RichTextSection } from '@slack/types';
import { limitFaults } from '../limits/limit-faults.ts';
import type { SlackMessage, Surroundings } from '../message.ts';
import { shorten } from '../shorten.ts';
import { evidenceLine } from './evidence-line.ts';
import { chooseEvents, isBackground, percent, sentences, sentenceWriter, timelineLines } from './findings.ts';
import { gapGroups } from './gap-groups.ts';
import { sentence } from './notification.ts';
import { bold, line, list, quoted, richText, titledList, words } from './rich-text.ts';
import { rooms } from './room.ts';
import { present } from './root.ts';

export const threadParts = ['evidence', 'doubts', 'timeline'] as const;

/** The replies under the root message: at most three, none of them empty. */
export interface ThreadReply {
  readonly part: (typeof threadParts)[number];
  readonly message: SlackMessage;
}

export function threadReplies(investigation: Investigation, report: Report, around: Surroundings): ThreadReply[] {
  if (report.verdict === 'healthy') return [];
  const parts = { evidence: evidenceReply, doubts: doubtsReply, timeline: timelineReply };
  return threadParts.flatMap((part) => {
    const message = parts[part](investigation, report, around);
    return message ? [{ part, message }] : [];
  });
}

/** In place of what an earlier run said. */
export function outdatedReply(investigation: Investigation): SlackMessage {
  const what = `what stood here no longer applies since run ${investigation.revision}.`;
  return { text: sentence(investigation, what), blocks: [richText(line(words(`W${what.slice(1)}`)))] };
}

/** Every piece of evidence, numbered as `evidence 3` asks for it, with its quote and its link. */
export function evidenceReply(investigation: Investigation, report: Report, around: Surroundings): SlackMessage | null {
  if (report.evidence.every(({ kind }) => kind === 'coverage' || kind === 'incident')) return null;
  const draw = (evidence: Evidence) =>
    evidenceLine(evidence, {
      sentence: 240,
      quote: 200,
      telling: false,
      spark: !isBackground(evidence),
      numbered: true,
      outsidersRead: around.outsidersRead,
    });
  const telling = report.evidence.filter((evidence) => !isBackground(evidence)).map(draw);
  const background = report.evidence.filter(isBackground).map(draw);
  const text = sentence(investigation, `all evidence of this investigation, ${report.evidence.length} in number.`);
  return asMuchAsFits(text, (max) => [
    cappedList('All evidence', telling, max),
    cappedList('Also seen: as usual, or how things hang together', background, Math.ceil(max / 2)),
  ]);
}

/** What speaks against a quick conclusion: other explanations, what was ruled out, what could not be checked. */
export function doubtsReply(investigation: Investigation, report: Report, around: Surroundings): SlackMessage | null {
  const say = sentenceWriter({ sentence: 280 }, around);
  const others = report.alternatives.map((other) => line(words(`${percent(other.probability)} · `), say(other.text)));
  const out = sentences(report.ruledOut, report.ruledOut.length, say);
  const gaps = gapGroups(report.gaps).map(({ why, what }) =>
    line(quoted(shorten(what.join(', '), 300), 300), ...(around.outsidersRead ? [] : [words(': '), quoted(why, 200)])),
  );
  if (others.length + out.length + gaps.length === 0) return null;
  const next = report.nextQuestion
    ? richText(line(bold('What would separate the first two: '), quoted(report.nextQuestion, 280)))
    : null;
  const text = sentence(investigation, 'other explanations, what was ruled out, and what could not be checked.');
  return asMuchAsFits(text, (max) => [
    cappedList('Other explanations', others, max),
    cappedList('Ruled out', out, max),
    cappedList('Not checked', gaps, max),
    next,
  ]);
}

/** The full timeline, only when the root message does not show all of it. */
export function timelineReply(investigation: Investigation, report: Report, around: Surroundings): SlackMessage | null {
  const inRoot = report.verdict === 'root_cause' ? (rooms[1]?.timeline ?? 0) : 0;
  if (report.timeline.length <= inRoot) return null;
  const lines = timelineLines(chooseEvents(report, report.timeline.length), sentenceWriter({ sentence: 240 }, around));
  const text = sentence(investigation, `the full timeline, ${report.timeline.length} events, times in UTC.`);
  return asMuchAsFits(text, (max) => [cappedList('Full timeline (UTC)', lines, max)]);
}

function cappedList(title: string, items: readonly RichTextSection[], max: number): KnownBlock | null {
  if (items.length <= max) return titledList(title, 'bullet', items);
  return richText(
    line(bold(title)),
    list('bullet', items.slice(0, max)),
    line(words(`and ${items.length - max} more in the report`)),
  );
}

const caps = [60, 40, 30, 20, 15, 10, 6, 4, 2, 1];

/** The longest form that keeps every limit. Said when something is left out, never silent. */
export function asMuchAsFits(text: string, draw: (max: number) => (KnownBlock | null)[]): SlackMessage {
  for (const max of caps) {
    const blocks = present(draw(max));
    if (limitFaults({ text, blocks }).length === 0) return { text, blocks };
  }
  return { text, blocks: [] };
}
