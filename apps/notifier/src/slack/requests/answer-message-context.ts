import type { Report } from '@incidentfox/incident';
import { ownerOfCause } from '../owner-of-cause.ts';
import type { MessageContext } from '../slack-message.ts';
import { trustedHostsOf } from '../trusted-hosts.ts';
import type { SlackRequestContext } from './slack-request-context.ts';

/** What an answer needs to know besides the record. A channel counts as shared when Slack does not say; answers have no buttons. */
export async function answerMessageContext(
  { job, team, deps }: SlackRequestContext,
  report: Report | null,
): Promise<MessageContext> {
  return {
    consoleUrl: deps.consoleUrl,
    isExternallyShared: await team.slack.workspace.isShared(job.channel).catch(() => true),
    trustedHosts: trustedHostsOf(team.settings, deps.consoleUrl),
    owner: ownerOfCause(report, team.settings.services),
    interactive: false,
    feedback: { helpful: 0, notHelpful: 0 },
  };
}
