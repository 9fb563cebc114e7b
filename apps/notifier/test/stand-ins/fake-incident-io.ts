import type { IncomingMessage } from 'node:http';
import { listen, wireIncident } from '@incidentfox/test-kit';
import { answerCall, type CallWatch, type SeenCall } from './fault-plan.ts';

export interface StoredItem {
  id: string;
  incident_id: string;
  title: string;
  description: string;
  timestamp: string;
  idempotency_key: string;
}

export interface FakeIncidentIo {
  readonly url: string;
  readonly calls: SeenCall[];
  readonly refused: string[];
  readonly items: StoredItem[];
  readonly attachments: { id: string; incident_id: string; url: string; title: string }[];
  /** Fields of an incident that differ from the usual one, by id. */
  readonly incidents: Map<string, Record<string, unknown>>;
  /** False: the key may not write timeline items. */
  mayWrite: boolean;
  watch: CallWatch;
  itemsOf(incidentId: string): StoredItem[];
  close(): Promise<void>;
}

/** The part of incident.io's API the notifier uses, on loopback, refusing what its specification does not allow. */
export async function fakeIncidentIo(): Promise<FakeIncidentIo> {
  const state = {
    calls: [] as SeenCall[],
    refused: [] as string[],
    items: [] as StoredItem[],
    attachments: [] as FakeIncidentIo['attachments'],
    incidents: new Map<string, Record<string, unknown>>(),
    mayWrite: true,
    watch: {} as CallWatch,
  };
  const server = await listen((request, response) => {
    void readJson(request).then(async (json) => {
      const url = new URL(request.url ?? '/', 'http://x');
      const method = `${request.method} ${url.pathname}`;
      const call = { method, args: json, index: state.calls.length };
      state.calls.push(call);
      await answerCall(call, state.watch, response, () => perform(method, url, json, request, state));
    });
  });
  return Object.assign(state, {
    url: server.url,
    itemsOf: (incidentId: string) => state.items.filter((item) => item.incident_id === incidentId),
    close: () => server.close(),
  });
}

async function readJson(request: IncomingMessage): Promise<Record<string, unknown>> {
  let body = '';
  for await (const chunk of request) body += chunk;
  return body === '' ? {} : JSON.parse(body);
}

type State = Pick<FakeIncidentIo, 'items' | 'attachments' | 'incidents' | 'mayWrite' | 'refused'>;
type Answer = { status: number; body: object };

function perform(
  method: string,
  url: URL,
  json: Record<string, unknown>,
  request: IncomingMessage,
  state: State,
): Answer {
  if (!/^Bearer ./.test(request.headers.authorization ?? ''))
    return { status: 401, body: { type: 'authentication_error' } };
  if (method === 'POST /v2/incident_updates') state.refused.push('an incident update was posted');
  const [, verb, id] = /^(GET|PATCH) \/v2\/(?:incidents|incident_timeline_items)\/(.+)$/.exec(method) ?? [];
  if (method === 'GET /v2/incidents') {
    const incidents = [...state.incidents.values()].map((different) => wireIncident(different));
    return { status: 200, body: { incidents, pagination_meta: { page_size: 25 } } };
  }
  // Asked by number, this account has INC-123 only.
  if (verb === 'GET' && id === '123') return { status: 200, body: { incident: wireIncident() } };
  if (verb === 'GET' && id && /^\d+$/.test(id)) return { status: 404, body: { type: 'not_found' } };
  if (verb === 'GET' && id)
    return { status: 200, body: { incident: wireIncident({ id, ...state.incidents.get(id) }) } };
  if (method.includes('/v1/incident_attachments')) return attachments(method, url, json, state);
  if (!state.mayWrite) return { status: 403, body: { type: 'authorization_error', status: 403 } };
  if (verb === 'PATCH' && id) return patch(id, json, state);
  if (method === 'POST /v2/incident_timeline_items') return create(json, state);
  return { status: 404, body: { type: 'not_found' } };
}

function create(json: Record<string, unknown>, state: State): Answer {
  const wrong = ['incident_id', 'title', 'timestamp', 'idempotency_key'].find(
    (name) => typeof json[name] !== 'string' || json[name] === '',
  );
  if (wrong || Number.isNaN(Date.parse(String(json.timestamp)))) {
    state.refused.push(`timeline item: ${wrong ?? 'timestamp'}`);
    return { status: 422, body: { type: 'validation_error' } };
  }
  const first = state.items.find((item) => item.idempotency_key === json.idempotency_key);
  const item = first ?? ({ description: '', ...(json as object), id: `TI${state.items.length + 1}` } as StoredItem);
  if (!first) state.items.push(item);
  return { status: 201, body: { incident_timeline_item: item } };
}

function patch(id: string, json: Record<string, unknown>, state: State): Answer {
  const item = state.items.find((one) => one.id === id);
  if (!item) return { status: 404, body: { type: 'not_found' } };
  Object.assign(item, json);
  return { status: 200, body: { incident_timeline_item: item } };
}

function attachments(method: string, url: URL, json: Record<string, unknown>, state: State): Answer {
  const wire = (one: State['attachments'][number]) => ({
    id: one.id,
    resource: { resource_type: 'arbitrary_url', external_id: one.url, permalink: one.url, title: one.title },
  });
  if (method.startsWith('GET')) {
    return {
      status: 200,
      body: {
        incident_attachments: state.attachments
          .filter((one) => one.incident_id === url.searchParams.get('incident_id'))
          .map(wire),
      },
    };
  }
  const resource = json.resource as { url: string; title: string };
  const made = {
    id: `A${state.attachments.length + 1}`,
    incident_id: String(json.incident_id),
    url: resource.url,
    title: resource.title,
  };
  state.attachments.push(made);
  return { status: 201, body: { incident_attachment: wire(made) } };
}
