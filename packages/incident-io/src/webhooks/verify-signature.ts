import { timingSafeEqual } from 'node:crypto';
import type { IncomingHttpHeaders } from 'node:http';
import { Webhook } from 'standardwebhooks';

export type Verification =
  | { kind: 'genuine'; webhookId: string }
  /** `reason` is for our log; the sender only learns that it was refused. */
  | { kind: 'forged'; reason: string };

const toleranceMs = 5 * 60_000;
const maxSignatures = 20;

/**
 * Checks a Standard Webhooks signature over the bytes as they came. Accepts several signatures in the header and several
 * secrets, which is how either side rotates; refuses timestamps more than five minutes away from `nowMs`, either way.
 * Nothing in the body is looked at before this says `genuine`.
 */
export function verifySignature(
  rawBody: Buffer,
  headers: IncomingHttpHeaders,
  { secrets, nowMs }: { secrets: readonly string[]; nowMs: number },
): Verification {
  const signed = signedHeaders(headers);
  if (!signed) return { kind: 'forged', reason: 'signature headers are missing' };
  if (!/^\d{1,12}$/.test(signed.timestamp)) return { kind: 'forged', reason: 'the timestamp is not in seconds' };
  const sentAt = new Date(Number(signed.timestamp) * 1000);
  if (Math.abs(nowMs - sentAt.getTime()) > toleranceMs) {
    return { kind: 'forged', reason: 'the timestamp is more than 5 minutes away from now' };
  }
  const presented = signed.signatures
    .split(' ')
    .filter((one) => one.startsWith('v1,'))
    .slice(0, maxSignatures);
  // Every pair is compared, so that the time taken does not tell which secret or signature came close.
  const matches = secrets
    .flatMap((secret) => expectedSignature(secret, signed.id, sentAt, rawBody))
    .flatMap((expected) => presented.map((one) => isSame(one, expected)))
    .filter(Boolean);
  if (matches.length === 0) return { kind: 'forged', reason: 'no signature matches' };
  return { kind: 'genuine', webhookId: signed.id };
}

/** False for a secret that no signature can ever match, because it is not base64 after `whsec_`. */
export function isWebhookSecret(secret: string): boolean {
  try {
    new Webhook(secret);
    return true;
  } catch {
    return false;
  }
}

/** Both spellings of the scheme's headers; the first complete set counts. */
function signedHeaders(headers: IncomingHttpHeaders): { id: string; timestamp: string; signatures: string } | null {
  for (const brand of ['webhook', 'svix']) {
    const [id, timestamp, signatures] = [
      headers[`${brand}-id`],
      headers[`${brand}-timestamp`],
      headers[`${brand}-signature`],
    ];
    if (typeof id === 'string' && typeof timestamp === 'string' && typeof signatures === 'string' && id !== '') {
      return { id, timestamp, signatures };
    }
  }
  return null;
}

function expectedSignature(secret: string, id: string, sentAt: Date, rawBody: Buffer): string[] {
  try {
    return [new Webhook(secret).sign(id, sentAt, rawBody)];
  } catch {
    return [];
  }
}

function isSame(presented: string, expected: string): boolean {
  const [a, b] = [Buffer.from(presented), Buffer.from(expected)];
  return a.length === b.length && timingSafeEqual(a, b);
}
