import { Failure } from '@incidentfox/failures';
import { SlackProblem } from './slack-problem.ts';

/**
 * A problem with Slack as a `Failure`: `rate_limited` with the time to wait, `unavailable` when nobody knows whether it
 * happened, else `config`: only a person can help. Anything else stays as it is.
 */
export function toJobFailure(thrown: unknown): unknown {
  if (!(thrown instanceof SlackProblem)) return thrown;
  const { kind, message, retryAfterMs } = thrown;
  if (kind === 'limited') return new Failure('rate_limited', message, { retryAfterMs, cause: thrown });
  if (kind === 'ambiguous' || kind === 'unknown') return new Failure('unavailable', unclear(thrown), { cause: thrown });
  return new Failure('config', message, { cause: thrown });
}

/** With what kept us from Slack, where that is known: a proxy or a certificate. */
function unclear({ code, details }: SlackProblem): string {
  const [reason] = code === 'connection_lost' ? details : [];
  return `Slack gave no clear answer (${code})${reason === undefined ? '' : `: ${reason}`}`;
}
