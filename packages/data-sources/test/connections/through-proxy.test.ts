import { type ForwardProxy, forwardProxy, freePort, listen, type TestServer } from '@incidentfox/test-kit';
import { dataSourceDefinitions } from '../../src/index.ts';
import { settled } from '../settled.ts';
import { leastOf } from './least-settings.ts';

const variables = ['http_proxy', 'https_proxy', 'no_proxy', 'HTTP_PROXY', 'HTTPS_PROXY', 'NO_PROXY'];
const former = Object.fromEntries(variables.map((name) => [name, process.env[name]]));
let vendor: TestServer;
let proxy: ForwardProxy;

beforeEach(async () => {
  for (const name of variables) delete process.env[name];
  vendor = await listen((_request, response) => {
    response.writeHead(404, { 'content-type': 'application/json' }).end('{"message":"not here"}');
  });
  proxy = await forwardProxy({ hosts: { 'vendor.internal': vendor.port } });
  process.env.HTTP_PROXY = proxy.url;
});
afterEach(async () => {
  await proxy.close();
  await vendor.close();
  for (const name of variables) {
    if (former[name] === undefined) delete process.env[name];
    else process.env[name] = former[name];
  }
});

const kinds = dataSourceDefinitions.map(({ kind }) => kind);

async function check(kind: string): Promise<string[]> {
  const definition = dataSourceDefinitions.find((one) => one.kind === kind);
  const settings = definition?.settings.parse({ ...leastOf(kind), url: 'http://vendor.internal/base' });
  const source = definition?.create({ id: kind, settings: settled(settings), now: Date.now });
  return ((await source?.check(AbortSignal.timeout(20_000))) ?? []).map(({ detail }) => detail);
}

test.each(kinds)('%s is asked through the proxy of the environment', async (kind) => {
  await check(kind);
  expect(proxy.asked.length).toBeGreaterThan(0);
  expect(proxy.asked.every((one) => / http:\/\/vendor\.internal\//.test(one))).toBe(true);
  expect(vendor.requests()).toBe(proxy.asked.length);
});

test.each(kinds)('%s names the proxy that is away', async (kind) => {
  process.env.HTTP_PROXY = `http://127.0.0.1:${await freePort()}`;
  for (const detail of await check(kind))
    expect(detail).toMatch(new RegExp(`the proxy ${process.env.HTTP_PROXY} could not be reached|not asked`));
});

test('the role that AWS lends is asked for through it', async () => {
  const definition = dataSourceDefinitions.find(({ kind }) => kind === 'aws');
  const role_arn = 'arn:aws:iam::123456789012:role/incidentfox';
  const settings = definition?.settings.parse({ ...leastOf('aws'), role_arn, url: 'http://vendor.internal' });
  const source = definition?.create({ id: 'aws', settings: settled(settings), now: Date.now });
  await source?.check(AbortSignal.timeout(20_000));
  expect(proxy.asked[0]).toBe('POST http://vendor.internal/');
});
