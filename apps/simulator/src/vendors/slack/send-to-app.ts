import { createHmac } from 'node:crypto';

/** Slack waits this long for an app's answer. */
const timeoutMs = 3000;

/** Where the app listens, and the secret requests to it are signed with. */
export interface AppAddress {
  readonly url: string;
  readonly signingSecret: string;
  readonly slackUrl: string;
}

/** What the app answered; status is null when it did not. */
export interface Sent {
  readonly status: number | null;
  readonly body: string;
}

/** Signs and posts as Slack does. */
export async function sendToApp(
  { app, now }: { readonly app: AppAddress; readonly now: number },
  contentType: string,
  body: string,
): Promise<Sent> {
  const timestamp = String(Math.floor(now / 1000));
  const signature = `v0=${createHmac('sha256', app.signingSecret).update(`v0:${timestamp}:${body}`).digest('hex')}`;
  const headers = {
    'content-type': contentType,
    'x-slack-request-timestamp': timestamp,
    'x-slack-signature': signature,
  };
  try {
    const response = await fetch(new URL('/slack/events', app.url), {
      method: 'POST',
      headers,
      body,
      signal: AbortSignal.timeout(timeoutMs),
    });
    return { status: response.status, body: await response.text() };
  } catch (fault) {
    return { status: null, body: fault instanceof Error ? fault.message : String(fault) };
  }
}
