import type { IncomingMessage } from 'node:http';
import type { TLSSocket } from 'node:tls';
import { type IssuedCertificate, listenTls, type PrivateAuthority, privateAuthority } from '@incidentfox/test-kit';
import { dataSourceDefinitions } from '../../src/index.ts';
import { settled } from '../settled.ts';
import { leastOf } from './least-settings.ts';

let authority: PrivateAuthority;
let ours: IssuedCertificate;
let server: Awaited<ReturnType<typeof listenTls>>;
let seen: { url: string; headers: IncomingMessage['headers']; isKnown: boolean }[] = [];

beforeAll(async () => {
  authority = await privateAuthority();
  ours = await authority.issue(['DNS:incidentfox']);
  const theirs = await authority.issue(['IP:127.0.0.1']);
  const asked = { cert: theirs.cert, key: theirs.key, ca: authority.ca, requestCert: true, rejectUnauthorized: false };
  server = await listenTls(asked, (request, response) => {
    const socket = request.socket as TLSSocket;
    // A resumed session counts as authorized even where no certificate was ever shown.
    const isKnown = socket.authorized && Object.keys(socket.getPeerCertificate()).length > 0;
    seen.push({ url: request.url ?? '', headers: request.headers, isKnown });
    response.writeHead(404, { 'content-type': 'application/json' }).end('{"message":"not here"}');
  });
}, 60_000);
afterAll(async () => {
  await server.close();
  await authority.close();
});
beforeEach(() => {
  seen = [];
});

async function check(kind: string, settings: object): Promise<string[]> {
  const definition = dataSourceDefinitions.find((one) => one.kind === kind);
  if (definition === undefined) throw new Error(kind);
  const given = { ...leastOf(kind), url: `https://127.0.0.1:${server.port}/base`, ...settings };
  const source = definition.create({
    id: kind,
    settings: settled(definition.settings.parse(given)),
    now: Date.now,
  });
  return (await source.check(AbortSignal.timeout(20_000))).map(({ detail }) => detail);
}

const kinds = dataSourceDefinitions.map((definition) => definition.kind);

describe('every source over TLS of a private authority', () => {
  test.each(kinds)('%s is believed by `ca`, and knows who we are by `client_cert` and `client_key`', async (kind) => {
    await check(kind, { ca: authority.caFile, client_cert: ours.cert, client_key: ours.key });
    expect(seen.length).toBeGreaterThan(0);
    expect(seen.filter(({ isKnown }) => !isKnown)).toEqual([]);
  });

  test.each(kinds)('%s says that `ca` is missing, and that nobody was asked', async (kind) => {
    const details = await check(kind, {});
    expect(details.length).toBeGreaterThan(0);
    for (const detail of details) expect(detail).toMatch(/set `ca` to the PEM of that authority|not asked/);
    expect(seen).toEqual([]);
  });
});

describe('every source over HTTP', () => {
  test.each(kinds.filter((kind) => kind !== 'aws'))(
    '%s sends its own headers and the parameters of its address with every request',
    async (kind) => {
      const url = `https://127.0.0.1:${server.port}/base/?tenant=shop`;
      await check(kind, { url, ca: authority.ca, headers: { 'X-Scope-OrgID': 'shop', 'X-Gateway-Key': 'a-long-key' } });
      expect(seen.length).toBeGreaterThan(0);
      for (const { url: asked, headers } of seen) {
        expect(asked).toMatch(/^\/base\/.*[?&]tenant=shop/);
        expect(headers).toMatchObject({ 'x-scope-orgid': 'shop', 'x-gateway-key': 'a-long-key' });
      }
    },
  );
});
