import { Webhook } from 'standardwebhooks';
import { newId } from './organisation.ts';

/** One attempt at a delivery, for the control server's answer. Status is null when nobody answered. */
export interface DeliveredWebhook {
  readonly webhookId: string;
  readonly eventType: string;
  readonly status: number | null;
  readonly body: string;
}

/** After a failed delivery incident.io tries again after these pauses; the long ones are beyond any demonstration. */
const pausesMs = [5_000, 300_000, 1_800_000];
const timeoutMs = 15_000;

export interface WebhookSender {
  /** Sends one event and answers with the first attempt's outcome; later attempts go on by themselves. */
  send(eventType: string, payload: unknown): Promise<DeliveredWebhook>;
  readonly deliveries: readonly DeliveredWebhook[];
  close(): void;
}

/** Signs as Standard Webhooks wants it and posts to the gateway. The id stays the same over all attempts. */
export function createWebhookSender(options: { url: string; secret: string; now: () => number }): WebhookSender {
  const signer = new Webhook(options.secret);
  const deliveries: DeliveredWebhook[] = [];
  const timers = new Set<NodeJS.Timeout>();
  let isClosed = false;
  const attempt = async (webhookId: string, eventType: string, body: string): Promise<DeliveredWebhook> => {
    const at = new Date(options.now());
    const headers = {
      'content-type': 'application/json',
      'webhook-id': webhookId,
      'webhook-timestamp': String(Math.floor(at.getTime() / 1000)),
      'webhook-signature': signer.sign(webhookId, at, body),
      'user-agent': 'Svix-Webhooks/1.0',
    };
    try {
      const response = await fetch(options.url, {
        method: 'POST',
        headers,
        body,
        redirect: 'manual',
        signal: AbortSignal.timeout(timeoutMs),
      });
      return { webhookId, eventType, status: response.status, body: (await response.text()).slice(0, 500) };
    } catch (fault) {
      return { webhookId, eventType, status: null, body: fault instanceof Error ? fault.message : String(fault) };
    }
  };
  const deliver = async (
    webhookId: string,
    eventType: string,
    body: string,
    pauses: readonly number[],
  ): Promise<DeliveredWebhook> => {
    const delivered = await attempt(webhookId, eventType, body);
    deliveries.push(delivered);
    const [pause, ...later] = pauses;
    const isTaken = delivered.status !== null && delivered.status >= 200 && delivered.status < 300;
    if (!isTaken && pause !== undefined && !isClosed) {
      const timer = setTimeout(() => {
        timers.delete(timer);
        void deliver(webhookId, eventType, body, later);
      }, pause);
      timers.add(timer);
    }
    return delivered;
  };
  return {
    deliveries,
    send: (eventType, payload) =>
      deliver(
        `msg_${newId(options.now())}`,
        eventType,
        JSON.stringify({ event_type: eventType, [eventType]: payload }),
        pausesMs,
      ),
    close: () => {
      isClosed = true;
      for (const timer of timers) clearTimeout(timer);
    },
  };
}
