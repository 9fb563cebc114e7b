import type { Investigation, Report } from '@incidentfox/incident';
import type { KnownBlock } from '@slack/types';
import type { Surroundings } from '../message.ts';
import { actionLines, evidenceLines, percent, reportLink, sentenceWriter, tellingEvidence } from './findings.ts';
import { bold, line, quoted, richText, titledList, words } from './rich-text.ts';
import type { Room } from './room.ts';
import { header } from './section-frame.ts';

/** No cause is named: the leads that remain, two facts, and what would settle it. Short on purpose. */
export function inconclusiveBlocks(
  investigation: Investigation,
  report: Report,
  room: Room,
  around: Surroundings,
): (KnownBlock | null)[] {
  const say = sentenceWriter(room, around);
  const leads = report.alternatives
    .slice(0, 3)
    .map((lead) => line(words(`${percent(lead.probability)} · `), say(lead.text)));
  const next = report.nextQuestion
    ? richText(line(bold('What would settle it: '), quoted(report.nextQuestion, room.sentence)))
    : null;
  return [
    header('❔', 'No Clear Cause Yet', investigation),
    richText(line(bold('Summary: '), say(report.summary.text), ...reportLink(investigation, around))),
    titledList('Leads, none of them proven', 'bullet', leads),
    titledList(
      'Evidence',
      'bullet',
      evidenceLines(tellingEvidence(report, Math.min(2, room.evidence)), report, room, around),
    ),
    titledList('Recommended Actions', 'ordered', actionLines(report.actions, Math.min(2, room.actions), say)),
    next,
  ];
}

/** Nothing wrong is visible: one sentence and at most one thing to do. Nobody is accused. */
export function healthyBlocks(
  investigation: Investigation,
  report: Report,
  room: Room,
  around: Surroundings,
): (KnownBlock | null)[] {
  const say = sentenceWriter(room, around);
  const action = report.actions[0];
  return [
    header('✅', 'Nothing Wrong Found', investigation),
    richText(
      line(
        bold('Summary: '),
        say(report.summary.text),
        ...reportLink(investigation, around),
        ...(action ? [words('\n'), bold('If it still hurts: '), say(action.text)] : []),
      ),
    ),
  ];
}
