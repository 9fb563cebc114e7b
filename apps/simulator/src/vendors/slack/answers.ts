import { formBody, isForm, jsonBody, type Reply, type VendorRequest } from '../../http/request.ts';

/** Thrown by a method: answered as `{ ok: false, error }` with status 200, as Slack does. */
export class SlackRefusal extends Error {
  readonly messages: readonly string[];
  constructor(error: string, messages: readonly string[] = []) {
    super(error);
    this.messages = messages;
  }
}

export const ok = (body: Record<string, unknown> = {}, headers: Record<string, string> = {}): Reply => ({
  status: 200,
  body: { ok: true, ...body },
  headers,
});

export const refused = (error: string, messages: readonly string[] = []): Reply => ({
  status: 200,
  body: { ok: false, error, ...(messages.length > 0 ? { response_metadata: { messages } } : {}) },
});

/** The arguments of a call: form fields (JSON inside where a structure is meant), JSON, or the query. */
export function argumentsOf(request: VendorRequest): Map<string, unknown> {
  if (isForm(request)) return new Map(formBody(request));
  if ((request.headers['content-type'] ?? '').startsWith('application/json')) {
    const body = jsonBody(request);
    if (typeof body !== 'object' || body === null) throw new SlackRefusal('invalid_json');
    return new Map(Object.entries(body));
  }
  return new Map(request.query);
}

export function text(args: ReadonlyMap<string, unknown>, name: string): string | null {
  const value = args.get(name);
  if (value === undefined || value === null) return null;
  return typeof value === 'string' ? value : JSON.stringify(value);
}

/** A structure that may arrive as JSON text. Undefined when absent; `error` when it is no JSON. */
export function structure(args: ReadonlyMap<string, unknown>, name: string, error: string): unknown {
  const value = args.get(name);
  if (value === undefined || value === null || value === '') return undefined;
  if (typeof value !== 'string') return value;
  try {
    return JSON.parse(value);
  } catch {
    throw new SlackRefusal(error);
  }
}

export const isTrue = (value: string | null): boolean => value === 'true' || value === '1';
