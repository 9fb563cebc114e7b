import { Failure } from '@incidentfox/failures';
import { WebAPIHTTPError, WebAPIPlatformError, WebAPIRateLimitedError, WebAPIRequestError } from '@slack/web-api';
import { defaultRetryAfterMs } from '../thresholds.ts';

/**
 * What a call to Slack can end in, by what has to be done about it.
 * `limited`: nothing happened, come back later. `ambiguous`: it may have happened, look before doing it again.
 * `not_in_channel`: join and post once more. `unrenderable`: the message was refused for its form, send it plain.
 * `gone`: the message to edit was deleted. `frozen`: it exists and may not be edited any more.
 * `closed`: this channel cannot be posted to. `refused`: the app itself is not authorised. `unknown`: Slack refused with a code
 * this list does not have, which may pass, so that it is treated as `ambiguous`.
 */
export type SlackProblemKind =
  | 'limited'
  | 'ambiguous'
  | 'not_in_channel'
  | 'unrenderable'
  | 'gone'
  | 'frozen'
  | 'closed'
  | 'refused'
  | 'unknown';

export class SlackProblem extends Error {
  readonly kind: SlackProblemKind;
  /** Slack's own error code, for logs and advice. */
  readonly code: string;
  readonly retryAfterMs: number;
  /** Where Slack says a block is wrong; or which proxy or certificate kept us from Slack. */
  readonly details: readonly string[];

  constructor(
    kind: SlackProblemKind,
    code: string,
    more: { retryAfterMs?: number; details?: readonly string[]; cause?: unknown } = {},
  ) {
    super(`Slack: ${code}`, { cause: more.cause });
    this.name = 'SlackProblem';
    this.kind = kind;
    this.code = code;
    this.retryAfterMs = more.retryAfterMs ?? 0;
    this.details = more.details ?? [];
  }
}

const kindOfCode: Readonly<Record<string, SlackProblemKind>> = {
  ratelimited: 'limited',
  rate_limited: 'limited',
  message_limit_exceeded: 'limited',
  fatal_error: 'ambiguous',
  internal_error: 'ambiguous',
  service_unavailable: 'ambiguous',
  request_timeout: 'ambiguous',
  update_failed: 'ambiguous',
  rollup_error: 'ambiguous',
  accesslimited: 'limited',
  // The workspace moves into an organisation: nothing works until it has.
  team_added_to_org: 'ambiguous',
  org_login_required: 'ambiguous',
  external_channel_migrating: 'limited',
  not_in_channel: 'not_in_channel',
  invalid_blocks: 'unrenderable',
  invalid_blocks_format: 'unrenderable',
  msg_blocks_too_long: 'unrenderable',
  msg_blocks_too_many: 'unrenderable',
  msg_too_long: 'unrenderable',
  block_mismatch: 'unrenderable',
  message_not_found: 'gone',
  thread_not_found: 'gone',
  cant_update_message: 'frozen',
  edit_window_closed: 'frozen',
  is_inactive: 'closed',
  is_archived: 'closed',
  channel_not_found: 'closed',
  cannot_reply_to_message: 'closed',
  ekm_access_denied: 'closed',
  method_not_supported_for_channel_type: 'closed',
  too_many_members: 'closed',
  user_not_in_channel: 'closed',
  team_not_found: 'refused',
  invalid_auth: 'refused',
  not_authed: 'refused',
  account_inactive: 'refused',
  token_revoked: 'refused',
  token_expired: 'refused',
  missing_scope: 'refused',
  not_allowed_token_type: 'refused',
  access_denied: 'refused',
  no_permission: 'refused',
  team_access_not_granted: 'refused',
  app_access_restricted: 'refused',
  deprecated_endpoint: 'refused',
  method_deprecated: 'refused',
  two_factor_setup_required: 'refused',
  // Mistakes of ours: trying again cannot help.
  invalid_arguments: 'unrenderable',
  invalid_metadata_format: 'unrenderable',
  invalid_metadata_schema: 'unrenderable',
  metadata_too_large: 'unrenderable',
  no_text: 'unrenderable',
  unknown_method: 'refused',
};

/** Reads what the client threw. Anything that is not a clear refusal counts as ambiguous: looking twice is cheap, posting twice is not. */
export function toSlackProblem(thrown: unknown): SlackProblem {
  if (thrown instanceof SlackProblem) return thrown;
  if (thrown instanceof WebAPIRateLimitedError) {
    return new SlackProblem('limited', 'ratelimited', { retryAfterMs: thrown.retryAfter * 1000, cause: thrown });
  }
  if (thrown instanceof WebAPIPlatformError) return fromPlatform(thrown);
  // Slack says everything with 200 and 429: another status is a proxy's, or a Slack in trouble.
  if (thrown instanceof WebAPIHTTPError)
    return new SlackProblem('ambiguous', `http_${thrown.statusCode}`, { cause: thrown });
  if (thrown instanceof WebAPIRequestError)
    return new SlackProblem('ambiguous', codeOfLostAnswer[thrown.original.name] ?? 'connection_lost', {
      cause: thrown,
      ...(thrown.original instanceof Failure && { details: [thrown.original.message] }),
    });
  return new SlackProblem('ambiguous', thrown instanceof Error ? thrown.name : 'unknown', { cause: thrown });
}

function fromPlatform(error: WebAPIPlatformError): SlackProblem {
  const code = String(error.data.error);
  const kind = kindOfCode[code] ?? (/^(restricted_action|slack_connect_)/.test(code) ? 'closed' : 'unknown');
  const details = error.data.response_metadata?.messages ?? [];
  const retryAfter = error.data.response_metadata?.retryAfter;
  return new SlackProblem(kind, code, {
    details,
    cause: error,
    ...(kind === 'limited' && { retryAfterMs: retryAfter ? retryAfter * 1000 : defaultRetryAfterMs }),
  });
}

const codeOfLostAnswer: Readonly<Record<string, string>> = {
  TimeoutError: 'timeout',
  NotFromSlack: 'not_from_slack',
};

/** Nobody knows whether it happened: look before doing it again, and go on trying. */
export function isUnclear(problem: SlackProblem): boolean {
  return problem.kind === 'ambiguous' || problem.kind === 'unknown';
}

const advice: Readonly<Record<string, string>> = {
  is_archived: 'the channel is archived',
  channel_not_found: 'the channel is private or gone: invite the app with /invite, or let incident.io invite it',
  method_not_supported_for_channel_type: 'the channel is private: invite the app with /invite',
  missing_scope: 'the app lacks a scope: compare its scopes with slack-manifest.yaml and install it again',
  invalid_auth: 'the bot token is not valid',
  token_revoked: 'the bot token was revoked: install the app again',
  account_inactive: 'the app was removed from the workspace',
};

/** A sentence for people: why this will not be posted. */
export function explain(problem: SlackProblem): string {
  return `Not posted to Slack: ${advice[problem.code] ?? `Slack answered ${problem.code}`}.`;
}
