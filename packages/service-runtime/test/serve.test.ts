import { once } from 'node:events';
import { Agent, get, type IncomingMessage, type ServerResponse } from 'node:http';
import { connect } from 'node:net';
import { networkInterfaces } from 'node:os';
import { faultsOf, type ListeningServer, serve } from '@incidentfox/service-runtime';
import { waitFor } from '@incidentfox/test-kit';

const host = '127.0.0.1';
const longMs = 60_000;

const addresses = Object.values(networkInterfaces()).flatMap((all = []) => all.map(({ address }) => address));
/** Containers often have no IPv6. */
const testOverIpv6 = addresses.includes('::1') ? test : test.skip;

/** A request whose answer the test holds. */
interface Held {
  response: ServerResponse;
  /** Status and text, or the code of the error that ended it. */
  outcome: Promise<string>;
}

const open: ListeningServer[] = [];
const agents: Agent[] = [];
afterEach(async () => {
  for (const agent of agents.splice(0)) agent.destroy();
  for (const server of open.splice(0)) await server.close();
});

/** Sends a request that stays unanswered, over a connection its client wants to keep. */
async function holdRequest(graceMs: number): Promise<Held & { server: ListeningServer }> {
  const waiting: ServerResponse[] = [];
  const server = await serve((_request, response) => void waiting.push(response), { host, port: 0, graceMs });
  const agent = new Agent({ keepAlive: true });
  agents.push(agent);
  const outcome = ask(server.url, agent);
  const response = await waitFor(() => waiting[0], { what: 'the request has come in' });
  return { server, response, outcome };
}

function ask(url: string, agent: Agent): Promise<string> {
  return new Promise((resolve) => {
    const request = get(url, { agent }, (answer) => resolve(statusAndText(answer)));
    request.on('error', (error: NodeJS.ErrnoException) => resolve(String(error.code)));
  });
}

async function statusAndText(answer: IncomingMessage): Promise<string> {
  return `${answer.statusCode} ${(await answer.setEncoding('utf8').toArray()).join('')}`;
}

const refusal = (at: { host: string; port: number }): Promise<unknown> =>
  serve(() => {}, { ...at, graceMs: 0 }).then(
    (server) => void open.push(server),
    (error: unknown) => error,
  );

describe('a server that begins', () => {
  test('answers where it says it listens, on a port the system chose', async () => {
    const server = await serve((_request, response) => response.end('here'), { host, port: 0, graceMs: longMs });
    open.push(server);
    expect(server.url).toBe(`http://127.0.0.1:${server.port}`);
    expect(await (await fetch(server.url)).text()).toBe('here');
  });

  testOverIpv6('writes an IPv6 address as addresses are written', async () => {
    const server = await serve((_request, response) => response.end('six'), { host: '::1', port: 0, graceMs: 0 });
    open.push(server);
    expect(server.url).toBe(`http://[::1]:${server.port}`);
    expect(await (await fetch(server.url)).text()).toBe('six');
  });

  test('says which port is taken, in one sentence', async () => {
    const first = await serve(() => {}, { host, port: 0, graceMs: 0 });
    open.push(first);
    const error = await refusal({ host, port: first.port });
    expect(error).toMatchObject({ kind: 'config', retry: 'never' });
    expect(faultsOf(error)).toEqual([
      `port ${first.port} of 127.0.0.1 is taken: stop what listens there, or choose another port`,
    ]);
  });

  test('says that an address is not one of this machine', async () => {
    const error = await refusal({ host: '203.0.113.7', port: 0 });
    expect(faultsOf(error)).toEqual([expect.stringMatching(/^203\.0\.113\.7 is not an address of this machine/)]);
  });
});

describe('a server that closes', () => {
  test('lets a running request finish, and does not wait for a next one on its connection', async () => {
    const { server, response, outcome } = await holdRequest(longMs);
    const closed = server.close();
    await expect(fetch(server.url)).rejects.toThrow();
    response.end('in time');
    expect(await outcome).toBe('200 in time');
    await closed;
  });

  test('cuts a request that runs longer than the grace period', async () => {
    const { server, outcome } = await holdRequest(50);
    const began = performance.now();
    await server.close();
    expect(performance.now() - began).toBeGreaterThanOrEqual(49);
    expect(await outcome).toBe('ECONNRESET');
  });

  test('cuts at once without a grace period', async () => {
    const { server, outcome } = await holdRequest(0);
    await server.close();
    expect(await outcome).toBe('ECONNRESET');
  });

  test('does not wait for a client that connected and says nothing', async () => {
    const server = await serve(() => {}, { host, port: 0, graceMs: longMs });
    const client = connect(server.port, host);
    await once(client, 'connect');
    const gone = once(
      client.on('error', () => {}),
      'close',
    );
    await server.close();
    await gone;
  });

  test('leaves no timer that holds its process', async () => {
    const { server, response, outcome } = await holdRequest(longMs);
    const timers = () => process.getActiveResourcesInfo().filter((one) => one === 'Timeout').length;
    const before = timers();
    const closed = server.close();
    response.end('done');
    await Promise.all([outcome, closed]);
    expect(timers()).toBeLessThanOrEqual(before);
  });
});

describe('a server with many connections', () => {
  test('keeps idle ones longer than the minute for which a balancer does', async () => {
    const server = await serve((_request, response) => response.end('here'), { host, port: 0, graceMs: 0 });
    open.push(server);
    const agent = new Agent({ keepAlive: true });
    agents.push(agent);
    const kept = await new Promise<string>((resolve, reject) => {
      get(server.url, { agent }, (answer) => resolve(String(answer.resume().headers['keep-alive']))).on(
        'error',
        reject,
      );
    });
    expect(Number(/timeout=(\d+)/.exec(kept)?.[1])).toBeGreaterThan(60);
  });

  test('gives the place of the oldest silent one to the next, and never that of a request under way', async () => {
    const waiting: ServerResponse[] = [];
    const listener = (_request: IncomingMessage, response: ServerResponse) => void waiting.push(response);
    const server = await serve(listener, { host, port: 0, graceMs: 0, maxConnections: 2 });
    open.push(server);
    const agent = new Agent({ keepAlive: false });
    agents.push(agent);
    const first = ask(server.url, agent);
    const held = await waitFor(() => waiting[0], { what: 'the first request has come in' });
    const silent = connect(server.port, host);
    await once(silent, 'connect');
    const second = ask(server.url, agent);
    await once(silent.resume(), 'close');
    const next = await waitFor(() => waiting[1], { what: 'the second request has come in' });
    expect(await ask(server.url, agent)).toBe('ECONNRESET');
    next.end('second');
    held.end('first');
    expect(await Promise.all([first, second])).toEqual(['200 first', '200 second']);
  });

  test('closes one that does not say what it wants within seconds', async () => {
    const server = await serve(() => {}, { host, port: 0, graceMs: 0 });
    open.push(server);
    const socket = connect(server.port, host);
    socket.on('error', () => {}).resume();
    const from = performance.now();
    await once(socket, 'close');
    expect(performance.now() - from).toBeLessThan(13_000);
  }, 20_000);
});
