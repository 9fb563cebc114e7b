import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import type { IncomingMessage, ServerResponse } from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { listen, type TestServer, wireIncident, wireSeverities } from '@incidentfox/test-kit';

export type Answer = (request: IncomingMessage, response: ServerResponse) => void;

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

/** A Prometheus that knows these services. */
export const prometheus = (services: string[]): Answer =>
  byPath({
    '/api/v1/status/buildinfo': json({ status: 'success', data: { version: '2.53.0' } }),
    '/api/v1/label/job/values': json({ status: 'success', data: ['node'] }),
    '/api/v1/label/service_name/values': json({ status: 'success', data: services }),
    '/api/v1/label/service/values': json({ status: 'success', data: [] }),
    '/api/v1/label/app/values': json({ status: 'success', data: [] }),
    '/api/v1/label/application/values': json({ status: 'success', data: [] }),
  });

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
