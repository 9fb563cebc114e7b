import type { Investigation, Report } from '@incidentfox/incident';
import type { ActionsBlock, Button, KnownBlock } from '@slack/types';
import type { Surroundings } from '../message.ts';
import { shorten } from '../shorten.ts';
import { oneLine } from '../untrusted-text.ts';
import { count, duration, hhmm } from './clock.ts';
import { gapGroups, gapText } from './gap-groups.ts';
import type { Room } from './room.ts';
import { smallPrint } from './section-frame.ts';

/** What was not checked, how much was, and the buttons. */
export function footerBlocks(
  investigation: Investigation,
  report: Report,
  room: Room,
  around: Surroundings,
): (KnownBlock | null)[] {
  return [
    gapsLine(report, room, around),
    smallPrint(
      ...effort(investigation),
      around.outsidersRead ? 'log lines are left out: this channel is shared with another organisation' : '',
    ),
    around.interactive ? buttons(investigation, around) : null,
  ];
}

function gapsLine(report: Report, room: Room, around: Surroundings): KnownBlock | null {
  if (report.gaps.length === 0) return null;
  const groups = gapGroups(report.gaps);
  const shown = groups
    .slice(0, Math.max(1, room.gaps))
    .map((group) => shorten(oneLine(gapText(group, around.outsidersRead)), 140));
  return smallPrint(`⚠ Not checked: ${shown.join('; ')}${groups.length > shown.length ? '; more in the thread' : ''}`);
}

function effort(investigation: Investigation): string[] {
  const { questions, startedAt, finishedAt, revision } = investigation;
  const sources = new Set(
    questions.filter((question) => question.state !== 'skipped').map((question) => question.source),
  ).size;
  const finished = finishedAt ? Date.parse(finishedAt) : Number.NaN;
  const took = startedAt && finishedAt ? ` in ${duration(finished - Date.parse(startedAt))}` : '';
  return [
    questions.length > 0 ? `${count(questions.length, 'question')} to ${count(sources, 'source')}${took}` : '',
    Number.isFinite(finished) ? `${revision > 1 ? `run ${revision}, ` : ''}updated ${hhmm(finished)} UTC` : '',
  ];
}

/** `value` holds ids only; who pressed and what it does is decided when the press is handled. */
function buttons(investigation: Investigation, around: Surroundings): ActionsBlock {
  const value = `${investigation.id}|${investigation.revision}`;
  const tally = (amount: number) => (amount > 0 ? ` ${amount}` : '');
  const { helpful, notHelpful } = around.feedback;
  return {
    type: 'actions',
    elements: [
      button('feedback-helpful', `👍 Helpful${tally(helpful)}`, value),
      button('feedback-not-helpful', `👎 Not helpful${tally(notHelpful)}`, value),
      button('investigate-again', 'Investigate again', value),
      button('wrong-service', 'Wrong service', value),
      button('show-evidence', 'Show evidence', value),
    ],
  };
}

function button(actionId: string, label: string, value: string): Button {
  return { type: 'button', action_id: actionId, text: { type: 'plain_text', text: label, emoji: true }, value };
}
