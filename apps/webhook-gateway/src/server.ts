import { type HealthChecks, mountHealth } from '@incidentfox/service-runtime';
import express, { type ErrorRequestHandler, type Express, type Request, type Response } from 'express';
import { type BodiesInFlight, limitBodiesInFlight } from './bodies-in-flight.ts';
import type { GatewayDeps } from './gateway-deps.ts';
import { readRawBody } from './read-raw-body.ts';
import { receiveWebhook } from './receive-webhook.ts';
import { answerTo, statusOf, type WebhookOutcome } from './webhook-outcome.ts';

/** incident.io's webhooks are some 10 kB; a long custom field list may be more. */
const maxBytes = 1_048_576;
/** Some eight hundred real webhooks at the same instant. */
const maxBytesInFlight = 8 * 1_048_576;

/** The gateway's HTTP server: one route for webhooks, and health for operators. */
export function createGateway(deps: GatewayDeps, health: Omit<HealthChecks, 'metrics'>): Express {
  const app = express();
  app.disable('x-powered-by');
  app.disable('etag');
  mountHealth(app, health);
  const inFlight = limitBodiesInFlight(maxBytesInFlight);
  app.post(['/api/incident-io/webhook', '/api/incident-io/webhook/:team'], async (request, response) => {
    const startedAt = performance.now();
    const outcome = await receive(deps, request, inFlight);
    respond(deps, request, response, outcome, startedAt);
  });
  app.use((_request, response) => void response.status(404).json({ outcome: 'not_found' }));
  app.use(refuseBadRequest(deps));
  return app;
}

function receive(deps: GatewayDeps, request: Request, inFlight: BodiesInFlight): Promise<WebhookOutcome> {
  const teamName = typeof request.params.team === 'string' ? request.params.team : undefined;
  const readBody = () => readRawBody(request, maxBytes, inFlight);
  return receiveWebhook({ teamName, headers: request.headers, readBody }, deps);
}

/** Express passes us addresses it cannot decode, and our own bugs: only those are a 500. */
function refuseBadRequest(deps: GatewayDeps): ErrorRequestHandler {
  return (error: { status?: number }, request, response, _next) => {
    const isSendersFault = typeof error.status === 'number' && error.status >= 400 && error.status < 500;
    const outcome: WebhookOutcome = { kind: 'unreadable', reason: 'the request cannot be read' };
    if (isSendersFault) return respond(deps, request, response, outcome, performance.now());
    deps.logger.error({ error }, 'unhandled error while receiving a webhook');
    if (!response.headersSent) response.status(500).json({ outcome: 'failed' });
  };
}

function respond(
  deps: GatewayDeps,
  request: Request,
  response: Response,
  outcome: WebhookOutcome,
  startedAt: number,
): void {
  const { kind, ...details } = outcome;
  const eventType = 'eventType' in outcome ? outcome.eventType : undefined;
  deps.metrics.received(kind, eventType, (performance.now() - startedAt) / 1_000);
  const fields = { outcome: kind, ...details, webhookId: request.headers['webhook-id'] ?? request.headers['svix-id'] };
  if (kind === 'accepted' || kind === 'duplicate' || kind === 'ignored') deps.logger.info(fields, 'webhook received');
  else deps.logger.warn(fields, 'webhook refused');
  // The rest of a body that was not read is dropped with the connection.
  if (!request.complete) response.set('connection', 'close');
  response.status(statusOf[kind]).json(answerTo(outcome));
}
