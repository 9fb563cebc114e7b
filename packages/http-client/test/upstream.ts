import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';

export type Reply = (request: IncomingMessage & { text: string }, response: ServerResponse) => void;

export interface Upstream {
  readonly url: string;
  /** Every request that arrived, with its body. */
  readonly seen: (IncomingMessage & { text: string })[];
  /** Replies in turn; the last one stays. */
  reply(...replies: Reply[]): void;
  close(): Promise<void>;
}

/** A server that replies as the test says, and remembers what it was asked. */
export async function startUpstream(...replies: Reply[]): Promise<Upstream> {
  const seen: Upstream['seen'] = [];
  let queue = replies;
  const server = createServer((request, response) => {
    const chunks: Buffer[] = [];
    request.on('data', (chunk: Buffer) => chunks.push(chunk));
    request.once('end', () => {
      const whole = Object.assign(request, { text: Buffer.concat(chunks).toString() });
      seen.push(whole);
      const reply = queue.length > 1 ? queue.shift() : queue[0];
      reply?.(whole, response);
    });
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    seen,
    reply(...next) {
      queue = next;
    },
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}

export const json =
  (body: unknown, status = 200, headers: Record<string, string> = {}): Reply =>
  (_request, response) => {
    response.writeHead(status, { 'content-type': 'application/json', ...headers }).end(JSON.stringify(body));
  };

export const text =
  (body: string, status = 200, headers: Record<string, string> = {}): Reply =>
  (_request, response) => {
    response.writeHead(status, headers).end(body);
  };

/** Never answers. */
export const hang: Reply = () => {};
