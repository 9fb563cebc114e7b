import type { Incident, Investigation, Report } from '@incidentfox/incident';
import type { KnownBlock, RichTextElement } from '@slack/types';
import { limitFaults } from '../../../../apps/notifier/src/slack/limits/limit-faults.ts';
import { rootMessage } from '../../../../apps/notifier/src/slack/root-message/root-message.ts';
import type { MessageContext, SlackMessage } from '../../../../apps/notifier/src/slack/slack-message.ts';
import { threadReplies } from '../../../../apps/notifier/src/slack/thread/thread-replies.ts';
import { messageFaults, type ShownMessage } from './message-faults.ts';

const context: MessageContext = {
  consoleUrl: 'https://fox.example.com',
  isExternallyShared: false,
  trustedHosts: [],
  owner: 'Team Blue',
  interactive: true,
  feedback: { helpful: 0, notHelpful: 0 },
};

const at = '2026-11-23T14:36:00.000Z';

function recordOf(report: Report, incident: Incident | null): Investigation {
  return {
    id: 'inv-default-1',
    revision: 1,
    team: 'default',
    incidentId: incident?.id ?? '1',
    trigger: { kind: 'webhook' },
    state: 'completed',
    priority: 'P1',
    priorityOrigin: 'name',
    isTest: false,
    isPrivate: false,
    incident,
    context: null,
    steps: [],
    questions: [],
    report,
    ending: null,
    queuedAt: at,
    startedAt: at,
    finishedAt: at,
  };
}

/** What is wrong with what Slack shows of a report: the message in the channel, and each reply in its thread. */
export function slackFaults(report: Report, incident: Incident | null = null): string[] {
  const record = recordOf(report, incident);
  const messages = [
    { part: 'channel', message: rootMessage(record, null, context) },
    ...threadReplies(record, report, context),
  ];
  return messages.flatMap(({ part, message }) =>
    [...messageFaults(sectionsOf(message), report), ...limitFaults(message)].map((fault) => `${part}: ${fault}`),
  );
}

/** Each list under the bold words before it; what stands in no list has no title. */
export function sectionsOf({ blocks }: SlackMessage): ShownMessage[] {
  return blocks.flatMap((block) => (block.type === 'rich_text' ? sectionsIn(block.elements) : []));
}

function sectionsIn(elements: Extract<KnownBlock, { type: 'rich_text' }>['elements']): ShownMessage[] {
  let title = '';
  return elements.flatMap((part) => {
    if (part.type === 'rich_text_list') return [{ title, lines: part.elements.map((one) => inline(one.elements)) }];
    title = inline(part.elements);
    return title.startsWith('Summary: ')
      ? [{ title: '', lines: [title.slice('Summary: '.length).replace(/ ·\s*Full\s+report$/, '')] }]
      : [];
  });
}

const inline = (elements: readonly RichTextElement[]): string =>
  elements
    .map((element) => {
      if (element.type === 'text')
        return element.style && 'code' in element.style ? `\`${element.text}\`` : element.text;
      return element.type === 'link' ? (element.text ?? '') : '';
    })
    .join('')
    .trim();
