/** What became of one webhook. `reason` is for people: it stands in the answer and in the log. */
export type WebhookOutcome =
  | ({ kind: 'accepted' } & About)
  /** The same webhook, or another about the same change, is waiting or was handled. */
  | ({ kind: 'duplicate' } & About)
  | ({ kind: 'ignored'; reason: string } & Partial<About>)
  /** The reason is logged and not sent: it would help whoever is guessing. */
  | { kind: 'forged'; reason: string }
  | { kind: 'unreadable'; reason: string }
  | { kind: 'too_large'; reason: string }
  | { kind: 'unknown_team'; reason: string }
  /** Others send more than there is room for. */
  | { kind: 'busy'; reason: string }
  /** incident.io sends again. */
  | ({ kind: 'queue_unavailable'; reason: string } & Partial<About>);

interface About {
  eventType: string;
  incidentId: string;
}

/** The one place where outcomes become HTTP. incident.io sends again after everything but 2xx. */
export const statusOf = {
  accepted: 202,
  duplicate: 200,
  ignored: 200,
  forged: 401,
  unreadable: 400,
  too_large: 413,
  unknown_team: 404,
  busy: 503,
  queue_unavailable: 503,
} as const satisfies Record<WebhookOutcome['kind'], number>;

/** The body of the answer. Never says which part of a signature was wrong. */
export function answerTo(outcome: WebhookOutcome): { outcome: WebhookOutcome['kind']; reason?: string } {
  if (outcome.kind === 'accepted' || outcome.kind === 'duplicate') return { outcome: outcome.kind };
  if (outcome.kind === 'forged') return { outcome: outcome.kind, reason: 'the signature is missing or wrong' };
  return { outcome: outcome.kind, reason: outcome.reason };
}
