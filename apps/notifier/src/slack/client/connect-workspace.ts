import { type Connection, createConnection } from '@incidentfox/http-client';
import { WebClient } from '@slack/web-api';
import { slackTimeoutMs } from '../../thresholds.ts';
import { SlackProblem, type SlackProblemKind, toSlackProblem } from '../slack-problem.ts';
import type { SlackWorkspace } from '../slack-workspace.ts';
import { boundedFetch } from './bounded-fetch.ts';
import type { OutgoingCall } from './call.ts';
import { channelCalls } from './channel-calls.ts';
import { messageCalls } from './message-calls.ts';
import { silentLogger } from './silent-logger.ts';
import { createSlackClock, type SlackClock } from './slack-clock.ts';

export interface WorkspaceOptions {
  readonly apiUrl: string;
  readonly token: () => string;
  /** Reads the token anew after Slack refused it; true when there is another one to try. */
  readonly renewToken?: () => Promise<boolean>;
  readonly timeoutMs?: number;
  readonly now?: () => number;
  /** Called after every call with how it ended: `ok`, or the kind of problem. */
  readonly onCall?: (method: string, outcome: 'ok' | SlackProblemKind) => void;
}

/**
 * Slack's Web API with its own retries off: the default client posts the same message again when an answer is lost. The
 * queue tries again, after looking.
 */
export function connectWorkspace(options: WorkspaceOptions): SlackWorkspace {
  const clock = createSlackClock();
  const connection = createConnection({ name: 'Slack', baseUrl: options.apiUrl });
  let current: { token: string; client: WebClient } | undefined;
  // A rotated token is used from the next call on; it travels in the header only.
  const clientFor = (token: string): WebClient => {
    if (current?.token !== token) current = { token, client: connect(token, { ...options, connection, clock }) };
    return current.client;
  };
  const once: OutgoingCall = async (method, args) => {
    try {
      const answer = await clientFor(options.token()).apiCall(method, args);
      options.onCall?.(method, 'ok');
      return answer as unknown as Record<string, unknown>;
    } catch (thrown) {
      const problem = toSlackProblem(thrown);
      options.onCall?.(method, problem.kind);
      throw problem;
    }
  };
  // A refused token did nothing: after a rotation the same call is made once more with the new one.
  const call: OutgoingCall = async (method, args) => {
    try {
      return await once(method, args);
    } catch (problem) {
      if (!(problem instanceof SlackProblem) || !tokenRefused.has(problem.code)) throw problem;
      if (!(await options.renewToken?.().catch(() => false))) throw problem;
      return once(method, args);
    }
  };
  return { ...messageCalls(call), ...channelCalls(call, options.now ?? Date.now), now: () => clock.now() };
}

const tokenRefused = new Set(['invalid_auth', 'token_revoked', 'token_expired', 'not_authed']);

function connect(
  token: string,
  options: WorkspaceOptions & { readonly connection: Connection; readonly clock: SlackClock },
): WebClient {
  const timeoutMs = options.timeoutMs ?? slackTimeoutMs;
  return new WebClient(token, {
    slackApiUrl: options.apiUrl,
    retryConfig: { retries: 0 },
    rejectRateLimitedCalls: true,
    timeout: timeoutMs,
    fetch: boundedFetch({ connection: options.connection, timeoutMs, onDate: options.clock.hear }),
    allowAbsoluteUrls: false,
    // Every outcome is thrown and logged by us; the client's own lines would bypass our log.
    logger: silentLogger,
  });
}
