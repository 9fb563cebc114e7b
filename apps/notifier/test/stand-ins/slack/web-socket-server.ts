import { createHash } from 'node:crypto';
import { once } from 'node:events';
import { createServer, type Server } from 'node:http';
import type { AddressInfo, Socket } from 'node:net';

/** The least of a WebSocket server that Socket Mode needs: short text frames, no fragments. `Slack -> app` is `send`. */
export interface WebSocketServer {
  readonly url: string;
  readonly received: Record<string, unknown>[];
  send(message: object): void;
  readonly connections: number;
  close(): Promise<void>;
}

export async function webSocketServer(onConnect: (send: (message: object) => void) => void): Promise<WebSocketServer> {
  const sockets: Socket[] = [];
  const received: Record<string, unknown>[] = [];
  const server: Server = createServer();
  server.on('upgrade', (request, socket: Socket) => {
    const accept = createHash('sha1')
      .update(`${request.headers['sec-websocket-key']}258EAFA5-E914-47DA-95CA-C5AB0DC85B11`)
      .digest('base64');
    socket.write(
      `HTTP/1.1 101 Switching Protocols\r\nUpgrade: websocket\r\nConnection: Upgrade\r\nSec-WebSocket-Accept: ${accept}\r\n\r\n`,
    );
    sockets.push(socket);
    socket.on('error', () => {});
    socket.on('data', (chunk: Buffer) => {
      received.push(...textFrames(chunk));
      if (((chunk[0] ?? 0) & 15) === 8) socket.end(Buffer.from([0x88, 0])); // a closing frame is answered with one
    });
    onConnect((message) => socket.write(textFrame(message)));
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  return {
    url: `ws://127.0.0.1:${(server.address() as AddressInfo).port}/link`,
    received,
    send: (message) => sockets.at(-1)?.write(textFrame(message)),
    get connections() {
      return sockets.length;
    },
    close: async () => {
      // The client's closing frame comes first: cutting it off would leave its timers running.
      await Promise.all(sockets.filter((socket) => !socket.destroyed).map((socket) => once(socket, 'close')));
      server.close();
      await once(server, 'close');
    },
  };
}

function textFrame(message: object): Buffer {
  const payload = Buffer.from(JSON.stringify(message));
  const head =
    payload.length < 126
      ? Buffer.from([0x81, payload.length])
      : Buffer.from([0x81, 126, payload.length >> 8, payload.length & 255]);
  return Buffer.concat([head, payload]);
}

/** Masked text frames of a client; pings and closing frames are passed over. */
function textFrames(chunk: Buffer): Record<string, unknown>[] {
  const frames: Record<string, unknown>[] = [];
  for (let at = 0; at + 6 <= chunk.length; ) {
    const opcode = (chunk[at] ?? 0) & 15;
    const short = (chunk[at + 1] ?? 0) & 127;
    const length = short === 126 ? chunk.readUInt16BE(at + 2) : short;
    const maskAt = at + (short === 126 ? 4 : 2);
    const payload = chunk
      .subarray(maskAt + 4, maskAt + 4 + length)
      .map((byte, i) => byte ^ (chunk[maskAt + (i % 4)] ?? 0));
    if (opcode === 1) frames.push(JSON.parse(Buffer.from(payload).toString()));
    at = maskAt + 4 + length;
  }
  return frames;
}
