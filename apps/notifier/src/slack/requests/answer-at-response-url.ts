import { createHttpClient } from '@incidentfox/http-client';
import type { KnownBlock } from '@slack/types';
import { z } from 'zod';
import { slackTimeoutMs } from '../../thresholds.ts';

const slackHosts = /^hooks\.slack(?:-gov)?\.com$/;

/** True for an address of Slack's own, or of the stand-in that `apiUrl` names: answers go nowhere else. */
export function isResponseUrl(responseUrl: string, apiUrl: string): boolean {
  const { protocol, hostname, host } = new URL(responseUrl);
  return (protocol === 'https:' && slackHosts.test(hostname)) || host === new URL(apiUrl).host;
}

/**
 * Answers a command or a button where Slack asked for it, seen by that person only. Works in any conversation.
 * @throws Failure when Slack does not take it: an address is good for half an hour and five answers
 */
export async function answerAtResponseUrl(
  responseUrl: string,
  message: { text: string; blocks?: readonly KnownBlock[] },
): Promise<void> {
  const { origin, pathname, search } = new URL(responseUrl);
  const http = createHttpClient({
    name: 'Slack',
    baseUrl: origin,
    timeoutMs: slackTimeoutMs,
    maxBytes: 64_000,
    breaker: false,
  });
  try {
    const json = { response_type: 'ephemeral', replace_original: false, ...message };
    const query = Object.fromEntries(new URLSearchParams(search));
    await http.request({ method: 'POST', path: pathname, query, json, accept: 'text', schema: z.string() });
  } finally {
    await http.close();
  }
}
