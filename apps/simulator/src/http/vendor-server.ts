import { once } from 'node:events';
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo, Socket } from 'node:net';
import { createFaultSwitch, type InjectedFault } from './faults.ts';
import { type Reply, readRequest, type VendorRequest } from './request.ts';
import { findRoute, type Mismatch, type Route } from './route.ts';

/** How one vendor says no, each in its own shape. */
export interface Refusals {
  mismatch(mismatch: Mismatch, request: Omit<VendorRequest, 'params'>): Reply;
  tooMany(retryAfterSeconds: number): Reply;
  broken(): Reply;
  /** Null when the request may pass: credentials and headers are in order. */
  admit(request: Omit<VendorRequest, 'params'>): Reply | null;
}

export interface Vendor {
  readonly name: string;
  readonly routes: readonly Route[];
  readonly refusals: Refusals;
}

/** What was asked, for tests and curious people. Bodies are cut. */
export interface AskedRequest {
  readonly at: number;
  readonly method: string;
  readonly path: string;
  readonly query: string;
  readonly body: string;
  readonly status: number | null;
}

export interface RunningVendor {
  readonly name: string;
  readonly url: string;
  readonly asked: readonly AskedRequest[];
  setFault(fault: InjectedFault): Promise<void>;
  close(): Promise<void>;
}

const maxAsked = 5000;
const shownBody = 4000;

/** Serves a vendor's routes on a loopback port of its own. `port` 0 takes a free one. */
export async function startVendor(
  vendor: Vendor,
  options: { port: number; now: () => number },
): Promise<RunningVendor> {
  const asked: AskedRequest[] = [];
  const faults = createFaultSwitch();
  const sockets = new Set<Socket>();
  const handle = (message: IncomingMessage, response: ServerResponse) =>
    serve(vendor, faults.next.bind(faults), message, response).then((entry) => {
      asked.push({ at: options.now(), ...entry });
      if (asked.length > maxAsked) asked.shift();
    });
  let server = await listen(handle, options.port, sockets);
  const { port } = server.address() as AddressInfo;
  return {
    name: vendor.name,
    url: `http://127.0.0.1:${port}`,
    asked,
    setFault: async (fault) => {
      const wasRefused = faults.current.mode === 'refuse';
      faults.set(fault);
      if (fault.mode === 'refuse' && !wasRefused) await stop(server, sockets);
      if (fault.mode !== 'refuse' && wasRefused) server = await listen(handle, port, sockets);
    },
    close: () => stop(server, sockets),
  };
}

async function listen(
  handle: (message: IncomingMessage, response: ServerResponse) => Promise<unknown>,
  port: number,
  sockets: Set<Socket>,
): Promise<Server> {
  const server = createServer((message, response) => void handle(message, response).catch(() => response.destroy()));
  server.on('connection', (socket) => {
    sockets.add(socket);
    socket.once('close', () => sockets.delete(socket));
  });
  server.listen(port, '127.0.0.1');
  await once(server, 'listening');
  return server;
}

async function stop(server: Server, sockets: Set<Socket>): Promise<void> {
  if (!server.listening) return;
  const closed = once(server, 'close');
  server.close();
  for (const socket of sockets) socket.destroy();
  await closed;
}

async function serve(
  vendor: Vendor,
  nextFault: (path: string) => InjectedFault,
  message: IncomingMessage,
  response: ServerResponse,
): Promise<Omit<AskedRequest, 'at'>> {
  const request = await readRequest(message);
  const fault = nextFault(request.path);
  const entry = {
    method: request.method,
    path: request.path,
    query: request.query.toString(),
    body: request.rawBody.subarray(0, shownBody).toString('utf8'),
  };
  if (fault.mode === 'hang') return { ...entry, status: null };
  const reply = await answer(vendor, fault, request);
  if (fault.mode === 'drop_after_effect') {
    response.destroy();
    return { ...entry, status: null };
  }
  send(response, reply);
  return { ...entry, status: reply.status };
}

async function answer(vendor: Vendor, fault: InjectedFault, request: Omit<VendorRequest, 'params'>): Promise<Reply> {
  if (fault.mode === '500') return vendor.refusals.broken();
  if (fault.mode === '403' || fault.mode === '404') return { status: Number(fault.mode), body: {} };
  if (fault.mode === '503') return proxyPage(503);
  if (fault.mode === 'page') return proxyPage(200);
  if (fault.mode === '429') return vendor.refusals.tooMany(fault.retryAfter ?? 1);
  const refused = vendor.refusals.admit(request);
  if (refused) return refused;
  const match = findRoute(vendor.routes, request);
  if ('mismatch' in match) return vendor.refusals.mismatch(match.mismatch, request);
  return match.route.handle({ ...request, params: match.params });
}

const proxyPage = (status: number): Reply => ({
  status,
  body: '<html><body><h1>Just a moment</h1></body></html>',
  headers: { 'content-type': 'text/html; charset=utf-8' },
});

function send(response: ServerResponse, reply: Reply): void {
  const isText = typeof reply.body === 'string' || Buffer.isBuffer(reply.body);
  const body = isText ? (reply.body as string | Buffer) : JSON.stringify(reply.body ?? {});
  const type = isText ? 'text/plain; charset=utf-8' : 'application/json; charset=utf-8';
  response.writeHead(reply.status, { 'content-type': type, ...reply.headers });
  response.end(reply.status === 204 ? undefined : body);
}
