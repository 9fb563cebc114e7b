import { createServer, type RequestListener } from 'node:http';

export interface TestServer {
  /** `http://127.0.0.1:<port>`, without a slash at the end. */
  url: string;
  port: number;
  /** Requests that reached the handler so far. */
  requests(): number;
  /**
   * Stops listening. Throws when a request is still being answered or, with `allowIdle: false`, when a client kept its
   * connection open: a leak the code under test should have closed.
   */
  close(options?: { allowIdle?: boolean; graceMs?: number }): Promise<void>;
}

/** A real HTTP server on a free loopback port, for code that calls out. */
export async function listen(handler: RequestListener): Promise<TestServer> {
  let requests = 0;
  let open = 0;
  const server = createServer((request, response) => {
    requests++;
    open++;
    response.once('close', () => open--);
    handler(request, response);
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const address = server.address();
  if (address === null || typeof address === 'string') throw new Error('the test server has no port');
  const { port } = address;
  const close = async ({ allowIdle = true, graceMs = 1_000 } = {}): Promise<void> => {
    if (allowIdle) server.closeIdleConnections();
    const closed = new Promise<void>((resolve) => server.close(() => resolve()));
    const leaked = await Promise.race([closed.then(() => false), after(graceMs)]);
    if (!leaked) return;
    const unanswered = open;
    server.closeAllConnections();
    await closed;
    // a request its client gave up on leaves a connection that Node does not count as idle
    if (allowIdle && unanswered === 0) return;
    throw new Error(
      `the test server on port ${port} was left with open connections (${unanswered} requests unanswered)`,
    );
  };
  return { url: `http://127.0.0.1:${port}`, port, requests: () => requests, close };
}

function after(ms: number): Promise<true> {
  return new Promise((resolve) => setTimeout(resolve, ms, true).unref());
}
