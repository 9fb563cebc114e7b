import {
  type ForwardProxy,
  type ForwardProxyOptions,
  forwardProxy,
  freePort,
  listenTls,
  type PrivateAuthority,
  privateAuthority,
} from '@incidentfox/test-kit';
import { z } from 'zod';
import { createHttpClient, type HttpClient, type HttpClientOptions } from '../../src/index.ts';
import { hang, json, startUpstream, type Upstream } from '../upstream.ts';

const variables = ['http_proxy', 'https_proxy', 'no_proxy', 'HTTP_PROXY', 'HTTPS_PROXY', 'NO_PROXY'];
const former = Object.fromEntries(variables.map((name) => [name, process.env[name]]));
const ends: (() => Promise<void>)[] = [];
let upstream: Upstream;
let authority: PrivateAuthority;

/** An address that exists nowhere: whatever is answered came through a proxy that knows it. */
const host = 'prometheus.internal';

beforeAll(async () => {
  authority = await privateAuthority();
}, 30_000);
afterAll(() => authority.close());
beforeEach(async () => {
  for (const name of variables) delete process.env[name];
  upstream = await startUpstream(json({ ok: true }));
  ends.push(upstream.close);
});
afterEach(async () => {
  await Promise.all(ends.splice(0).map((end) => end()));
  for (const name of variables)
    if (former[name] === undefined) delete process.env[name];
    else process.env[name] = former[name];
});

async function proxy(options: Partial<ForwardProxyOptions> = {}): Promise<ForwardProxy> {
  const made = await forwardProxy({ hosts: { [host]: Number(new URL(upstream.url).port) }, ...options });
  ends.push(made.close);
  return made;
}

function client(baseUrl: string, options: Partial<HttpClientOptions> = {}): HttpClient {
  const made = createHttpClient({ name: 'Prometheus', baseUrl, retries: 0, breaker: false, ...options });
  ends.push(made.close);
  return made;
}

const ask = (http: HttpClient) => http.request({ path: '/api', schema: z.unknown() });
const wordsOf = (http: HttpClient) =>
  ask(http).then(
    () => 'it was answered',
    ({ message }) => String(message),
  );

async function serveTls(): Promise<number> {
  const certificate = await authority.issue([`DNS:${host}`]);
  const server = await listenTls(certificate, (_request, response) => response.end('{}'));
  ends.push(server.close);
  return server.port;
}

describe('behind a proxy of the environment', () => {
  test('plain HTTP is passed on by it, as most proxies open tunnels for TLS only', async () => {
    const through = await proxy();
    process.env.HTTP_PROXY = through.url;
    await expect(ask(client(`http://${host}:9090`))).resolves.toMatchObject({ value: { ok: true } });
    expect(through.asked).toEqual([`GET http://${host}:9090/api`]);
    expect(upstream.seen[0]?.headers.host).toBe(`${host}:9090`);
  });

  test('HTTPS goes through a tunnel, and the certificate is that of the other side', async () => {
    const through = await proxy({ hosts: { [host]: await serveTls() } });
    process.env.HTTPS_PROXY = through.url;
    const http = client(`https://${host}`, { tls: async () => ({ ca: authority.ca }) });
    for (let times = 0; times < 4; times++) await ask(http);
    expect(new Set(through.asked)).toEqual(new Set([`CONNECT ${host}:443`]));
    // Tunnels are kept for later requests, as connections are.
    expect(through.asked.length).toBeLessThan(4);
  });

  test('a certificate that is not known is told with the proxy that may stand in between', async () => {
    const through = await proxy({ hosts: { [host]: await serveTls() } });
    process.env.HTTPS_PROXY = through.url;
    expect(await wordsOf(client(`https://${host}`))).toMatch(
      new RegExp(`through the proxy ${through.url}, which may answer in its place\\): .*set \`ca\``),
    );
  });

  test('its user and password are sent to it and never shown', async () => {
    const through = await proxy({ credentials: 'fox:long-password' });
    process.env.HTTP_PROXY = through.url.replace('http://', 'http://fox:long-password@');
    expect(await wordsOf(client(`http://${host}`))).toBe('it was answered');
    expect(upstream.seen[0]?.headers['proxy-authorization']).toBeUndefined();
    process.env.HTTP_PROXY = through.url.replace('http://', 'http://fox:wrong-password@');
    const words = await wordsOf(client(`http://${host}`));
    expect(words).toBe(
      `Prometheus at http://${host} was not reached: the proxy ${through.url} wants other credentials; give them in HTTPS_PROXY or HTTP_PROXY`,
    );
  });

  test('the deadline of a request counts as it does without one', async () => {
    upstream.reply(hang);
    process.env.HTTP_PROXY = (await proxy()).url;
    expect(await wordsOf(client(`http://${host}`, { timeoutMs: 200 }))).toBe('Prometheus did not answer within 0.2 s');
  });
});

