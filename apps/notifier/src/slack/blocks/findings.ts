import type { Action, Evidence, Investigation, Report, Sentence, TimelineEvent } from '@incidentfox/incident';
import type { KnownBlock, RichTextElement, RichTextSection } from '@slack/types';
import type { Surroundings } from '../message.ts';
import { hhmm } from './clock.ts';
import { evidenceLine } from './evidence-line.ts';
import { withoutLogFields } from './log-line.ts';
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
  const evidence = tellingEvidence(report, room.evidence);
  return [
    header('🎯', 'Preliminary Findings', investigation),
    richText(line(bold('Summary: '), say(report.summary.text), ...reportLink(investigation, around))),
    titledList(
      `Root Cause (Confidence: ${percent(report.confidence)})`,
      'bullet',
      causesWithout(evidence, report)
        .slice(0, room.causes)
        .map((cause) => line(say(cause.text))),
    ),
    titledList('Evidence', 'bullet', evidenceLines(evidence, report, room, around)),
    titledList('Recommended Actions', 'ordered', actionLines(report.actions, room.actions, say)),
    titledList('Timeline', 'bullet', timelineLines(chooseEvents(report, room.timeline), say)),
  ];
}

/** What stands under Evidence in the same words need not stand here too; the first two stay whatever they say. */
function causesWithout(shown: readonly Evidence[], report: Report): Sentence[] {
  const titles = new Set(shown.map((evidence) => evidence.title));
  return report.rootCause.filter((cause, index) => index < 2 || !titles.has(cause.text));
}

/** Behind the summary: the page with everything, where the console has an address. */
export function reportLink(investigation: Investigation, around: Surroundings): RichTextElement[] {
  const page = link(reportUrl(around.consoleUrl, investigation), 'Full\u00a0report');
  return page ? [words(' ·\u00a0'), page] : [];
}

export type SentenceWriter = (text: string) => ReturnType<typeof quoted>;

export function sentenceWriter(
  room: Pick<Room, 'sentence'>,
  around: Pick<Surroundings, 'outsidersRead'>,
): SentenceWriter {
  return (text) => quoted(around.outsidersRead ? withheld(text) : withoutLogFields(text), room.sentence);
}

export function percent(probability: number): string {
  return `${Math.round(Math.min(1, Math.max(0, Number.isFinite(probability) ? probability : 0)) * 100)}%`;
}

/**
 * What is worth a line in the channel; the rest is in the thread. The decisive series first, with its curve, then as ranked,
 * but something of another kind or service before a second of the same.
 */
export function tellingEvidence(report: Report, max: number): Evidence[] {
  const isDecisive = (evidence: Evidence) => evidence.id === report.decisive;
  const telling = report.evidence.filter((evidence) => !isBackground(evidence) || isDecisive(evidence));
  const ranked = [...telling.filter(isDecisive), ...telling.filter((evidence) => !isDecisive(evidence))];
  const firstOfKind = ranked.filter(
    ({ kind, service }, index) =>
      ranked.findIndex((other) => other.kind === kind && other.service === service) === index,
  );
  return [...firstOfKind, ...ranked.filter((evidence) => !firstOfKind.includes(evidence))].slice(0, max);
}

/** True for what says that something is as usual, or that something exists. */
export function isBackground({ kind }: Evidence): boolean {
  return (
    kind === 'metric_normal' ||
    kind === 'coverage' ||
    kind === 'incident' ||
    kind === 'edge' ||
    kind === 'change_history'
  );
}

export function evidenceLines(
  shown: readonly Evidence[],
  report: Report,
  room: Pick<Room, 'sentence'>,
  around: Surroundings,
): RichTextSection[] {
  return shown.map((evidence) =>
    evidenceLine(evidence, {
      sentence: room.sentence,
      quote: 100,
      telling: true,
      spark: report.decisive === null || evidence.id === report.decisive,
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

/** In order of time. When there are too many: what the conclusion rests on, then alerts and the incident, then the latest. */
export function chooseEvents(report: Report, max: number): TimelineEvent[] {
  const inOrder = [...report.timeline].sort((a, b) => a.at - b.at);
  if (inOrder.length <= max) return inOrder;
  const cited = new Set([...report.summary.evidence, ...report.rootCause.flatMap((cause) => cause.evidence)]);
  const landmarks = new Set(
    report.evidence.filter(({ kind }) => kind === 'alert' || kind === 'incident').map(({ id }) => id),
  );
  const worth = (event: TimelineEvent) =>
    event.evidence.some((id) => cited.has(id)) ? 2 : event.evidence.some((id) => landmarks.has(id)) ? 1 : 0;
  const best = [...inOrder].sort((a, b) => worth(b) - worth(a) || b.at - a.at).slice(0, max);
  return inOrder.filter((event) => best.includes(event));
}

export function sentences(list: readonly Sentence[], max: number, say: SentenceWriter): RichTextSection[] {
  return list.slice(0, max).map((sentence) => line(say(sentence.text)));
}
