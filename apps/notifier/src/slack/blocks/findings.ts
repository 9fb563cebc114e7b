import type { Action, Evidence, Investigation, Report, Sentence, TimelineEvent } from '@incidentfox/incident';
import type { KnownBlock, RichTextElement, RichTextSection } from '@slack/types';
import type { Surroundings } from '../message.ts';
import { firstOf } from '../shorten.ts';
import { hhmm } from './clock.ts';
import { evidenceLine } from './evidence-line.ts';
import { reportUrl } from './report-url.ts';
import { bold, code, line, link, quoted, richText, titledList, words } from './rich-text.ts';
import type { Room } from './room.ts';
import { header } from './section-frame.ts';
import { withheld } from './withheld.ts';

/**
 *   🎯 Preliminary Findings · INC-123
 *   Summary  Checkout service is failing because ...
 *   Root Cause (Confidence: 87%)      • ...
 *   Evidence                          • ... ▁▁▂▇█ prometheus
 *   Recommended Actions               1. ...
 *   Timeline                          • 14:30 - ...
 */
export function findingsBlocks(
  investigation: Investigation,
  report: Report,
  room: Room,
  around: Surroundings,
): (KnownBlock | null)[] {
  const say = sentenceWriter(room, around);
  return [
    header('🎯', 'Preliminary Findings', investigation),
    richText(line(bold('Summary: '), say(report.summary.text), ...reportLink(investigation, around))),
    titledList(
      `Root Cause (Confidence: ${percent(report.confidence)})`,
      'bullet',
      report.rootCause.slice(0, room.causes).map((cause) => line(say(cause.text))),
    ),
    titledList('Evidence', 'bullet', evidenceLines(report, room, around)),
    titledList('Recommended Actions', 'ordered', actionLines(report.actions, room.actions, say)),
    titledList('Timeline', 'bullet', timelineLines(chooseEvents(report, room.timeline), say)),
  ];
}

/** Behind the summary: the page with everything, where the console has an address. */
export function reportLink(investigation: Investigation, around: Surroundings): RichTextElement[] {
  const page = link(reportUrl(around.consoleUrl, investigation), 'Full report');
  return page ? [words(' · '), page] : [];
}

export type SentenceWriter = (text: string) => ReturnType<typeof quoted>;

export function sentenceWriter(
  room: Pick<Room, 'sentence'>,
  around: Pick<Surroundings, 'outsidersRead'>,
): SentenceWriter {
  return (text) => quoted(around.outsidersRead ? withheld(text) : text, room.sentence);
}

export function percent(probability: number): string {
  return `${Math.round(Math.min(1, Math.max(0, Number.isFinite(probability) ? probability : 0)) * 100)}%`;
}

/** The decisive series first, with its curve; then the rest as ranked. */
export function evidenceLines(
  report: Report,
  room: Pick<Room, 'evidence' | 'sentence'>,
  around: Surroundings,
): RichTextSection[] {
  const decisive = report.evidence.find((evidence) => evidence.id === report.decisive);
  const ranked: Evidence[] = decisive
    ? [decisive, ...report.evidence.filter((evidence) => evidence !== decisive)]
    : report.evidence;
  const { shown } = firstOf(ranked, room.evidence);
  return shown.map((evidence) =>
    evidenceLine(evidence, {
      sentence: room.sentence,
      quote: 100,
      spark: evidence === decisive || !decisive,
      numbered: false,
      outsidersRead: around.outsidersRead,
    }),
  );
}

export function actionLines(actions: readonly Action[], max: number, say: SentenceWriter): RichTextSection[] {
  return actions
    .slice(0, max)
    .map((action) => line(say(action.text), ...(action.command ? [words(' '), code(action.command, 160)] : [])));
}

export function timelineLines(events: readonly TimelineEvent[], say: SentenceWriter): RichTextSection[] {
  return events.map((event) => line(words(`${hhmm(event.at)} - `), say(event.text)));
}

/** The first events and the last: how it began and what raised the alarm. In order of time. */
export function chooseEvents(report: Report, max: number): TimelineEvent[] {
  const inOrder = [...report.timeline].sort((a, b) => a.at - b.at);
  if (inOrder.length <= max) return inOrder;
  const atEnd = Math.floor(max / 2);
  return [...inOrder.slice(0, max - atEnd), ...inOrder.slice(inOrder.length - atEnd)];
}

export function sentences(list: readonly Sentence[], max: number, say: SentenceWriter): RichTextSection[] {
  return list.slice(0, max).map((sentence) => line(say(sentence.text)));
}
