import { randomUUID } from 'node:crypto';
import { connect } from 'node:net';
import { gzipSync } from 'node:zlib';
import { queues } from '@incidentfox/jobs';
import { type PrivateRedis, privateRedis, testWebhookSecret, wireIncident, wireWebhooks } from '@incidentfox/test-kit';
import { Webhook } from 'standardwebhooks';
import { type GatewayUnderTest, settingsOf, startGatewayUnderTest } from './gateway-under-test.ts';

/*
 * Whoever holds the secret is believed to be incident.io, and still nothing it sends may hurt: the bodies below are signed,
 * so that they get past the door. Those of strangers are tried as well.
 */

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

const created = 'public_incident.incident_created_v2';
const updated = 'public_incident.incident_updated_v2';
const statusUpdated = 'public_incident.incident_status_updated_v2';
const privateCreated = 'private_incident.incident_created_v2';

interface BadBody {
  name: string;
  body: Buffer;
  headers?: Record<string, string>;
}
const json = (name: string, value: unknown): BadBody => ({ name, body: Buffer.from(JSON.stringify(value) ?? '') });
const text = (name: string, value: string | Buffer, headers?: Record<string, string>): BadBody => ({
  name,
  body: Buffer.from(value),
  ...(headers ? { headers } : {}),
});

const wrongValues: [string, unknown][] = [
  ['null', null],
  ['a number', 7],
  ['a text', 'x'],
  ['an empty text', ''],
  ['a list', [1, [2]]],
  ['an object', { a: { b: 1 } }],
  ['true', true],
  ['a text of 200 kB', 'A'.repeat(200_000)],
  ['NUL', 'a\u0000b'],
  ['half a surrogate pair', '\ud800'],
  ['1e308', 1e308],
];

function* everyBadBody(): Generator<BadBody> {
  // Every key of the incident with every wrong value, and without the key.
  const whole = wireIncident();
  for (const key of Object.keys(whole)) {
    for (const [name, value] of wrongValues)
      yield json(`${key} is ${name}`, { event_type: created, [created]: { ...whole, [key]: value } });
    const { [key]: _gone, ...rest } = whole;
    yield json(`no ${key}`, { event_type: created, [created]: rest });
  }
  for (const [name, value] of wrongValues) {
    yield json(`event_type is ${name}`, { event_type: value, [created]: whole });
    for (const type of [created, updated, statusUpdated, privateCreated])
      yield json(`${type} holds ${name}`, { event_type: type, [type]: value });
    yield json(`the body is ${name}`, value);
    yield json(`the nested incident is ${name}`, { event_type: statusUpdated, [statusUpdated]: { incident: value } });
    yield json(`the private id is ${name}`, { event_type: privateCreated, [privateCreated]: { id: value } });
  }
  yield* shapes(whole);
  yield* bytes();
}

function* shapes(whole: Record<string, unknown>): Generator<BadBody> {
  const nested = (depth: number) => `${'['.repeat(depth)}${']'.repeat(depth)}`;
  const objects = (depth: number) => `${'{"a":'.repeat(depth)}1${'}'.repeat(depth)}`;
  for (const depth of [1_000, 50_000, 400_000]) {
    yield text(`${depth} lists in each other`, nested(depth));
    yield text(
      `a field ${depth} deep`,
      `{"event_type":"${created}","${created}":{"custom_field_entries":${nested(depth)}}}`,
    );
  }
  yield text('100000 objects in each other', objects(100_000));
  yield json('100 000 custom fields', {
    event_type: created,
    [created]: { ...whole, custom_field_entries: Array(100_000).fill(1) },
  });
  yield json('50 000 keys', {
    event_type: created,
    [created]: { ...whole, ...Object.fromEntries(Array.from({ length: 50_000 }, (_, at) => [`k${at}`, at])) },
  });
  yield text(
    'keys that are on every object',
    `{"__proto__":{"polluted":1},"constructor":{"prototype":{"polluted":1}},"event_type":"__proto__"}`,
  );
  yield text(
    'its payload under __proto__',
    `{"event_type":"${created}","__proto__":{"${created}":${JSON.stringify(whole)}}}`,
  );
  yield text('the same key many times', `{${`"event_type":"${created}",`.repeat(5_000)}"x":1}`);
  yield json('an event type of 100 kB', { event_type: 'x'.repeat(100_000) });
  yield json('an incident id that is a path', {
    event_type: created,
    [created]: { ...whole, id: '../../v1/api_keys' },
  });
  yield json('an incident id with a colon', { event_type: created, [created]: { ...whole, id: 'a:b' } });
  yield json('an incident id of 10 kB', { event_type: created, [created]: { ...whole, id: 'i'.repeat(10_000) } });
  yield text('a number beyond all numbers', `{"event_type":"${created}","${created}":{"created_at":1e999}}`);
  yield text(
    '1.4 MB',
    JSON.stringify({ event_type: created, [created]: { ...whole, summary: 'A'.repeat(1_400_000) } }),
  );
}

