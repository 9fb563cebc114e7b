import type { Investigation } from '@incidentfox/incident';
import { ownerOfCause } from '../owner-of-cause.ts';
import type { MessageContext } from '../slack-message.ts';
import { isUnclear, SlackProblem } from '../slack-problem.ts';
import { trustedHostsOf } from '../trusted-hosts.ts';
import type { UpdateDeps } from './update-deps.ts';

/** What the message of `shown` needs to know besides the record: who can read the channel, and what people answered. */
export async function readMessageContext(
  shown: Investigation,
  channel: string,
  deps: UpdateDeps,
): Promise<MessageContext> {
  return {
    consoleUrl: deps.consoleUrl,
    isExternallyShared: shown.report !== null && (await isExternallyShared(channel, deps)),
    trustedHosts: trustedHostsOf(deps.team.settings, deps.consoleUrl),
    owner: ownerOfCause(shown.report, deps.team.settings.services),
    interactive: deps.team.slack.interactive,
    feedback: await countFeedback(shown, deps),
  };
}

/** The feedback on the revision that is shown. */
async function countFeedback(investigation: Investigation, deps: UpdateDeps): Promise<MessageContext['feedback']> {
  if (!investigation.report) return { helpful: 0, notHelpful: 0 };
  const feedback = (await deps.feedback.readAll(investigation.id)).filter(
    ({ revision }) => revision === investigation.revision,
  );
  const helpful = feedback.filter((one) => one.helpful).length;
  return { helpful, notHelpful: feedback.length - helpful };
}

/** When Slack does not say, the channel counts as shared: leaving out log lines does no harm. */
async function isExternallyShared(channel: string, deps: UpdateDeps): Promise<boolean> {
  const { workspace, pace } = deps.team.slack;
  try {
    return await workspace.isShared(channel);
  } catch (problem) {
    if (!(problem instanceof SlackProblem) || isUnclear(problem)) throw problem;
    if (problem.kind === 'limited') throw pace.limited(channel, problem.retryAfterMs);
    return true;
  }
}
