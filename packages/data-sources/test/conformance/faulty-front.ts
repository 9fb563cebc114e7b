import { createServer, request as forward, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';

/** What the other side does instead of answering. */
export type Fault = (response: ServerResponse) => void;

export interface FaultyFront {
  readonly url: string;
  /** Requests that arrived so far. */
  requests(): number;
  /** From now on, after `healthy` more requests, every answer is this fault. */
  breakAfter(healthy: number, fault: Fault): void;
  close(): Promise<void>;
}

/** Stands between a source and its stand-in, passes requests on, and goes wrong when told to. */
export async function startFaultyFront(standInUrl: string): Promise<FaultyFront> {
  let fault: Fault | null = null;
  let healthyLeft = 0;
  let requests = 0;
  const server = createServer((incoming, response) => {
    requests += 1;
    if (fault === null || healthyLeft-- > 0) return passOn(standInUrl, incoming, response);
    incoming.resume();
    fault(response);
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    requests: () => requests,
    breakAfter(healthy, chosen) {
      healthyLeft = healthy;
      fault = chosen;
    },
    // Faults leave connections open on purpose, so they are cut here.
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}

function passOn(standInUrl: string, incoming: IncomingMessage, response: ServerResponse): void {
  const { method, url, headers } = incoming;
  const onward = forward(standInUrl + url, { method, headers, agent: false }, (answer) => {
    response.writeHead(answer.statusCode ?? 502, answer.headers);
    answer.pipe(response);
  });
  onward.once('error', () => response.destroy());
  incoming.pipe(onward);
}
