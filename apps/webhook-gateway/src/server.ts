import { type HealthChecks, mountHealth } from '@incidentfox/service-runtime';
import express, { type ErrorRequestHandler, type Express, type Request, type Response } from 'express';
import type { GatewayRoom } from './gateway-deps.ts';
import { readRawBody } from './read-raw-body.ts';
import { receiveWebhook } from './receive-webhook.ts';
import { answerTo, statusOf, type WebhookOutcome } from './webhook-outcome.ts';

/** incident.io's webhooks are some 10 kB; a long custom field list may be more. */
const mostBytes = 1_048_576;

/** The gateway's HTTP face: one route, and what operators ask. */
export function createGateway(room: GatewayRoom, health: HealthChecks): Express {
  const app = express();
  app.disable('x-powered-by');
  app.disable('etag');
  mountHealth(app, health);
  app.post(['/api/incident-io/webhook', '/api/incident-io/webhook/:team'], async (request, response) => {
    const startedAt = performance.now();
    const outcome = await receive(room, request);
    settle(room, request, response, outcome, startedAt);
  });
  app.use((_request, response) => void response.status(404).json({ outcome: 'not_found' }));
  app.use(refuseBadRequest(room));
  return app;
}

async function receive(room: GatewayRoom, request: Request): Promise<WebhookOutcome> {
  const body = await readRawBody(request, mostBytes);
  if (body.kind !== 'read') return body;
  const teamName = typeof request.params.team === 'string' ? request.params.team : undefined;
  return receiveWebhook({ teamName, rawBody: body.bytes, headers: request.headers }, room);
}

/** Express hands us addresses it cannot decode, and our own bugs: those are the only 500. */
function refuseBadRequest(room: GatewayRoom): ErrorRequestHandler {
  return (error: { status?: number }, request, response, _next) => {
    const isTheirs = typeof error.status === 'number' && error.status >= 400 && error.status < 500;
    const outcome: WebhookOutcome = { kind: 'unreadable', reason: 'the request cannot be read' };
    if (isTheirs) return settle(room, request, response, outcome, performance.now());
    room.logger.error({ error }, 'a webhook met a bug');
    if (!response.headersSent) response.status(500).json({ outcome: 'failed' });
  };
}

function settle(
  room: GatewayRoom,
  request: Request,
  response: Response,
  outcome: WebhookOutcome,
  startedAt: number,
): void {
  const { kind, ...details } = outcome;
  const eventType = 'eventType' in outcome ? outcome.eventType : undefined;
  room.metrics.received(kind, eventType, (performance.now() - startedAt) / 1_000);
  const fields = { outcome: kind, ...details, webhookId: request.headers['webhook-id'] ?? request.headers['svix-id'] };
  if (kind === 'accepted' || kind === 'duplicate' || kind === 'ignored') room.logger.info(fields, 'webhook received');
  else room.logger.warn(fields, 'webhook refused');
  // What is left of a body that was not read ends with the connection.
  if (!request.complete) response.set('connection', 'close');
  response.status(statusOf[kind]).json(answerTo(outcome));
}
