import { listen, type TestServer, wireSeverities } from '@incidentfox/test-kit';

type Wire = Record<string, unknown>;

/** incident.io's API over incidents a test holds and changes. Listing finds none unless asked to: webhooks have to do. */
export interface IncidentIoStandIn {
  url: string;
  incidents: Map<string, Wire>;
  /** Whether `GET /v2/incidents` lists what is there. */
  lists: boolean;
  /** What it answers instead, by path; null where it answers as it should. */
  instead: ((path: string) => { status: number; body?: string } | null) | null;
  /** The path of every request, oldest first. */
  asked: string[];
  close(): Promise<void>;
}

export async function startIncidentIo(): Promise<IncidentIoStandIn> {
  const incidents = new Map<string, Wire>();
  const server: TestServer = await listen((request, response) => {
    const { pathname, searchParams } = new URL(request.url ?? '', 'http://x');
    const send = (status: number, body: unknown) =>
      response.writeHead(status, { 'content-type': 'application/json' }).end(JSON.stringify(body));
    request.resume();
    standIn.asked.push(pathname);
    const instead = standIn.instead?.(pathname);
    if (instead) return response.writeHead(instead.status, { 'content-type': 'text/html' }).end(instead.body ?? '');
    if (pathname === '/v1/severities') return send(200, { severities: Object.values(wireSeverities) });
    if (pathname === '/v2/incident_alerts')
      return send(200, { incident_alerts: [], pagination_meta: { page_size: 50 } });
    if (pathname === '/v2/incidents') {
      const wanted = searchParams.getAll('status_category[one_of]');
      const listed = standIn.lists ? [...incidents.values()].filter((one) => wanted.includes(categoryOf(one))) : [];
      return send(200, { incidents: listed, pagination_meta: { page_size: 250 } });
    }
    const [, name = ''] = /^\/v2\/incidents\/([^/]+)$/.exec(pathname) ?? [];
    const found =
      incidents.get(name) ?? [...incidents.values()].find((one) => String(one.reference).endsWith(`-${name}`));
    if (found) return send(200, { incident: found });
    return send(404, { type: 'not_found', status: 404, request_id: 'r', errors: [] });
  });
  const standIn: IncidentIoStandIn = {
    url: server.url,
    incidents,
    lists: false,
    instead: null,
    asked: [],
    close: () => server.close(),
  };
  return standIn;
}

const categoryOf = (incident: Wire): string => (incident.incident_status as { category: string }).category;
