import net from 'node:net';

/**
 * Below the ports that systems give to outgoing connections and to whoever asks for any (from 32768 on Linux, from 49152 elsewhere):
 * one of those could be taken by another process before the one it is meant for listens.
 */
const range = { from: 20_000, to: 32_000 };
const maxAttempts = 50;

/** A loopback port nobody listens on at this moment, and which nobody is given who does not ask for it by number. */
export async function freePort() {
  for (let attempt = 0; attempt < maxAttempts; attempt++) {
    const port = range.from + Math.floor(Math.random() * (range.to - range.from));
    if (await isFree(port)) return port;
  }
  throw new Error(`No free port was found among ${range.from} to ${range.to} of 127.0.0.1.`);
}

function isFree(port) {
  return new Promise((resolve) => {
    const server = net.createServer();
    server.on('error', () => resolve(false));
    server.listen(port, '127.0.0.1', () => server.close(() => resolve(true)));
  });
}