describe('what goes past the proxy', () => {
  test('is this machine, whatever the environment says', async () => {
    const through = await proxy();
    process.env.HTTP_PROXY = through.url;
    expect(await wordsOf(client(upstream.url))).toBe('it was answered');
    expect(await wordsOf(client(upstream.url.replace('127.0.0.1', 'localhost')))).not.toContain('proxy');
    expect(through.asked).toEqual([]);
  });

  test.each(['prometheus.internal', '.internal', '*.internal', 'other, prometheus.internal:9090', '*'])(
    'is a host that NO_PROXY names: %s',
    async (noProxy) => {
      const through = await proxy();
      process.env.HTTP_PROXY = through.url;
      process.env.NO_PROXY = noProxy;
      // Asked directly, a host that exists nowhere is not found.
      expect(await wordsOf(client(`http://${host}:9090`))).toMatch(/ENOTFOUND|EAI_AGAIN/);
      expect(through.asked).toEqual([]);
    },
  );
});

describe('a proxy that does not help is named', () => {
  test('when nobody listens there', async () => {
    process.env.HTTPS_PROXY = `http://127.0.0.1:${await freePort()}`;
    expect(await wordsOf(client(`https://${host}`))).toBe(
      `Prometheus at https://${host} was not reached: the proxy ${process.env.HTTPS_PROXY} could not be reached (ECONNREFUSED); ` +
        'check HTTPS_PROXY, HTTP_PROXY and NO_PROXY',
    );
  });

  test('when nobody listens there, for plain HTTP too', async () => {
    process.env.HTTP_PROXY = `http://127.0.0.1:${await freePort()}`;
    expect(await wordsOf(client(`http://${host}`))).toContain(
      `the proxy ${process.env.HTTP_PROXY} could not be reached`,
    );
  });

  test('when it does not let us through', async () => {
    const through = await proxy({ refuses: 403 });
    process.env.HTTPS_PROXY = through.url;
    expect(await wordsOf(client(`https://${host}`))).toBe(
      `Prometheus at https://${host} was not reached: the proxy ${through.url} does not let requests through to ${host} (HTTP 403); ` +
        'allow it there, or name the host in NO_PROXY',
    );
  });

  test('when it wants credentials for a tunnel', async () => {
    const through = await proxy({ credentials: 'fox:long-password' });
    process.env.HTTPS_PROXY = through.url;
    expect(await wordsOf(client(`https://${host}`))).toContain(`the proxy ${through.url} wants other credentials`);
  });

  test('when it cannot reach the host itself', async () => {
    const through = await proxy({ hosts: {} });
    process.env.HTTPS_PROXY = through.url;
    expect(await wordsOf(client(`https://${host}`))).toContain(
      `the proxy ${through.url} could not reach ${host} itself (HTTP 502); is it a host for NO_PROXY?`,
    );
  });

  test('when its address is none', async () => {
    process.env.HTTPS_PROXY = 'proxy.example:3128';
    expect(await wordsOf(client(`https://${host}`))).toMatch(/no connection can be made with these settings/);
  });
});
