import { execFile } from 'node:child_process';
import { join } from 'node:path';
import { promisify } from 'node:util';
import {
  type IssuedCertificate,
  listenTls,
  type PrivateAuthority,
  privateAuthority,
  waitFor,
} from '@incidentfox/test-kit';
import { z } from 'zod';
import { createHttpClient, type HttpClient, type HttpClientOptions } from '../../src/index.ts';
import { startUpstream, text } from '../upstream.ts';

const ends: (() => Promise<void>)[] = [];
let authority: PrivateAuthority;
let ours: IssuedCertificate;

beforeAll(async () => {
  authority = await privateAuthority();
  ours = await authority.issue(['DNS:localhost', 'IP:127.0.0.1']);
}, 60_000);
afterAll(() => authority.close());
afterEach(async () => {
  await Promise.all(ends.splice(0).map((end) => end()));
});

async function serve(certificate: IssuedCertificate, options: object = {}): Promise<string> {
  const server = await listenTls({ ...options, cert: certificate.cert, key: certificate.key }, (request, response) =>
    response.end(JSON.stringify({ path: request.url, ok: true })),
  );
  ends.push(server.close);
  return `https://127.0.0.1:${server.port}`;
}

function client(baseUrl: string, options: Partial<HttpClientOptions> = {}): HttpClient {
  const made = createHttpClient({ name: 'Prometheus', baseUrl, retries: 0, breaker: false, ...options });
  ends.push(made.close);
  return made;
}

const ask = (http: HttpClient) => http.request({ path: '/', schema: z.unknown() });
const wordsOf = (http: HttpClient) =>
  ask(http).then(
    () => 'it was answered',
    ({ kind, message }) => `${kind}: ${message.replace(/127\.0\.0\.1:\d+/, 'HOST')}`,
  );

describe('a server with a certificate of a private authority', () => {
  test('is asked when that authority is given', async () => {
    const http = client(await serve(ours), { tls: async () => ({ ca: authority.ca }) });
    await expect(ask(http)).resolves.toMatchObject({ value: { path: '/' } });
  });

  test('is refused without it, in a sentence that names `ca`', async () => {
    expect(await wordsOf(client(await serve(ours)))).toBe(
      'network: Prometheus at https://HOST: its certificate is signed by an authority that is not known here ' +
        '(UNABLE_TO_VERIFY_LEAF_SIGNATURE): set `ca` to the PEM of that authority',
    );
  });

  test('is asked when the whole process knows the authority by NODE_EXTRA_CA_CERTS', async () => {
    const { stdout } = await promisify(execFile)(
      process.execPath,
      [
        ...['--conditions=@incidentfox/source', '--import', 'tsx'],
        join(__dirname, '../processes/asking.ts'),
        await serve(ours),
      ],
      { env: { ...process.env, NODE_EXTRA_CA_CERTS: authority.caFile }, timeout: 60_000 },
    );
    expect(stdout).toContain('/second answered');
  }, 60_000);

  test('is refused when another authority is given', async () => {
    const other = await privateAuthority('Another');
    ends.push(other.close);
    const words = await wordsOf(client(await serve(ours), { tls: async () => ({ ca: other.ca }) }));
    expect(words).toContain('set `ca` to the PEM of that authority');
  }, 30_000);

  test('is asked again after it replaced its authority, once the file is a minute old', async () => {
    const other = await privateAuthority('Another');
    ends.push(other.close);
    let ca = other.ca;
    let now = 0;
    const http = client(await serve(ours), { tls: async () => ({ ca }), now: () => now });
    expect(await wordsOf(http)).toContain('set `ca`');
    ca = authority.ca;
    now += 60_000;
    expect(await wordsOf(http)).toBe('it was answered');
  }, 30_000);
});

test('a request that is under way while a certificate is replaced keeps nobody waiting, and ends', async () => {
  const other = await privateAuthority('Another');
  let letGo = () => {};
  const server = await listenTls({ cert: ours.cert, key: ours.key }, (request, response) => {
    const answer = () => void response.end('{}');
    if (request.url === '/slow') letGo = answer;
    else answer();
  });
  ends.push(other.close, server.close);
  let ca = authority.ca;
  let now = 0;
  const options = { tls: async () => ({ ca }), now: () => now };
  const http = client(`https://127.0.0.1:${server.port}`, options);
  const slow = http.request({ path: '/slow', schema: z.unknown() });
  await waitFor(() => letGo.name === 'answer');
  ca = `${authority.ca}${other.ca}`;
  now += 60_000;
  await expect(ask(http)).resolves.toMatchObject({ status: 200 });
  letGo();
  await expect(slow).resolves.toMatchObject({ status: 200 });
}, 30_000);

describe('what is wrong with a certificate is said', () => {
  test('when it is for another host, both are named', async () => {
    const elsewhere = await authority.issue(['DNS:prometheus.internal']);
    const words = await wordsOf(client(await serve(elsewhere), { tls: async () => ({ ca: authority.ca }) }));
    expect(words).toBe(
      'network: Prometheus at https://HOST: its certificate is for DNS:prometheus.internal, not for 127.0.0.1: ' +
        'configure the host name that it has',
    );
  });

  test('when it has expired', async () => {
    const old = await authority.issue(['IP:127.0.0.1'], { days: -1 });
    const words = await wordsOf(client(await serve(old), { tls: async () => ({ ca: authority.ca }) }));
    expect(words).toContain('has expired; it has to be renewed there');
  });

  test('when the other side speaks no TLS there', async () => {
    const upstream = await startUpstream(text('plain'));
    ends.push(upstream.close);
    const words = await wordsOf(client(upstream.url.replace('http://', 'https://')));
    expect(words).toContain('it does not speak TLS there: should the address begin with http://');
  });

  test('when the configured authority is no certificate', async () => {
    const words = await wordsOf(client('https://127.0.0.1:1', { tls: async () => ({ ca: '-----BEGIN nonsense' }) }));
    expect(words).toContain('config: Prometheus: no connection can be made with these settings');
  });
});

describe('a server that wants to know who asks', () => {
  const wantsClients = () => ({ requestCert: true, rejectUnauthorized: true, ca: authority.ca });

  test('is asked with a client certificate', async () => {
    const { cert, key } = await authority.issue(['DNS:incidentfox']);
    const http = client(await serve(ours, wantsClients()), { tls: async () => ({ ca: authority.ca, cert, key }) });
    expect(await wordsOf(http)).toBe('it was answered');
  });

  test.each(['TLSv1.2', 'TLSv1.3'])('refuses us without one over %s, and the settings are named', async (version) => {
    const url = await serve(ours, { ...wantsClients(), minVersion: version, maxVersion: version });
    const words = await wordsOf(client(url, { tls: async () => ({ ca: authority.ca }) }));
    expect(words).toContain('`client_cert`');
  });

  test('refuses one of an authority that it does not know', async () => {
    const stranger = await privateAuthority('Stranger');
    ends.push(stranger.close);
    const { cert, key } = await stranger.issue(['DNS:incidentfox']);
    const http = client(await serve(ours, wantsClients()), { tls: async () => ({ ca: authority.ca, cert, key }) });
    expect(await wordsOf(http)).toMatch(/`client_cert`/);
  }, 30_000);
});
