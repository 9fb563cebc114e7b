import { request as ask, createServer } from 'node:http';
import { type AddressInfo, connect, type Socket } from 'node:net';

export interface ForwardProxy {
  url: string;
  /** What was asked of it: `CONNECT prometheus.internal:443`, `GET http://prometheus.internal/api`. */
  asked: readonly string[];
  close(): Promise<void>;
}

export interface ForwardProxyOptions {
  /** The port on this machine where a host that exists nowhere else really is. Others are answered with 502. */
  hosts: Readonly<Record<string, number>>;
  /** `user:password`; without it nobody is asked. */
  credentials?: string;
  /** Answered to every CONNECT instead of opening a tunnel. */
  refuses?: number;
}

/** A forward proxy as companies have it: tunnels for TLS, plain HTTP passed on, credentials when it wants them. */
export async function forwardProxy({ hosts, credentials, refuses }: ForwardProxyOptions): Promise<ForwardProxy> {
  const asked: string[] = [];
  const sockets = new Set<Socket>();
  const wanted = credentials === undefined ? undefined : `Basic ${Buffer.from(credentials).toString('base64')}`;
  const server = createServer((request, response) => {
    const url = new URL(request.url ?? '', 'http://no-absolute-address');
    asked.push(`${request.method} ${url.href}`);
    if (wanted !== undefined && request.headers['proxy-authorization'] !== wanted)
      return void response.writeHead(407, { 'proxy-authenticate': 'Basic realm="proxy"' }).end();
    const port = hosts[url.hostname];
    if (port === undefined) return void response.writeHead(502).end('no such host');
    const { 'proxy-authorization': _own, 'proxy-connection': _hop, ...headers } = request.headers;
    const onward = ask(
      { host: '127.0.0.1', port, path: url.pathname + url.search, method: request.method, headers },
      (answer) => {
        response.writeHead(answer.statusCode ?? 502, answer.headers);
        answer.pipe(response);
      },
    );
    onward.on('error', () => response.destroy());
    request.pipe(onward);
  });
  server.on('connection', (socket) => keep(socket));
  server.on('connect', (request, client: Socket) => {
    asked.push(`CONNECT ${request.url}`);
    const [host = ''] = (request.url ?? '').split(':');
    const port = hosts[host];
    const refusal =
      wanted !== undefined && request.headers['proxy-authorization'] !== wanted
        ? 407
        : (refuses ?? (port === undefined ? 502 : undefined));
    if (refusal !== undefined || port === undefined) return void client.end(`HTTP/1.1 ${refusal} No\r\n\r\n`);
    const upstream = keep(connect(port, '127.0.0.1'));
    client.write('HTTP/1.1 200 Connection established\r\n\r\n');
    upstream.pipe(client).pipe(upstream);
    client.on('error', () => upstream.destroy());
  });
  const keep = (socket: Socket): Socket => {
    sockets.add(socket);
    socket.on('error', () => socket.destroy());
    socket.once('close', () => sockets.delete(socket));
    return socket;
  };
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    asked,
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        for (const socket of sockets) socket.destroy();
      }),
  };
}
