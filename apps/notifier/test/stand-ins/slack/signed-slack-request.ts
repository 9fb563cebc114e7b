import { createHmac } from 'node:crypto';

/** Sends what Slack sends: a signed form to the request URL. */
export async function sendToNotifier(
  url: string,
  fields: Record<string, string>,
  options: { secret?: string; ageSeconds?: number } = {},
): Promise<{ status: number; body: string; tookMs: number }> {
  return send(url, new URLSearchParams(fields).toString(), 'application/x-www-form-urlencoded', options);
}

export async function sendEvent(
  url: string,
  event: Record<string, unknown>,
  eventId = 'Ev1',
  headers: Record<string, string> = {},
) {
  return send(
    url,
    JSON.stringify({ type: 'event_callback', event_id: eventId, team_id: 'T0', api_app_id: 'A0', event }),
    'application/json',
    {},
    headers,
  );
}

async function send(
  url: string,
  body: string,
  type: string,
  { secret = 'signing-secret', ageSeconds = 0 } = {},
  headers: Record<string, string> = {},
) {
  const time = String(Math.floor(Date.now() / 1000) - ageSeconds);
  const signature = `v0=${createHmac('sha256', secret).update(`v0:${time}:${body}`).digest('hex')}`;
  const started = Date.now();
  const response = await fetch(`${url}/slack/events`, {
    method: 'POST',
    body,
    headers: { 'content-type': type, 'x-slack-request-timestamp': time, 'x-slack-signature': signature, ...headers },
  });
  return { status: response.status, body: await response.text(), tookMs: Date.now() - started };
}

export function buttonPress(
  actionId: string,
  different: { user?: string; channel?: string; value?: string; actionTs?: string } = {},
): Record<string, string> {
  const {
    user = 'UADA',
    channel = 'C02AW36C1M5',
    value = 'inv-default-01KB1Z7Q8M6T3V9XW2C4R5N0AE|1',
    actionTs = '1700000000.000001',
  } = different;
  const payload = {
    type: 'block_actions',
    user: { id: user, username: 'ada', name: 'ada', team_id: 'T0' },
    team: { id: 'T0', domain: 'acme' },
    api_app_id: 'A0',
    trigger_id: 'trigger.1',
    channel: { id: channel, name: 'inc-123' },
    message: { ts: '1700000000.000000', text: '' },
    container: { type: 'message', channel_id: channel, message_ts: '1700000000.000000' },
    actions: [
      {
        type: 'button',
        action_id: actionId,
        block_id: 'b',
        value,
        action_ts: actionTs,
        text: { type: 'plain_text', text: 'x' },
      },
    ],
  };
  return { payload: JSON.stringify(payload) };
}
