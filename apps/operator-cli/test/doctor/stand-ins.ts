import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import type { IncomingMessage, ServerResponse } from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { listen, type TestServer, wireIncident, wireSeverities } from '@incidentfox/test-kit';

export type Answer = (request: IncomingMessage, response: ServerResponse) => unknown;

const opened: TestServer[] = [];
const directories: string[] = [];

/** Closes every stand-in and takes away every file of a test. */
export async function putAway(): Promise<void> {
  await Promise.all(opened.splice(0).map((server) => server.close({ graceMs: 3_000 })));
  for (const directory of directories.splice(0)) rmSync(directory, { recursive: true, force: true });
}

export async function serve(answer: Answer): Promise<string> {
  const server = await listen(answer);
  opened.push(server);
  return server.url;
}

/** An address where nobody listens. */
export async function nowhere(): Promise<string> {
  const server = await listen(() => {});
  await server.close();
  return server.url;
}

export const json = (body: unknown, headers: Record<string, string> = {}, status = 200): Answer => {
  return (_request, response) =>
    response.writeHead(status, { 'content-type': 'application/json', ...headers }).end(JSON.stringify(body));
};
export const page: Answer = (_request, response) =>
  response.writeHead(200, { 'content-type': 'text/html' }).end('<html>Sign in</html>');

/** Answers by path; what is not listed is 404. */
export function byPath(answers: Record<string, Answer>): Answer {
  return (request, response) => {
    const path = (request.url ?? '').split('?')[0] ?? '';
    const answer = answers[path] ?? json({ type: 'not_found', status: 404, request_id: 'r', errors: [] }, {}, 404);
    answer(request, response);
  };
}

const refusedRead = json({ type: 'resource_forbidden', status: 403, request_id: 'r', errors: [] }, {}, 403);

/** incident.io as far as the doctor asks it. `dateOffsetMs` moves its clock. */
export function incidentIo(options: { key: string; roles: string[]; dateOffsetMs?: number; alerts?: boolean }): Answer {
  const incident = wireIncident();
  const answers: Record<string, Answer> = {
    '/v1/identity': (request, response) => {
      const date = new Date(Date.now() + (options.dateOffsetMs ?? 0)).toUTCString();
      json(
        {
          identity: {
            name: 'IncidentFox',
            roles: options.roles,
            dashboard_url: '',
          },
        },
        { date },
      )(request, response);
    },
    '/v2/incidents': json({ incidents: [incident], pagination_meta: { page_size: 25 } }),
    '/v1/severities': json({ severities: Object.values(wireSeverities) }),
    '/v1/incident_types': json({ incident_types: [{ id: '01T', name: 'Production' }] }),
    '/v2/custom_fields': json({ custom_fields: [{ id: '01F', name: 'Affected service' }] }),
    '/v2/incident_alerts':
      options.alerts === false ? refusedRead : json({ incident_alerts: [], pagination_meta: { page_size: 50 } }),
    '/v2/incident_timeline_items': json({ incident_timeline_items: [], pagination_meta: { page_size: 25 } }),
  };
  return (request, response) => {
    if (request.headers.authorization !== `Bearer ${options.key}`) {
      return json(
        { type: 'authentication_error', status: 401, request_id: 'r', errors: [] },
        {},
        401,
      )(request, response);
    }
    byPath(answers)(request, response);
  };
}

/** Slack's auth.test. */
export function slack(options: { scopes?: string; error?: string; dateOffsetMs?: number }): Answer {
  const said = options.error
    ? { ok: false, error: options.error }
    : { ok: true, team: 'Acme', user: 'incidentfox', url: 'https://acme.slack.com/' };
  return byPath({
    '/api/auth.test': (request, response) => {
      const date = new Date(Date.now() + (options.dateOffsetMs ?? 0)).toUTCString();
      json(said, { date, ...(options.scopes !== undefined && { 'x-oauth-scopes': options.scopes }) })(
        request,
        response,
      );
    },
  });
}

/** A Prometheus that has requests of these services, by the label `service_name`, and no alert and no call graph; some pages may be missing. */
export function prometheus(services: string[], without: readonly string[] = []): Answer {
  const data = (of: unknown) => json({ status: 'success', data: of });
  const counted = 'http_server_request_duration_seconds_count';
  const values = Array.from({ length: 60 }, (_, at) => [Math.floor(Date.now() / 1000) - 60 * (60 - at), '5']);
  const isKnown = (text: string) =>
    (/service_name=~?"([^"]*)"/.exec(text)?.[1] ?? '').split('|').some((name) => services.includes(name));
  const series = { metric: { service_name: services[0] ?? '', http_response_status_code: '200' }, values };
  return async (request, response) => {
    const { pathname, search } = new URL(request.url ?? '', 'http://prometheus');
    const chunks: Buffer[] = [];
    for await (const chunk of request) chunks.push(chunk as Buffer);
    const asked = decodeURIComponent(`${search}${Buffer.concat(chunks)}`.replaceAll('+', ' '));
    const labels = ['service_name', 'job', 'http_response_status_code'];
    const answers: Record<string, Answer> = {
      '/api/v1/status/buildinfo': data({ version: '2.53.0' }),
      '/api/v1/labels': data(labels),
      '/api/v1/label/job/values': data(['node']),
      '/api/v1/label/service_name/values': data(services),
      '/api/v1/label/__name__/values': data(isKnown(asked) ? [counted] : []),
      '/api/v1/query_range': data({ resultType: 'matrix', result: isKnown(asked) ? [series] : [] }),
      '/api/v1/query': data({ resultType: 'vector', result: [] }),
      '/api/v1/alerts': data({ alerts: [] }),
    };
    for (const path of without) answers[path] = json({ status: 'error', error: 'not found' }, {}, 404);
    (answers[pathname] ?? (pathname.startsWith('/api/v1/label/') ? data([]) : json({ error: 'no' }, {}, 404)))(
      request,
      response,
    );
  };
}

/** A configuration file with this content; its path. */
export function configurationFile(content: unknown): string {
  const directory = mkdtempSync(join(tmpdir(), 'incidentfox-doctor-'));
  directories.push(directory);
  const file = join(directory, 'config.json');
  writeFileSync(file, JSON.stringify(content));
  return file;
}

export const allScopes =
  'chat:write,channels:join,channels:read,channels:history,groups:read,groups:history,app_mentions:read,commands,metadata.message:read';
