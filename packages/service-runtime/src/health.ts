import type { IncomingMessage, RequestListener, ServerResponse } from 'node:http';
import type { Metrics } from './metrics.ts';
import { type ListeningServer, serve } from './serve.ts';

/** Live: restart me if false. Ready: send me work if true. A string is a false answer with its reason. */
export interface HealthChecks {
  isLive: () => Verdict | Promise<Verdict>;
  isReady: () => Verdict | Promise<Verdict>;
  /** Sentences about what does not work although the service does its work; shown beside its readiness. */
  notes?: () => readonly string[];
  metrics: Metrics;
}
type Verdict = boolean | string;

/** The part of an Express app (or router) that is needed to mount the health routes. */
export interface HealthMount {
  get(path: string, handler: (request: IncomingMessage, response: ServerResponse) => void): unknown;
}

const checkDeadlineMs = 2_000;

/** Adds `/health/live` and `/health/ready` to an Express app that visitors reach: its numbers are not for them. */
export function mountHealth(app: HealthMount, checks: Omit<HealthChecks, 'metrics'>): void {
  for (const [path, answer] of healthRoutes(checks)) app.get(path, (_request, response) => void answer(response));
}

/** Serves the same two routes and `/metrics` alone, on `port` (0: any free one) of `host` (loopback unless given). Fails as `serve` does. */
export async function startHealthServer(
  options: HealthChecks & { port: number; host?: string | undefined },
): Promise<ListeningServer> {
  const routes = new Map([...healthRoutes(options), metricsRoute(options)]);
  const answerRoute: RequestListener = (request, response) => {
    const answer = routes.get((request.url ?? '').split('?')[0] ?? '');
    if (answer && (request.method === 'GET' || request.method === 'HEAD')) void answer(response);
    else send(response, 404, 'text/plain', 'not found\n');
  };
  return serve(answerRoute, { host: options.host ?? '127.0.0.1', port: options.port, graceMs: 0 });
}

type Answer = (response: ServerResponse) => Promise<void>;

function healthRoutes(checks: Omit<HealthChecks, 'metrics'>): [string, Answer][] {
  return [
    ['/health/live', (response) => answerCheck(response, checks.isLive)],
    ['/health/ready', (response) => answerCheck(response, checks.isReady, checks.notes?.())],
  ];
}

function metricsRoute({ metrics }: Pick<HealthChecks, 'metrics'>): [string, Answer] {
  const answer: Answer = async (response) => {
    const { contentType, body } = await metrics.text();
    send(response, 200, contentType, body);
  };
  return ['/metrics', answer];
}

async function answerCheck(
  response: ServerResponse,
  check: HealthChecks['isLive'],
  notes: readonly string[] = [],
): Promise<void> {
  const verdict = await inTime(check);
  const reason = typeof verdict === 'string' ? verdict : undefined;
  const body = { ok: verdict === true, ...(reason && { reason }), ...(notes.length > 0 && { notes }) };
  send(response, verdict === true ? 200 : 503, 'application/json', `${JSON.stringify(body)}\n`);
}

/** A check that hangs or throws is a no, not a hanging probe. */
async function inTime(check: HealthChecks['isLive']): Promise<Verdict> {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<Verdict>((resolve) => {
    timer = setTimeout(resolve, checkDeadlineMs, 'the check did not answer in time');
  });
  try {
    return await Promise.race([Promise.resolve().then(check), late]);
  } catch {
    return 'the check failed';
  } finally {
    clearTimeout(timer);
  }
}

function send(response: ServerResponse, status: number, contentType: string, body: string): void {
  if (response.headersSent) return;
  response.writeHead(status, { 'content-type': contentType, 'cache-control': 'no-store' }).end(body);
}
