import { execFileSync, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { connect, createServer, type Server, type Socket } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createServer as createTlsServer } from 'node:tls';
import { freePort, type PrivateRedis, privateRedis, waitFor } from '@incidentfox/test-kit';
import { connectRedis, createWriteProbe, disconnectRedis, type Redis, refuseUnfit } from '../src/index.ts';

const habits = { maxRetriesPerRequest: 1, enableOfflineQueue: false, commandTimeout: 500 };
const clients: Redis[] = [];
const servers: PrivateRedis[] = [];
afterEach(async () => {
  await Promise.all(clients.splice(0).map((client) => disconnectRedis(client)));
  await Promise.all(servers.splice(0).map((server) => server.close()));
});

async function startServer(): Promise<PrivateRedis> {
  const server = await privateRedis({ own: true });
  servers.push(server);
  return server;
}

async function connectTo(url: string): Promise<Redis> {
  const client = await connectRedis(url, habits);
  clients.push(client);
  return client;
}

const failureOf = (work: Promise<unknown>): Promise<unknown> =>
  work.then(
    () => 'it works',
    (failure: unknown) => failure,
  );

describe('a Redis that can never serve is refused at once, each with a sentence of its own', () => {
  test('a wrong password', async () => {
    const server = await startServer();
    await server.command('CONFIG', 'SET', 'requirepass', 'right');
    const { host } = new URL(server.url);
    expect(await failureOf(connectRedis(`redis://:canary@${host}`, habits))).toMatchObject({
      kind: 'auth',
      message: 'Redis refuses the user or the password of REDIS_URL',
    });
    expect(await failureOf(connectRedis(server.url, habits))).toMatchObject({
      kind: 'auth',
      message: 'Redis asks for a password: put it into REDIS_URL',
    });
  });

  test('a certificate of an authority that is not known', async () => {
    const folder = mkdtempSync(join(tmpdir(), 'redis-tls-'));
    const [key, cert] = [join(folder, 'key.pem'), join(folder, 'cert.pem')];
    const words = ['req', '-x509', '-newkey', 'rsa:2048', '-nodes', '-days', '1', '-subj', '/CN=127.0.0.1'];
    execFileSync('openssl', [...words, '-keyout', key, '-out', cert], { stdio: 'ignore' });
    const server = createTlsServer({ key: readFileSync(key), cert: readFileSync(cert) });
    server.on('tlsClientError', () => {});
    const port = await listening(server);
    expect(await failureOf(connectRedis(`rediss://127.0.0.1:${port}`, habits))).toMatchObject({
      kind: 'config',
      message: expect.stringContaining('NODE_EXTRA_CA_CERTS'),
    });
    server.close();
    rmSync(folder, { recursive: true });
  });

  test('a Cluster, whose slots do not fit the keys of a queue; a prefix in braces fits', async () => {
    const port = await freePort();
    const folder = mkdtempSync(join(tmpdir(), 'redis-cluster-'));
    const words = [
      '--port',
      String(port),
      '--bind',
      '127.0.0.1',
      '--dir',
      folder,
      '--save',
      '',
      '--cluster-enabled',
      'yes',
    ];
    const server = spawn('redis-server', words, { stdio: 'ignore' });
    try {
      const redis = await waitFor(() => connectTo(`redis://127.0.0.1:${port}`), { timeoutMs: 10_000 });
      await redis.call('CLUSTER', 'ADDSLOTSRANGE', '0', '16383');
      await waitFor(async () => (await createWriteProbe(redis, '{fox}')()) === true, {
        everyMs: 600,
        timeoutMs: 15_000,
      });
      await refuseUnfit(redis, '{fox}');
      expect(await createWriteProbe(redis, 'fox')()).toMatch(/is a Cluster/);
      expect(await failureOf(refuseUnfit(redis, 'fox'))).toMatchObject({
        kind: 'config',
        message: expect.stringContaining('{fox}'),
      });
    } finally {
      server.kill();
      await once(server, 'exit');
      rmSync(folder, { recursive: true });
    }
  }, 30_000);
});

describe('readiness is a write', () => {
  test.each([
    ['is a replica', ['REPLICAOF', '127.0.0.1', '1'], ['REPLICAOF', 'NO', 'ONE'], /is a replica now/],
    [
      'has no memory left',
      ['CONFIG', 'SET', 'maxmemory', '1'],
      ['CONFIG', 'SET', 'maxmemory', '0'],
      /memory .* is full/,
    ],
  ])('a Redis that %s still answers, and is not ready until that is over', async (_name, begin, end, said) => {
    const server = await startServer();
    const redis = await connectTo(server.url);
    const probe = createWriteProbe(redis, server.prefix);
    expect(await probe()).toBe(true);
    await command(server, begin);
    await waitFor(async () => said.test(String(await probe())), { timeoutMs: 3_000 });
    expect(await failureOf(refuseUnfit(redis, server.prefix))).toBe('it works');
    await command(server, end);
    await waitFor(async () => (await probe()) === true, { timeoutMs: 5_000 });
  });

  test('a Redis that hangs is not ready within seconds', async () => {
    const server = await startServer();
    const probe = createWriteProbe(await connectTo(server.url), server.prefix);
    expect(await probe()).toBe(true);
    server.hang();
    await waitFor(async () => (await probe()) === 'Redis does not answer', { timeoutMs: 3_000 });
    server.resume();
    await waitFor(async () => (await probe()) === true, { timeoutMs: 5_000 });
  });
});

test('after a fail-over behind one address the same client writes to the new primary within ten seconds', async () => {
  const [old, promoted] = [await startServer(), await startServer()];
  let target = old;
  const sockets = new Set<Socket>();
  const proxy = createServer((socket) => {
    const { hostname, port } = new URL(target.url);
    const upstream = connect(Number(port), hostname);
    for (const one of [socket, upstream]) sockets.add(one.on('error', () => {}));
    socket.pipe(upstream).pipe(socket);
  });
  const redis = await connectTo(`redis://127.0.0.1:${await listening(proxy)}`);
  const probe = createWriteProbe(redis, 'fox');
  expect(await probe()).toBe(true);
  target = promoted;
  await old.command('REPLICAOF', '127.0.0.1', new URL(promoted.url).port);
  await waitFor(async () => (await probe()) === true && (await promoted.command('EXISTS', 'fox:ready:1')) === 1, {
    timeoutMs: 10_000,
  });
  for (const socket of sockets) socket.destroy();
  proxy.close();
}, 20_000);

async function listening(server: Server): Promise<number> {
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const address = server.address();
  return typeof address === 'object' && address ? address.port : 0;
}

function command(server: PrivateRedis, [name = '', ...words]: readonly string[]): Promise<unknown> {
  return server.command(name, ...words);
}
