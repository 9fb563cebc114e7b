import { connect } from 'node:net';
import { type PrivateRedis, privateRedis, wireWebhooks } from '@incidentfox/test-kit';
import { type GatewayUnderTest, settingsOf, startGatewayUnderTest } from './gateway-under-test.ts';

let redis: PrivateRedis;
let gateway: GatewayUnderTest;
beforeAll(async () => {
  redis = await privateRedis();
  gateway = await startGatewayUnderTest(redis, settingsOf());
});
afterAll(async () => {
  await gateway.close();
  await redis.close();
});

/** Writes `head`, then `parts`, and gives back what the gateway says before it closes or `waitMs` pass. */
function talk(parts: readonly (string | Buffer)[], end: boolean): Promise<string> {
  const { hostname, port } = new URL(gateway.url);
  return new Promise((resolve) => {
    const socket = connect(Number(port), hostname);
    let answer = '';
    const timer = setTimeout(() => socket.destroy(), 3_000);
    socket.on('data', (chunk) => {
      answer += chunk.toString();
      if (answer.includes('\r\n\r\n')) socket.end();
    });
    socket.on('error', () => {});
    socket.on('close', () => {
      clearTimeout(timer);
      resolve(answer);
    });
    for (const part of parts) socket.write(part);
    if (end) socket.end();
  });
}
const head = (headers: string) => `POST /api/incident-io/webhook HTTP/1.1\r\nhost: x\r\n${headers}\r\n\r\n`;
/** Headers as a genuine sender's, but for the signature: without them nothing of a body is read. */
const fresh = () =>
  `webhook-id: msg_1\r\nwebhook-timestamp: ${Math.floor(Date.now() / 1_000)}\r\nwebhook-signature: v1,x\r\n`;

it.each([
  ['headers', ''],
  ['a fresh timestamp', 'webhook-id: msg_1\r\nwebhook-timestamp: 1614265330\r\nwebhook-signature: v1,x\r\n'],
])('a sender without %s is refused before its body has come', async (_name, headers) => {
  expect(await talk([head(`${headers}content-length: 1000000`), 'x'], false)).toMatch(/^HTTP\/1\.1 401 /);
});

it('a path that names no team is refused before its body has come', async () => {
  const unknown = head(`${fresh()}content-length: 1000000`).replace('webhook ', 'webhook/nobody ');
  expect(await talk([unknown, 'x'], false)).toMatch(/^HTTP\/1\.1 404 /);
});

it('a body announced with 1 GB is refused at once, unread', async () => {
  const answer = await talk([head(`${fresh()}content-length: 1000000000`), 'x'], false);
  expect(answer).toMatch(/^HTTP\/1\.1 413 /);
  expect(answer.toLowerCase()).toContain('connection: close');
});

it('a body that grows without an announcement is cut off at the limit', async () => {
  const chunk = `${(100_000).toString(16)}\r\n${'A'.repeat(100_000)}\r\n`;
  const answer = await talk([head(`${fresh()}transfer-encoding: chunked`), ...Array(20).fill(chunk)], false);
  expect(answer).toMatch(/^HTTP\/1\.1 413 /);
});

it.each([
  ['a body shorter than announced', [head('content-length: 100'), '{"a":'], true],
  ['a length that is no number', [head('content-length: many')], false],
  ['two different lengths', [head('content-length: 3\r\ncontent-length: 4'), 'abc'], false],
  ['a chunk size that is no number', [head('transfer-encoding: chunked'), 'zz\r\nabc\r\n'], false],
  ['headers of 100 kB', [head(`x-a: ${'A'.repeat(100_000)}`)], false],
  ['no HTTP at all', ['hello\r\n\r\n'], false],
  ['TLS', [Buffer.from([0x16, 0x03, 0x01, 0x02, 0x00, 0x01, 0x00, 0x01, 0xfc])], true],
])('%s ends that connection and nothing else', async (_name, parts, end) => {
  const answer = await talk(parts as string[], end);
  expect(answer).not.toMatch(/^HTTP\/1\.1 (2|5)/);
  expect((await gateway.send(wireWebhooks.created())).status).toBe(202);
});

it.each([
  ['GET', '/api/incident-io/webhook'],
  ['PUT', '/api/incident-io/webhook'],
  ['POST', '/api/incident-io/webhook/a/b'],
  ['POST', '/api/incident-io/webhook/%00'],
  ['POST', '/api/incident-io/webhook/%E0%A4%A'],
  ['POST', '/'],
])('%s %s is answered with 4xx', async (method, path) => {
  const response = await fetch(gateway.url + path, { method, ...(method === 'GET' ? {} : { body: '{}' }) });
  expect(response.status).toBeGreaterThanOrEqual(400);
  expect(response.status).toBeLessThan(500);
});
