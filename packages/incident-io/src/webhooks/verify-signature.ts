import { timingSafeEqual } from 'node:crypto';
import type { IncomingHttpHeaders } from 'node:http';
import { Webhook } from 'standardwebhooks';

export type Verification =
  | { kind: 'genuine'; webhookId: string }
  /** `reason` is for our log; the sender only learns that it was refused. */
  | { kind: 'forged'; reason: string };

const toleranceMs = 5 * 60_000;
const maxSignatures = 20;
/** Standard Webhooks asks for 24 to 64 random bytes; fewer than 16 could be guessed offline from one signed webhook. */
const minSecretBytes = 16;

/** How a sentence about a secret that is none goes on. */
export const webhookSecretRule = `is not a webhook signing secret: whsec_ and base64 of at least ${minSecretBytes} bytes, as incident.io shows it`;

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
  const signed = readSignedHeaders(headers, nowMs);
  if ('kind' in signed) return signed;
  const presented = signed.signatures
    .split(' ')
    .filter((one) => one.startsWith('v1,'))
    .slice(0, maxSignatures);
  // Every pair is compared, so that the time taken does not tell which secret or signature came close.
  const matches = secrets
    .filter(isWebhookSecret)
    .map((secret) => expectedSignature(secret, signed.id, signed.sentAt, rawBody))
    .flatMap((expected) => presented.map((one) => isSame(one, expected)))
    .filter(Boolean);
  if (matches.length === 0) return { kind: 'forged', reason: 'no signature matches' };
  return { kind: 'genuine', webhookId: signed.id };
}

/**
 * What can be refused before the body is read: null when the headers are those of a webhook sent within five minutes of
 * `nowMs`, which says nothing yet about whether they are genuine.
 */
export function refuseByHeaders(
  headers: IncomingHttpHeaders,
  nowMs: number,
): Extract<Verification, { kind: 'forged' }> | null {
  const signed = readSignedHeaders(headers, nowMs);
  return 'kind' in signed ? signed : null;
}

/**
 * False for a secret that no signature can ever match, because it is not base64 after `whsec_`, and for one that anybody
 * can guess, because nothing or only a few bytes stand there.
 */
export function isWebhookSecret(secret: string): boolean {
  const base64 = secret.startsWith('whsec_') ? secret.slice('whsec_'.length) : secret;
  if (Buffer.from(base64, 'base64').length < minSecretBytes) return false;
  try {
    new Webhook(secret);
    return true;
  } catch {
    return false;
  }
}

interface SignedHeaders {
  readonly id: string;
  readonly signatures: string;
  readonly sentAt: Date;
}

function readSignedHeaders(
  headers: IncomingHttpHeaders,
  nowMs: number,
): SignedHeaders | Extract<Verification, { kind: 'forged' }> {
  const signed = signedHeaders(headers);
  if (!signed) return { kind: 'forged', reason: 'signature headers are missing' };
  if (!/^\d{1,12}$/.test(signed.timestamp)) return { kind: 'forged', reason: 'the timestamp is not in seconds' };
  const sentAt = new Date(Number(signed.timestamp) * 1000);
  if (Math.abs(nowMs - sentAt.getTime()) > toleranceMs) {
    return { kind: 'forged', reason: 'the timestamp is more than 5 minutes away from now' };
  }
  return { id: signed.id, signatures: signed.signatures, sentAt };
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

function expectedSignature(secret: string, id: string, sentAt: Date, rawBody: Buffer): string {
  return new Webhook(secret).sign(id, sentAt, rawBody);
}

function isSame(presented: string, expected: string): boolean {
  const [a, b] = [Buffer.from(presented), Buffer.from(expected)];
  return a.length === b.length && timingSafeEqual(a, b);
}
