import { createServer, type Server } from 'node:http';
import { type HealthChecks, mountHealth } from '@incidentfox/service-runtime';
import express, { type ErrorRequestHandler, type Express, type Request, type Response } from 'express';
import type { GatewayRoom } from './gateway-room.ts';
import { receiveWebhook } from './receive-webhook.ts';
import { answerTo, statusOf, type WebhookOutcome } from './webhook-outcome.ts';

/** incident.io's webhooks are some 10 kB; a long custom field list may be more. */
const mostBytes = '1mb';

/** The gateway's HTTP face: one route, and what operators ask. */
export function createGateway(room: GatewayRoom, health: HealthChecks): Express {
  const app = express();
  app.disable('x-powered-by');
  app.disable('etag');
  mountHealth(app, health);
  // Bytes as they came, whatever type they claim: the signature is over them. Compressed bodies are refused unread.
  const raw = express.raw({ type: () => true, limit: mostBytes, inflate: false });
  app.post(['/api/incident-io/webhook', '/api/incident-io/webhook/:team'], raw, async (request, response) => {
    const startedAt = performance.now();
    const rawBody = Buffer.isBuffer(request.body) ? request.body : Buffer.alloc(0);
    const teamName = typeof request.params.team === 'string' ? request.params.team : undefined;
    const outcome = await receiveWebhook({ teamName, rawBody, headers: request.headers }, room);
    settle(room, request, response, outcome, startedAt);
  });
  app.use((_request, response) => void response.status(404).json({ outcome: 'not_found' }));
  app.use(refuseBadRequest(room));
  return app;
}

/** Express hands us what the body parser could not take, and our own bugs: those are the only 500. */
function refuseBadRequest(room: GatewayRoom): ErrorRequestHandler {
  return (error: { type?: string; status?: number; message?: string }, request, response, _next) => {
    const outcome = outcomeOfBadRequest(error);
    if (outcome) return settle(room, request, response, outcome, performance.now());
    room.logger.error({ error }, 'a webhook met a bug');
    if (!response.headersSent) response.status(500).json({ outcome: 'failed' });
  };
}

function outcomeOfBadRequest(error: { type?: string; status?: number }): WebhookOutcome | null {
  if (error.type === 'entity.too.large') return { kind: 'too_large', reason: `the body is larger than ${mostBytes}` };
  const isTheirs = typeof error.status === 'number' && error.status >= 400 && error.status < 500;
  return isTheirs ? { kind: 'unreadable', reason: 'the request cannot be read' } : null;
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
  // What is left of a body that is too large is not read: the connection ends with the answer.
  if (kind === 'too_large') response.set('connection', 'close');
  response.status(statusOf[kind]).json(answerTo(outcome));
}

export interface ListeningGateway {
  url: string;
  close(): Promise<void>;
}

/** Listens, on loopback unless told otherwise. `close` lets requests under way finish. */
export async function serve(app: Express, { port, host }: { port: number; host: string }): Promise<ListeningGateway> {
  const server: Server = createServer(app);
  server.headersTimeout = 10_000;
  server.requestTimeout = 30_000;
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject).listen(port, host, () => resolve());
  });
  const address = server.address();
  if (address === null || typeof address === 'string') throw new Error('the gateway has no port');
  return {
    url: `http://${address.family === 'IPv6' ? `[${address.address}]` : address.address}:${address.port}`,
    close: () =>
      new Promise<void>((resolve) => {
        server.close(() => resolve());
        server.closeIdleConnections();
      }),
  };
}
