import type { IncomingMessage, ServerResponse } from 'node:http';
import { listen, type TestServer } from '@incidentfox/test-kit';

/** A request as it arrived. */
export interface Seen {
  method: string;
  path: string;
  query: URLSearchParams;
  body: unknown;
  authorization: string | undefined;
}

export interface Answer {
  status?: number;
  body: unknown;
  headers?: Record<string, string>;
}

export interface RecordingServer extends TestServer {
  seen: Seen[];
}

/** Notes every request and answers what the test says. */
export async function recordingServer(answer: (request: Seen) => Answer): Promise<RecordingServer> {
  const seen: Seen[] = [];
  const handle = async (request: IncomingMessage, response: ServerResponse): Promise<void> => {
    const noted = await note(request);
    seen.push(noted);
    const { status = 200, body, headers = {} } = answer(noted);
    response.writeHead(status, { 'content-type': 'application/json', ...headers }).end(JSON.stringify(body));
  };
  const server = await listen((request, response) => {
    handle(request, response).catch((error: Error) => response.destroy(error));
  });
  return { ...server, seen };
}

async function note(request: IncomingMessage): Promise<Seen> {
  const chunks: Buffer[] = [];
  for await (const chunk of request) chunks.push(chunk as Buffer);
  const text = Buffer.concat(chunks).toString();
  const url = new URL(request.url ?? '', 'http://x');
  const { method = '', headers } = request;
  const body = text ? (JSON.parse(text) as unknown) : undefined;
  return { method, path: url.pathname, query: url.searchParams, body, authorization: headers.authorization };
}
