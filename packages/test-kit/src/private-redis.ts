import { type ChildProcessByStdio, spawn } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { once } from 'node:events';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import type { Readable, Writable } from 'node:stream';
import { fileURLToPath } from 'node:url';
import { Redis } from 'ioredis';

/** A Redis for one test suite. Give `url` and `prefix` to the code under test; `close` removes every key with that prefix. */
export interface PrivateRedis {
  readonly url: string;
  /** Unique: suites that share a server do not see each other's keys. */
  readonly prefix: string;
  /** Sends one command and gives its answer: `command('CONFIG', 'SET', 'appendonly', 'no')`. */
  command(name: string, ...words: string[]): Promise<unknown>;
  /** Kills the server with -9, as a crash would. Data written before stays on disk. Own server only. */
  crash(): Promise<void>;
  /** Starts the server again on the same port with the same data. Own server only. */
  restart(): Promise<void>;
  /** Stops answering without closing connections (SIGSTOP), and goes on again. Own server only. */
  hang(): void;
  resume(): void;
  close(): Promise<void>;
}

type Server = { process: ChildProcessByStdio<Writable, Readable, null>; url: string; pid: number | null };

const tool = fileURLToPath(new URL('../../../tools/redis.mjs', import.meta.url));

/**
 * A Redis to test with: the one `REDIS_URL` names (the test run starts one and shares it), else a server of our own. With
 * `own: true` always a server of our own, for tests that crash, hang or restart it.
 */
export async function privateRedis(options: { own?: boolean } = {}): Promise<PrivateRedis> {
  const prefix = `test-${randomBytes(6).toString('hex')}`;
  const { REDIS_URL: shared } = environment();
  return options.own !== true && shared ? sharedRedis(shared, prefix) : ownRedis(prefix);
}

// biome-ignore lint/style/noProcessEnv: tests call this directly; there is no main.ts that could hand the environment in.
const environment = (): NodeJS.ProcessEnv => process.env;

function sharedRedis(url: string, prefix: string): PrivateRedis {
  const refuse = (): never => {
    throw new Error('this Redis is shared: ask for privateRedis({ own: true }) to crash, hang or restart it');
  };
  return {
    url,
    prefix,
    command: (name, ...words) => withClient(url, (client) => client.call(name, ...words)),
    crash: refuse,
    restart: refuse,
    hang: refuse,
    resume: refuse,
    close: () => removeKeys(url, prefix),
  };
}

async function ownRedis(prefix: string): Promise<PrivateRedis> {
  const dir = mkdtempSync(join(tmpdir(), 'incidentfox-test-redis-'));
  let server = await serve(dir);
  const { url } = server;
  const signal = (name: NodeJS.Signals): void => {
    if (server.pid !== null) process.kill(server.pid, name);
  };
  return {
    url,
    prefix,
    command: (name, ...words) => withClient(url, (client) => client.call(name, ...words)),
    crash: async () => {
      signal('SIGKILL');
      await end(server);
    },
    restart: async () => {
      await end(server);
      server = await serve(dir, new URL(url).port);
    },
    hang: () => signal('SIGSTOP'),
    resume: () => signal('SIGCONT'),
    close: async () => {
      if (isRunning(server)) signal('SIGCONT');
      await end(server);
      rmSync(dir, { recursive: true, force: true });
    },
  };
}

/** A process of its own holds the server and ends it when our end of its standard input closes, however that happens. */
async function serve(dir: string, port?: string): Promise<Server> {
  const { REDIS_URL: _shared, ...env } = environment();
  const child = spawn(process.execPath, [tool, '--serve'], {
    stdio: ['pipe', 'pipe', 'inherit'],
    env: { ...env, REDIS_DIR: dir, ...(port && { REDIS_PORT: port }) },
  });
  const [line] = await Promise.race([
    once(createInterface(child.stdout), 'line') as Promise<[string]>,
    once(child, 'exit').then(() => Promise.reject(new Error('no Redis for the tests: see the line above'))),
  ]);
  const { url, pid } = JSON.parse(line) as { url: string; pid: number | null };
  return { process: child, url, pid };
}

const isRunning = (server: Server): boolean => server.process.exitCode === null && server.process.signalCode === null;

async function end(server: Server): Promise<void> {
  if (!isRunning(server)) return;
  const gone = once(server.process, 'exit');
  server.process.stdin.end();
  await gone;
}

async function withClient<T>(url: string, use: (client: Redis) => Promise<T>): Promise<T> {
  const client = new Redis(url, { maxRetriesPerRequest: 1 });
  try {
    return await use(client);
  } finally {
    client.disconnect();
  }
}

async function removeKeys(url: string, prefix: string): Promise<void> {
  await withClient(url, async (client) => {
    let cursor = '0';
    do {
      const [next, keys] = await client.scan(cursor, 'MATCH', `${prefix}*`, 'COUNT', 500);
      if (keys.length > 0) await client.unlink(...keys);
      cursor = next;
    } while (cursor !== '0');
  });
}
