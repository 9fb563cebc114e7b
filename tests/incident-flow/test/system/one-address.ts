import { once } from 'node:events';
import { type AddressInfo, connect, createServer, type Socket } from 'node:net';

/** One address in front of several Redis servers, as a load balancer or a DNS name that follows Sentinel's promotions is. */
export interface OneAddress {
  readonly url: string;
  /** Where new connections lead from now on; those that are open stay where they are. */
  leadTo(redisUrl: string): void;
  close(): Promise<void>;
}

export async function startOneAddress(redisUrl: string): Promise<OneAddress> {
  let target = new URL(redisUrl);
  const sockets = new Set<Socket>();
  const server = createServer((socket) => {
    const upstream = connect(Number(target.port), target.hostname);
    for (const [one, other] of [
      [socket, upstream],
      [upstream, socket],
    ] as const) {
      sockets.add(one);
      one.on('error', () => {});
      // Cut on one side is cut on the other, at once.
      one.once('close', () => {
        sockets.delete(one);
        other.destroy();
      });
    }
    socket.pipe(upstream).pipe(socket);
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  return {
    url: `redis://127.0.0.1:${(server.address() as AddressInfo).port}`,
    leadTo: (url) => {
      target = new URL(url);
    },
    close: async () => {
      const closed = once(server, 'close');
      server.close();
      for (const socket of sockets) socket.destroy();
      await closed;
    },
  };
}
