import { Failure } from '@incidentfox/failures';
import { readEvent, refuseByHeaders, verifySignature, type WebhookEvent } from '@incidentfox/incident-io/webhooks';
import { enqueueAction } from './enqueue-action.ts';
import { findTeam, type GatewayDeps } from './gateway-deps.ts';
import { noteIgnored } from './note-ignored.ts';
import type { RawBody } from './read-raw-body.ts';
import { screenEvent } from './screen-event.ts';
import type { WebhookOutcome } from './webhook-outcome.ts';

export interface IncomingWebhook {
  /** The path's team, when it has one. */
  teamName: string | undefined;
  headers: Parameters<typeof verifySignature>[1];
  /** The body as it came, read only for a sender who may be genuine; or why there is none. */
  readBody(): Promise<RawBody>;
}

/**
 * One webhook from the wire to the queue. Nothing slow happens here and nothing in the body is trusted before its
 * signature is: find the team, verify, read, decide, enqueue. `accepted` is only said when the job is safely in Redis.
 * What the path and the headers already refuse is refused before a byte of the body is held.
 */
export async function receiveWebhook(webhook: IncomingWebhook, deps: GatewayDeps): Promise<WebhookOutcome> {
  const receivedAt = deps.now();
  const team = findTeam(deps.settings(), webhook.teamName);
  if (!team) return { kind: 'unknown_team', reason: 'the path names no team of the configuration' };
  if (!team.incidentIo.enabled) return { kind: 'ignored', reason: 'the incident.io integration is disabled' };
  const refused = refuseByHeaders(webhook.headers, receivedAt);
  if (refused) return refused;

  const body = await webhook.readBody();
  if (body.kind !== 'read') return body;
  const secrets = team.incidentIo.webhookSecrets.flatMap((secret) => secret.accepted());
  const verification = verifySignature(body.bytes, webhook.headers, { secrets, nowMs: receivedAt });
  if (verification.kind === 'forged') {
    deps.rereadSecrets();
    return verification;
  }

  const event = tryToRead(body.bytes);
  if (event.kind === 'unreadable') return event;

  const action = screenEvent(event, team.incidentIo);
  if (action.kind === 'ignore') {
    await noteIgnored(deps, team, event, action.reason);
    return { kind: 'ignored', reason: action.reason, ...about(event) };
  }

  const { webhookId } = verification;
  return enqueueAction(action, { team, webhookId, receivedAt, eventType: event.eventType }, deps.producer);
}

function tryToRead(rawBody: Buffer): WebhookEvent | Extract<WebhookOutcome, { kind: 'unreadable' }> {
  try {
    return readEvent(rawBody);
  } catch (error) {
    if (error instanceof Failure) return { kind: 'unreadable', reason: error.message };
    throw error;
  }
}

/** For the log: which event, and which incident when the event names one. */
function about(event: WebhookEvent): { eventType: string; incidentId?: string } {
  if ('incident' in event) return { eventType: event.eventType, incidentId: event.incident.id };
  if ('incidentId' in event) return { eventType: event.eventType, incidentId: event.incidentId };
  return { eventType: event.eventType };
}
