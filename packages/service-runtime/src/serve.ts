import { createServer, type RequestListener, type Server } from 'node:http';
import type { Socket } from 'node:net';
import { Failure } from '@incidentfox/failures';
import { limitConnections } from './limit-connections.ts';

/** Where a service listens, and how it ends. */
export interface ServeOptions {
  readonly host: string;
  /** 0 lets the system choose. */
  readonly port: number;
  /** How long `close` lets requests under way finish before their connections are cut, in ms. 0 cuts at once. */
  readonly graceMs: number;
  /** How many connections are held; 2,000 unless given. One more takes the place of the one that has been idle longest. */
  readonly maxConnections?: number;
}

/** A server that listens. */
export interface ListeningServer {
  /** `http://<address>:<port>`, without a slash at the end. */
  readonly url: string;
  readonly port: number;
  /** Takes no more connections and requests; resolves when the last one is gone, at the latest `graceMs` from now. */
  close(): Promise<void>;
}

/** A client that sends its request drop by drop must not hold a connection for Node's five minutes. */
const headersWithinMs = 10_000;
const requestWithinMs = 30_000;
/** Node looks for such clients every half minute unless told; until then they would hold their connections. */
const lookForSlowEveryMs = 2_000;
/**
 * Longer than the 60 s for which balancers keep an idle connection: whoever opened it must be the one who closes it, else a
 * request meets a closing connection and its sender sees a 502.
 */
const keepIdleMs = 75_000;
const defaultMaxConnections = 2_000;

/**
 * Answers HTTP at `host` and `port` with `listener` (an Express app is one), and gives where it listens.
 * @throws Failure (`config`) when the port is taken or may not be used, or the host is not an address of this machine
 */
export async function serve(listener: RequestListener, options: ServeOptions): Promise<ListeningServer> {
  const server = createServer(
    { connectionsCheckingInterval: lookForSlowEveryMs, keepAliveTimeout: keepIdleMs },
    listener,
  );
  server.headersTimeout = headersWithinMs;
  server.requestTimeout = requestWithinMs;
  const sockets = limitConnections(server, options.maxConnections ?? defaultMaxConnections);
  // Once closed, a connection that was busy then ends with its answer: its client would keep it for a next request.
  server.on('request', (_request, response) =>
    response.once('close', () => server.listening || server.closeIdleConnections()),
  );
  await new Promise<void>((resolve, reject) => {
    const refuse = (error: NodeJS.ErrnoException) => reject(whyNotListening(error, options));
    server.once('error', refuse).listen(options.port, options.host, () => {
      server.off('error', refuse);
      resolve();
    });
  });
  const address = server.address();
  if (address === null || typeof address === 'string') throw new Error('the server has no port');
  const host = address.family === 'IPv6' ? `[${address.address}]` : address.address;
  return {
    url: `http://${host}:${address.port}`,
    port: address.port,
    close: () => closeWithin(server, { sockets, graceMs: options.graceMs }),
  };
}

interface Closing {
  readonly sockets: ReadonlySet<Socket>;
  readonly graceMs: number;
}

async function closeWithin(server: Server, { sockets, graceMs }: Closing): Promise<void> {
  const closed = new Promise<void>((resolve) => server.close(() => resolve()));
  // Node takes a connection that never said a word for one whose request comes; balancers open such ones in advance.
  for (const socket of sockets) if (socket.bytesRead === 0) socket.destroy();
  const late = setTimeout(() => server.closeAllConnections(), graceMs);
  await closed;
  clearTimeout(late);
}

function whyNotListening(error: NodeJS.ErrnoException, { host, port }: ServeOptions): Error {
  const reason = reasons[error.code ?? ''];
  return reason ? new Failure('config', reason(host, port), { cause: error }) : error;
}

const notOurs = (host: string): string =>
  `${host} is not an address of this machine: let BIND_ADDRESS name one that is, or leave it out for 127.0.0.1`;

const reasons: Readonly<Record<string, (host: string, port: number) => string>> = {
  EADDRINUSE: (host, port) => `port ${port} of ${host} is taken: stop what listens there, or choose another port`,
  EACCES: (host, port) => `port ${port} of ${host} may not be used by this user: choose a port above 1023`,
  EADDRNOTAVAIL: notOurs,
  EAFNOSUPPORT: notOurs,
  ENOTFOUND: notOurs,
  EAI_AGAIN: notOurs,
};
