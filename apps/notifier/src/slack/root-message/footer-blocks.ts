import type { Investigation, Report } from '@incidentfox/incident';
import type { ActionsBlock, Button, KnownBlock } from '@slack/types';
import { hhmm } from '../../text/clock.ts';
import { gapGroups, gapText } from '../../text/gap-groups.ts';
import { shorten } from '../../text/shorten.ts';
import { oneLine } from '../../text/untrusted-text.ts';
import type { MessageBudget } from '../blocks/message-budget.ts';
import { smallPrint } from '../blocks/section-frame.ts';
import type { MessageContext } from '../slack-message.ts';

/** What was not checked, when this was written, and the buttons. */
export function footerBlocks(
  investigation: Investigation,
  report: Report,
  budget: MessageBudget,
  context: MessageContext,
): (KnownBlock | null)[] {
  return [
    gapsLine(report, budget, context),
    smallPrint(
      updated(investigation),
      context.isExternallyShared ? 'log lines are left out: this channel is shared with another organisation' : '',
    ),
    context.interactive ? buttons(investigation, context) : null,
  ];
}

function gapsLine(report: Report, budget: MessageBudget, context: MessageContext): KnownBlock | null {
  if (report.gaps.length === 0) return null;
  const groups = gapGroups(report.gaps);
  const shown = groups
    .slice(0, Math.max(1, budget.gaps))
    .map((group) => shorten(oneLine(gapText(group, context.isExternallyShared)), 90));
  return smallPrint(`⚠ Not checked: ${shown.join('; ')}${groups.length > shown.length ? '; more in the thread' : ''}`);
}

function updated({ finishedAt, revision }: Investigation): string {
  const finished = finishedAt ? Date.parse(finishedAt) : Number.NaN;
  return Number.isFinite(finished) ? `${revision > 1 ? `run ${revision}, ` : ''}updated ${hhmm(finished)} UTC` : '';
}

/** `value` holds ids only; who pressed and what it does is decided when the press is handled. */
function buttons(investigation: Investigation, context: MessageContext): ActionsBlock {
  const value = `${investigation.id}|${investigation.revision}`;
  const tally = (amount: number) => (amount > 0 ? ` ${amount}` : '');
  const { helpful, notHelpful } = context.feedback;
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
