// Gets a Redis, in this order: REDIS_URL; a redis-server or valkey-server on PATH, started privately; Debian's package when we
// are root; docker compose. Never touches a Redis that was not started here unless REDIS_URL names it.
//
//   node tools/redis.mjs CMD ARGS...   runs CMD with REDIS_URL set, then stops what it started
//   node tools/redis.mjs --serve       prints {"url","pid","how"} and serves until stdin closes
import { spawn, spawnSync } from 'node:child_process';
import { existsSync, mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import net from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { freePort } from './free-port.mjs';

const root = fileURLToPath(new URL('..', import.meta.url));
const noRedis =
  'No Redis: set REDIS_URL, install redis-server (macOS: brew install redis; Debian: apt-get install redis-server; ' +
  'Fedora: dnf install redis), or start Docker, then try again.';

/**
 * @param {{ env?: NodeJS.ProcessEnv, dir?: string, port?: number, log?: (line: string) => void }} options
 *   `dir` keeps the data (default: a temporary directory that goes with the server); `port` asks for that port.
 * @returns {Promise<{ url: string, how: string, pid: number | null, stop: () => Promise<void> }>}
 */
export async function getRedis({ env = process.env, dir, port, log = console.error } = {}) {
  if (env.REDIS_URL) {
    if (!(await answersPing(env.REDIS_URL))) {
      throw new Error('REDIS_URL is set, but nothing there answers PING: start that Redis, or unset REDIS_URL.');
    }
    return { url: env.REDIS_URL, how: 'REDIS_URL', pid: null, stop: async () => {} };
  }
  const server = env.REDIS_SERVER ?? findServer(env) ?? installServer(env, log);
  if (server) return startPrivately(server, { env, dir, port });
  const container = await startContainer(env, log);
  if (container) return container;
  throw new Error(noRedis);
}

const has = (command, env) => spawnSync('sh', ['-c', `command -v ${command}`], { stdio: 'ignore', env }).status === 0;

const findServer = (env) => ['redis-server', 'valkey-server'].find((name) => has(name, env));

function installServer(env, log) {
  if (process.getuid?.() !== 0 || !has('apt-get', env)) return undefined;
  log("No redis-server on PATH: installing Debian's package ...");
  const apt = (...args) =>
    spawnSync('apt-get', args, {
      stdio: ['ignore', 'ignore', 'inherit'],
      env: { ...env, DEBIAN_FRONTEND: 'noninteractive' },
    }).status === 0;
  const install = () => apt('install', '-y', '-qq', '--no-install-recommends', 'redis-server');
  return install() || (apt('update', '-qq') && install()) ? findServer(env) : undefined;
}

async function startPrivately(server, { env, dir, port }) {
  const home = dir ?? mkdtempSync(join(tmpdir(), 'incidentfox-redis-'));
  mkdirSync(home, { recursive: true });
  const removeHome = () => dir === undefined && rmSync(home, { recursive: true, force: true });
  for (let attempt = 1; attempt <= 5; attempt++) {
    const chosen = port ?? (await freePort());
    const child = spawnServer(server, serverArguments(chosen, home), env);
    const url = `redis://127.0.0.1:${chosen}`;
    if (await isUp(url, () => child.exitCode !== null || child.pid === undefined))
      return privateRedis(child, { url, how: `${server}, data in ${home}`, removeHome });
    child.kill('SIGKILL'); // somebody took the port in between: the next one
  }
  removeHome();
  throw new Error(`${server} did not start on a loopback port: run it by hand to see why, or set REDIS_URL.`);
}

/** On Linux the kernel ends the server with us, even when we are killed with -9. Elsewhere an exit handler does what it can. */
function spawnServer(server, args, env) {
  const tied = process.platform === 'linux' && has('setpriv', env);
  const [command, ...rest] = tied ? ['setpriv', '--pdeathsig', 'KILL', server, ...args] : [server, ...args];
  const child = spawn(command, rest, { stdio: ['ignore', 'ignore', 'inherit'], env });
  child.on('error', () => {}); // isUp sees that it never answered
  return child;
}

const serverArguments = (port, home) => [
  ...['--port', String(port), '--bind', '127.0.0.1', '--dir', home, '--daemonize', 'no', '--loglevel', 'warning'],
  ...['--save', '', '--appendonly', 'yes', '--appendfsync', 'everysec', '--maxmemory-policy', 'noeviction'],
];

async function isUp(url, isGone = () => false) {
  for (let i = 0; i < 500 && !isGone(); i++) {
    if (await answersPing(url, 200)) return !isGone();
    await new Promise((resolve) => setTimeout(resolve, 10));
  }
  return false;
}

function privateRedis(child, { url, how, removeHome }) {
  const kill = () => child.kill('SIGKILL');
  process.once('exit', kill);
  const stop = async () => {
    process.off('exit', kill);
    if (child.exitCode === null && child.signalCode === null) {
      const gone = new Promise((resolve) => child.once('exit', resolve));
      child.kill('SIGTERM');
      const late = setTimeout(kill, 3000);
      await gone;
      clearTimeout(late);
    }
    removeHome();
  };
  return { url, how, pid: child.pid ?? null, stop };
}

/** A project of our own from the compose file, on a free port and with a volume of its own: one that already runs is left alone. */
async function startContainer(env, log) {
  const file = join(root, 'docker-compose.yml');
  if (!existsSync(file) || !has('docker', env)) return undefined;
  if (spawnSync('docker', ['info'], { stdio: 'ignore', env }).status !== 0) return undefined;
  log('No redis-server on PATH: starting one with docker compose ...');
  const port = await freePort();
  const project = `incidentfox-${process.pid}-${port}`;
  const compose = (...args) =>
    spawnSync('docker', ['compose', '-p', project, '-f', file, ...args], {
      stdio: ['ignore', 'ignore', 'inherit'],
      env: { ...env, REDIS_PORT: String(port) },
    }).status === 0;
  const remove = () => compose('down', '--volumes');
  const url = `redis://127.0.0.1:${port}`;
  if (!compose('up', '-d', '--wait', 'redis') || !(await isUp(url))) {
    remove();
    return undefined;
  }
  process.once('exit', remove);
  const stop = async () => {
    process.off('exit', remove);
    remove();
  };
  return { url, how: `docker compose, project ${project}`, pid: null, stop };
}

/** A server that asks for a password or TLS settings of its own is a server too. */
function answersPing(url, timeoutMs = 1000) {
  const { hostname, port, protocol } = new URL(url);
  return new Promise((resolve) => {
    const socket = net.connect(Number(port || 6379), hostname.replace(/^\[|\]$/g, ''));
    const end = (ok) => {
      socket.destroy();
      resolve(ok);
    };
    socket.setTimeout(timeoutMs, () => end(false));
    socket.on('error', () => end(false));
    socket.on('close', () => end(false));
    socket.on('connect', () => (protocol === 'rediss:' ? end(true) : socket.write('PING\r\n')));
    socket.on('data', (data) => end(/^(\+PONG|-NOAUTH)/.test(String(data))));
  });
}

async function serve(redis) {
  process.stdout.write(`${JSON.stringify({ url: redis.url, pid: redis.pid, how: redis.how })}\n`);
  await new Promise((resolve) => {
    for (const signal of ['SIGINT', 'SIGTERM']) process.once(signal, resolve);
    process.stdin.on('end', resolve).on('error', resolve).resume();
  });
  await redis.stop();
}

async function runWith(redis, [command, ...args]) {
  console.error(`Redis: ${redis.how}`);
  const child = spawn(command, args, { stdio: 'inherit', env: { ...process.env, REDIS_URL: redis.url } });
  for (const signal of ['SIGINT', 'SIGTERM']) process.on(signal, () => child.kill(signal));
  const code = await new Promise((resolve) => {
    child.on('error', (error) => {
      console.error(`${command}: ${error.message}`);
      resolve(127);
    });
    child.on('exit', (exitCode, signal) => resolve(exitCode ?? (signal ? 1 : 0)));
  });
  await redis.stop();
  return code;
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  const [command, ...args] = process.argv.slice(2);
  try {
    const port = process.env.REDIS_PORT ? Number(process.env.REDIS_PORT) : undefined;
    const redis = await getRedis({ dir: process.env.REDIS_DIR, port });
    if (command === '--serve') await serve(redis);
    else process.exitCode = command ? await runWith(redis, [command, ...args]) : (await redis.stop(), 0);
  } catch (error) {
    console.error(error.message);
    process.exitCode = 1;
  }
}
