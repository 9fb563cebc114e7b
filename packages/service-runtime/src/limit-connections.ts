import type { IncomingMessage, Server, ServerResponse } from 'node:http';
import type { Socket } from 'node:net';

/**
 * Holds at most `max` connections of `server` and gives the set of them. A new one takes the place of one that never said a
 * word, else of one that waits for its next request; when all are busy the new one is closed. So connections that are only
 * opened cannot keep out those that have something to say.
 */
export function limitConnections(server: Server, max: number): ReadonlySet<Socket> {
  const sockets = new Set<Socket>();
  /** Connections whose request is being answered. */
  const busy = new Set<Socket>();
  server.on('connection', (socket: Socket) => {
    if (sockets.size >= max) {
      const [least] = leastMissed(sockets, busy);
      (least ?? socket).destroy();
      if (!least) return;
      sockets.delete(least);
    }
    sockets.add(socket);
    socket.once('close', () => sockets.delete(socket));
  });
  server.on('request', ({ socket }: IncomingMessage, response: ServerResponse) => {
    busy.add(socket);
    response.once('close', () => busy.delete(socket));
  });
  return sockets;
}

/** The oldest silent connection, else the oldest idle one; nothing when every connection is busy. */
function* leastMissed(sockets: ReadonlySet<Socket>, busy: ReadonlySet<Socket>): Generator<Socket> {
  for (const socket of sockets) if (socket.bytesRead === 0) yield socket;
  for (const socket of sockets) if (!busy.has(socket)) yield socket;
}
