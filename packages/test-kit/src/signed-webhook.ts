import { randomUUID } from 'node:crypto';
import { Webhook } from 'standardwebhooks';

/** A signing secret in incident.io's form. Not used anywhere but in tests. */
export const testWebhookSecret = 'whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw';

export interface SignedWebhook {
  headers: Record<string, string>;
  body: string;
  id: string;
}

/**
 * `body` (an object is made JSON) with the Standard Webhooks headers incident.io sends. `timestamp` is in epoch seconds,
 * default now; `secret` may be a list, which gives several signatures in one header as during a rotation.
 */
export function signedWebhook(
  body: unknown,
  secret: string | readonly string[] = testWebhookSecret,
  options: { id?: string; timestamp?: number; headerPrefix?: 'webhook' | 'svix' } = {},
): SignedWebhook {
  const text = typeof body === 'string' ? body : JSON.stringify(body);
  const id = options.id ?? `msg_${randomUUID().replaceAll('-', '')}`;
  const at = new Date((options.timestamp ?? Math.floor(Date.now() / 1000)) * 1000);
  const secrets = typeof secret === 'string' ? [secret] : secret;
  const prefix = options.headerPrefix ?? 'webhook';
  return {
    id,
    body: text,
    headers: {
      'content-type': 'application/json',
      [`${prefix}-id`]: id,
      [`${prefix}-timestamp`]: String(Math.floor(at.getTime() / 1000)),
      [`${prefix}-signature`]: secrets.map((one) => new Webhook(one).sign(id, at, text)).join(' '),
    },
  };
}