function* bytes(): Generator<BadBody> {
  const good = JSON.stringify(wireWebhooks.created());
  for (let cut = 0; cut < good.length; cut += Math.ceil(good.length / 40))
    yield text(`cut at ${cut}`, good.slice(0, cut));
  yield text(
    'bytes that are not UTF-8',
    Buffer.concat([Buffer.from(good.slice(0, 60)), Buffer.from([0xff, 0xc0, 0x80]), Buffer.from(good.slice(60))]),
  );
  yield text('UTF-16', Buffer.from(good, 'utf16le'));
  yield text('a byte order mark', `\ufeff${good}`);
  yield text('NULs', Buffer.alloc(10_000));
  yield text('random bytes', Buffer.from(Array.from({ length: 5_000 }, (_, at) => (at * 7_919) % 256)));
  yield text('a form', 'event_type=public_incident.incident_created_v2', {
    'content-type': 'application/x-www-form-urlencoded',
  });
  yield text('XML', '<?xml version="1.0"?><!DOCTYPE a [<!ENTITY b SYSTEM "file:///etc/passwd">]><a>&b;</a>', {
    'content-type': 'text/xml',
  });
  yield text('multipart', '--x\r\ncontent-disposition: form-data; name="a"\r\n\r\n1\r\n--x--', {
    'content-type': 'multipart/form-data; boundary=x',
  });
  yield text('a charset nobody knows', good, { 'content-type': 'application/json; charset=klingon' });
  yield text('compressed', gzipSync(good), { 'content-encoding': 'gzip' });
  yield text('said to be compressed, and not', good, { 'content-encoding': 'br' });
  yield text('numbers that overflow', `{"event_type":${'9'.repeat(100_000)}}`);
}

const cases = [...everyBadBody()];

async function send({ body, headers }: BadBody, signed: boolean): Promise<{ status: number; tookMs: number }> {
  const id = `msg_${randomUUID().replaceAll('-', '')}`;
  const at = new Date();
  const signature = signed ? new Webhook(testWebhookSecret).sign(id, at, body) : 'v1,AAAA';
  const startedAt = performance.now();
  const response = await gateway.post({
    body: body as unknown as string,
    headers: {
      'content-type': 'application/json',
      'webhook-id': id,
      'webhook-timestamp': String(Math.floor(at.getTime() / 1_000)),
      'webhook-signature': signature,
      ...headers,
    },
  });
  await response.text();
  return { status: response.status, tookMs: performance.now() - startedAt };
}

const heapMb = () => {
  global.gc?.();
  return process.memoryUsage().rss / 1e6;
};

it(`${cases.length} bad bodies, signed and unsigned, never crash it, never make a 5xx, and never make it slow or fat`, async () => {
  expect(cases.length).toBeGreaterThan(200);
  const before = heapMb();
  const odd: string[] = [];
  const seen = new Map<number, number>();
  for (const one of cases) {
    for (const signed of [true, false]) {
      const { status, tookMs } = await send(one, signed);
      seen.set(status, (seen.get(status) ?? 0) + 1);
      const fine = signed ? [200, 202, 400, 413] : [400, 401, 413];
      if (!fine.includes(status) || tookMs > 2_000)
        odd.push(`${one.name} (${signed ? 'signed' : 'unsigned'}): ${status} in ${Math.round(tookMs)} ms`);
    }
  }
  expect(odd).toEqual([]);
  expect(seen.get(400)).toBeGreaterThan(100);
  expect(seen.get(401)).toBeGreaterThan(200);
  expect(heapMb() - before).toBeLessThan(400);
  expect(({} as { polluted?: number }).polluted).toBeUndefined();
  expect((await gateway.send(wireWebhooks.created({ id: 'good' }))).status).toBe(202);
}, 120_000);

it('what is wrong is read as a good incident only where that is harmless', async () => {
  const harmless = {
    ...wireIncident({ id: 'i-harmless' }),
    summary: 7,
    slack_channel_id: { a: 1 },
    custom_field_entries: [{}],
    creator: 'me',
  };
  expect((await gateway.send({ event_type: created, [created]: harmless })).status).toBe(202);
  const counts = await gateway.producer.counts(queues.investigations);
  expect(counts.failed).toBe(0);
});

describe('on the wire', () => {
  /** Writes `head`, then `parts`, and gives back what the gateway says before it closes or `waitMs` pass. */
  function talk(parts: readonly (string | Buffer)[], end: boolean): Promise<string> {
    const { hostname, port } = new URL(gateway.url);
    return new Promise((resolve) => {
      const socket = connect(Number(port), hostname);
      let said = '';
      const timer = setTimeout(() => socket.destroy(), 3_000);
      socket.on('data', (chunk) => {
        said += chunk.toString();
        if (said.includes('\r\n\r\n')) socket.end();
      });
      socket.on('error', () => {});
      socket.on('close', () => {
        clearTimeout(timer);
        resolve(said);
      });
      for (const part of parts) socket.write(part);
      if (end) socket.end();
    });
  }
  const head = (headers: string) => `POST /api/incident-io/webhook HTTP/1.1\r\nhost: x\r\n${headers}\r\n\r\n`;

  it('a body announced with 1 GB is refused at once, unread', async () => {
    const said = await talk([head('content-type: application/json\r\ncontent-length: 1000000000'), 'x'], false);
    expect(said).toMatch(/^HTTP\/1\.1 413 /);
    expect(said.toLowerCase()).toContain('connection: close');
  });

  it('a body that grows without an announcement is cut off at the limit', async () => {
    const chunk = `${(100_000).toString(16)}\r\n${'A'.repeat(100_000)}\r\n`;
    const said = await talk([head('transfer-encoding: chunked'), ...Array(20).fill(chunk)], false);
    expect(said).toMatch(/^HTTP\/1\.1 413 /);
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
    const said = await talk(parts as string[], end);
    expect(said).not.toMatch(/^HTTP\/1\.1 (2|5)/);
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
});
