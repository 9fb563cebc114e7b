import { once } from 'node:events';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { Express } from 'express';

/** Serves the app on `port` (0: any free one) and tells where. Fails when the port is taken. */
export async function serve(
  app: Express,
  at: { port: number; host: string },
): Promise<{ url: string; close(): Promise<void> }> {
  const server = createServer(app);
  server.listen(at.port, at.host);
  await once(server, 'listening');
  const { port } = server.address() as AddressInfo;
  return {
    url: `http://${at.host}:${port}`,
    close: async () => {
      server.close();
      server.closeIdleConnections();
      const closed = once(server, 'close');
      const timer = setTimeout(() => server.closeAllConnections(), 3_000);
      await closed;
      clearTimeout(timer);
    },
  };
}
