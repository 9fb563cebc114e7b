import { gzipSync } from 'node:zlib';
import { wireIncident, wireWebhooks } from '@incidentfox/test-kit';

export const created = 'public_incident.incident_created_v2';
const updated = 'public_incident.incident_updated_v2';
const statusUpdated = 'public_incident.incident_status_updated_v2';
const privateCreated = 'private_incident.incident_created_v2';

export interface BadBody {
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

/** Some four hundred bodies that no sender in its right mind would send. */
export function* everyBadBody(): Generator<BadBody> {
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
