import { gzipSync } from 'node:zlib';
import { Failure } from '@incidentfox/failures';
import { waitFor } from '@incidentfox/test-kit';
import { z } from 'zod';
import {
  AnswerTooLarge,
  createHttpClient,
  type HttpClient,
  type HttpClientOptions,
  startDeadline,
  urlPath,
} from '../src/index.ts';
import { hang, json, startUpstream, text, type Upstream } from './upstream.ts';

const schema = z.object({ ok: z.boolean() });
const good = json({ ok: true });

let upstream: Upstream;
let clients: HttpClient[] = [];

beforeEach(async () => {
  upstream = await startUpstream(good);
});
afterEach(async () => {
  await Promise.all(clients.map((client) => client.close()));
  clients = [];
  await upstream.close();
});

function client(options: Partial<HttpClientOptions> = {}): HttpClient {
  const made = createHttpClient({ name: 'Vendor', baseUrl: upstream.url, ...options });
  clients.push(made);
  return made;
}

async function failureOf(work: Promise<unknown>): Promise<Failure> {
  const thrown = await work.then(
    () => new Error('it did not fail'),
    (reason: unknown) => reason,
  );
  if (thrown instanceof Failure) return thrown;
  throw thrown;
}

describe('a request', () => {
  test('gives the parsed body with status, headers, bytes and time', async () => {
    upstream.reply(json({ ok: true, unknown: 'ignored' }, 201, { 'x-page': '2' }));
    const answer = await client().request({ path: '/things', schema });
    expect(answer).toMatchObject({ value: { ok: true }, status: 201, bytes: 31, requests: 1 });
    expect(answer.headers.get('x-page')).toBe('2');
    expect(answer.tookMs).toBeGreaterThanOrEqual(0);
  });

  test('goes below the path of the base address', async () => {
    await client({ baseUrl: `${upstream.url}/prometheus/` }).request({
      path: '/api/v1/query',
      query: { q: 'a b&c', limit: 5, none: undefined, tag: ['x', 'y'] },
      schema,
    });
    expect(upstream.seen[0]?.url).toBe('/prometheus/api/v1/query?q=a+b%26c&limit=5&tag=x&tag=y');
  });

  test('sends JSON or a form, and builds its headers anew each time', async () => {
    let token = 'one';
    const made = client({ headers: () => ({ Authorization: `Bearer ${token}` }) });
    await made.request({ method: 'POST', path: '/', json: { a: 1 }, schema });
    token = 'two';
    await made.request({ method: 'POST', path: '/', form: { query: 'up{a="b"}', many: ['1', '2'] }, schema });
    const [first, second] = upstream.seen;
    expect([first?.headers['content-type'], first?.text, first?.headers.authorization]).toEqual([
      'application/json',
      '{"a":1}',
      'Bearer one',
    ]);
    expect([second?.headers['content-type'], second?.text, second?.headers.authorization]).toEqual([
      'application/x-www-form-urlencoded;charset=UTF-8',
      'query=up%7Ba%3D%22b%22%7D&many=1&many=2',
      'Bearer two',
    ]);
  });

  test('reads text when text is asked for, and nothing as null', async () => {
    upstream.reply(text('ready'), text('', 204));
    expect((await client().request({ path: '/', accept: 'text', schema: z.string() })).value).toBe('ready');
    expect((await client().request({ path: '/', schema: z.null() })).value).toBeNull();
  });

  test.each(['..', '.', ''])('a name %j cannot become a part of a path', (name) => {
    expect(() => urlPath`/repos/${name}/x`).toThrow(Failure);
  });

  test.each(['a/b', '?x=1', '#', '%2e%2e', 'é', '\ud800'])('a name %j stays one part of a path', async (name) => {
    await client().request({ path: urlPath`/repos/${name}/end`, schema });
    expect(upstream.seen[0]?.url).toMatch(/^\/repos\/[^/?#]+\/end$/);
  });

  test.each(['/../secret', '/a/../../secret', '//evil.example/x/..'])(
    'a path %s that leaves the base address is not sent',
    async (path) => {
      const failure = await failureOf(client({ baseUrl: `${upstream.url}/base` }).request({ path, schema }));
      expect(failure.kind).toBe('bad_query');
      expect(upstream.seen).toEqual([]);
    },
  );
});

describe('failures', () => {
  test.each([
    [400, 'bad_query'],
    [401, 'auth'],
    [402, 'forbidden'],
    [403, 'forbidden'],
    [404, 'not_found'],
    [409, 'conflict'],
    [422, 'bad_query'],
    [429, 'rate_limited'],
    [500, 'unavailable'],
    [503, 'unavailable'],
  ] as const)('HTTP %i is %s, with the words of the other side', async (status, kind) => {
    upstream.reply(json({ error: { type: 'x', reason: 'field [level] is text' } }, status));
    const failure = await failureOf(client({ retries: 0 }).request({ path: '/', schema }));
    expect(failure).toMatchObject({ kind, status, message: expect.stringContaining('field [level] is text') });
  });

  test('a spent rate limit told as 403 is a rate limit', async () => {
    upstream.reply(json({}, 403, { 'x-ratelimit-remaining': '0', 'x-ratelimit-reset': '1700000090' }));
    const failure = await failureOf(client({ now: () => 1_700_000_000_000 }).request({ path: '/', schema }));
    expect(failure).toMatchObject({ kind: 'rate_limited', retryAfterMs: 90_000 });
  });

  test('another shape is a contract failure that names the place', async () => {
    upstream.reply(json({ list: [{ at: 'x' }] }));
    const failure = await failureOf(
      client().request({ path: '/p', schema: z.object({ list: z.array(z.object({ at: z.number() })) }) }),
    );
    expect(failure).toMatchObject({ kind: 'contract', message: expect.stringContaining('list.0.at') });
  });

  test('a web page instead of JSON is told as one', async () => {
    upstream.reply(text('<html>Sign in</html>', 200, { 'content-type': 'text/html' }));
    expect((await failureOf(client().request({ path: '/', schema }))).message).toMatch(
      /web page instead of JSON.*login page/,
    );
  });

  test('nobody listening is a network failure', async () => {
    const made = client({ retries: 0 });
    await upstream.close();
    expect(await failureOf(made.request({ path: '/', schema }))).toMatchObject({
      kind: 'network',
      message: expect.stringContaining('ECONNREFUSED'),
    });
  });

  test('an echoed secret is blanked, whole or by its parts', async () => {
    upstream.reply(json({ message: 'key Bearer s3cr3t-value and s3cr3t-value again' }, 400));
    const failure = await failureOf(
      client({ headers: () => ({ authorization: 'Bearer s3cr3t-value' }) }).request({ path: '/', schema }),
    );
    expect(failure.message).not.toContain('s3cr3t-value');
    expect(failure.message).toContain('[redacted]');
  });

  test('a secret with a line break is a config failure that does not show it', async () => {
    const failure = await failureOf(
      client({ headers: () => ({ authorization: 'Bearer a\nb-secret' }) }).request({ path: '/', schema }),
    );
    expect(failure.kind).toBe('config');
    expect(failure.message).not.toContain('b-secret');
  });

  test.each(['ftp://x', 'not an address', 'http://user:password@host'])(
    'the address %s is refused at once',
    (baseUrl) => {
      expect(() => createHttpClient({ name: 'Vendor', baseUrl })).toThrow(Failure);
    },
  );
});

describe('bounds', () => {
  test('a redirect is refused and nothing is sent to where it points', async () => {
    const elsewhere = await startUpstream(good);
    upstream.reply(text('', 302, { location: `${elsewhere.url}/steal?a=1` }));
    const failure = await failureOf(client({ headers: () => ({ 'dd-api-key': 'k' }) }).request({ path: '/', schema }));
    await elsewhere.close();
    expect(failure).toMatchObject({
      kind: 'contract',
      status: 302,
      message: expect.stringContaining(`${elsewhere.url}/steal`),
    });
    expect(elsewhere.seen).toEqual([]);
  });

  test('reading stops at the size cap, also for a body that unpacks to more', async () => {
    upstream.reply((_request, response) => {
      response.writeHead(200, { 'content-encoding': 'gzip' }).end(gzipSync(Buffer.alloc(5_000_000, ' ')));
    });
    const failure = await failureOf(client({ maxBytes: 1_000_000 }).request({ path: '/', schema }));
    expect(failure).toBeInstanceOf(AnswerTooLarge);
    expect(failure).toMatchObject({ kind: 'contract', message: expect.stringContaining('1 MB') });
  });

  test('no answer within the deadline is a timeout, and so is a body that drips', async () => {
    upstream.reply(hang, (_request, response) => {
      response.writeHead(200).flushHeaders();
      const drip = setInterval(() => response.write(' '), 10);
      response.once('close', () => clearInterval(drip));
    });
    const made = client({ timeoutMs: 150, breaker: false });
    expect(await failureOf(made.request({ path: '/', schema }))).toMatchObject({
      kind: 'timeout',
      message: 'Vendor did not answer within 0.15 s',
    });
    expect((await failureOf(made.request({ path: '/', schema }))).kind).toBe('timeout');
  });

  test('a caller who gives up is let go at once, also while waiting for a turn', async () => {
    upstream.reply(hang);
    const made = client({ concurrency: 1 });
    const stop = new AbortController();
    const both = [1, 2].map(() => failureOf(made.request({ path: '/', schema, signal: stop.signal })));
    stop.abort();
    for (const failure of await Promise.all(both))
      expect(failure).toMatchObject({ kind: 'timeout', message: 'Vendor was not waited for any longer' });
  });

  test('waits for nothing that was given up while it stood in the queue', async () => {
    upstream.reply(hang, good);
    const made = client({ concurrency: 1 });
    const stop = new AbortController();
    const givenUp = [1, 2, 3, 4].map(() => failureOf(made.request({ path: '/', schema, signal: stop.signal })));
    await waitFor(() => upstream.seen.length === 1);
    stop.abort();
    await Promise.all(givenUp);
    const later = [1, 2, 3].map(() => made.request({ path: '/', schema }));
    for (const answer of await Promise.all(later)) expect(answer.status).toBe(200);
  });

  test('time in which a request waits for its turn is not charged to the deadline it was asked under, but to what people wait for', async () => {
    upstream.reply((_request, response) => void setTimeout(() => response.end('{"ok":true}'), 300));
    const made = client({ concurrency: 1 });
    const before = Array.from({ length: 5 }, () => made.request({ path: '/', schema }));
    const run = startDeadline(900, undefined, { countsTurns: true });
    const question = startDeadline(800, run.signal);
    const waited = failureOf(made.request({ path: '/', schema, signal: question.signal }));
    const patient = startDeadline(1_200);
    const answered = made.request({ path: '/', schema, signal: patient.signal });
    expect(await waited).toMatchObject({ message: 'Vendor was not waited for any longer' });
    expect(run.leftMs()).toBe(0);
    expect(question.leftMs()).toBeGreaterThan(700);
    expect((await answered).status).toBe(200);
    expect(patient.signal.aborted).toBe(false);
    await Promise.all(before);
    for (const deadline of [run, question, patient]) deadline.clear();
  });

  test('a deadline goes on when the turn has come', async () => {
    upstream.reply(hang);
    const deadline = startDeadline(100);
    const stopped = failureOf(client().request({ path: '/', schema, signal: deadline.signal }));
    expect(await stopped).toMatchObject({ message: 'Vendor was not waited for any longer' });
    expect(deadline.leftMs()).toBe(0);
    deadline.clear();
  });

  test('no more requests at a time than allowed', async () => {
    let now = 0;
    let most = 0;
    upstream.reply((_request, response) => {
      most = Math.max(most, ++now);
      setTimeout(() => {
        now--;
        response.end('{"ok":true}');
      }, 10);
    });
    const made = client({ concurrency: 3 });
    await Promise.all(Array.from({ length: 12 }, () => made.request({ path: '/', schema })));
    expect(most).toBe(3);
  });
});

describe('trying again', () => {
  test.each([429, 502, 503, 504])('a read is tried again after %i and then succeeds', async (status) => {
    upstream.reply(json({}, status), json({}, status), good);
    expect(await client().request({ path: '/', schema })).toMatchObject({ value: { ok: true }, requests: 3 });
  });

  test('after a cut connection too', async () => {
    upstream.reply((_request, response) => void response.destroy(), good);
    expect(await client().request({ path: '/', schema })).toMatchObject({ requests: 2 });
  });

  test.each([400, 401, 403, 404, 422, 500])('%i is not tried again', async (status) => {
    upstream.reply(json({}, status));
    await failureOf(client().request({ path: '/', schema }));
    expect(upstream.seen).toHaveLength(1);
  });

  test('a write is not tried again, unless it says that it only reads', async () => {
    upstream.reply(json({}, 503));
    await failureOf(client().request({ method: 'POST', path: '/', json: {}, schema }));
    expect(upstream.seen).toHaveLength(1);
    upstream.reply(json({}, 503), good);
    expect(await client().request({ method: 'POST', path: '/', json: {}, schema, retry: true })).toMatchObject({
      requests: 2,
    });
  });

  test('no more often than allowed, and the last failure is told', async () => {
    upstream.reply(json({ message: 'down' }, 503));
    expect(await failureOf(client({ retries: 1 }).request({ path: '/', schema }))).toMatchObject({
      kind: 'unavailable',
      status: 503,
    });
    expect(upstream.seen).toHaveLength(2);
  });

  test('Retry-After is honoured when it fits the deadline', async () => {
    upstream.reply(json({}, 429, { 'retry-after': '0.2' }), good);
    const answer = await client().request({ path: '/', schema });
    expect(answer.requests).toBe(2);
    expect(answer.tookMs).toBeGreaterThanOrEqual(190);
  });

  test('Retry-After beyond the deadline fails at once and says how long', async () => {
    upstream.reply(json({}, 429, { 'retry-after': '120' }));
    const failure = await failureOf(client({ timeoutMs: 1_000 }).request({ path: '/', schema }));
    expect(failure).toMatchObject({ kind: 'rate_limited', retryAfterMs: 120_000 });
    expect(upstream.seen).toHaveLength(1);
  });

  test.each([
    ['a Retry-After of a year', () => ({ 'retry-after': String(365 * 24 * 3_600) })],
    ['a Retry-After at a date next year', () => ({ 'retry-after': new Date(Date.now() + 3.2e10).toUTCString() })],
    ['a reset time in milliseconds', () => ({ 'x-ratelimit-reset': String(Date.now() + 3.2e10) })],
    ['a reset a year away, in seconds from now', () => ({ 'x-ratelimit-reset': '31536000' })],
  ])('%s is ten minutes: nobody is left alone for longer because of one answer', async (_name, headers) => {
    upstream.reply(json({}, 429, headers()));
    expect(await failureOf(client().request({ path: '/', schema }))).toMatchObject({ retryAfterMs: 600_000 });
  });

  test('a reset time in milliseconds is understood', async () => {
    upstream.reply(json({}, 429, { 'x-ratelimit-reset': String(Date.now() + 60_000) }));
    const { retryAfterMs } = await failureOf(client().request({ path: '/', schema }));
    expect(retryAfterMs).toBeGreaterThan(50_000);
    expect(retryAfterMs).toBeLessThanOrEqual(60_000);
  });

  test('a wait that would outlast the deadline is not begun: what happened is told, not a timeout', async () => {
    upstream.reply(json({}, 503));
    expect(await failureOf(client({ timeoutMs: 60 }).request({ path: '/', schema }))).toMatchObject({
      kind: 'unavailable',
      status: 503,
    });
  });

  test('after 401 the secret is resolved once more, and once only', async () => {
    let token = 'old';
    const onUnauthorized = jest.fn(async () => {
      token = 'new';
      return true;
    });
    upstream.reply(
      (request, response) =>
        void response.writeHead(request.headers.authorization === 'new' ? 200 : 401).end('{"ok":true}'),
    );
    const made = client({ headers: () => ({ authorization: token }), onUnauthorized });
    expect((await made.request({ path: '/', schema })).value).toEqual({ ok: true });
    upstream.reply(json({}, 401));
    expect((await failureOf(made.request({ path: '/', schema }))).kind).toBe('auth');
    expect(onUnauthorized).toHaveBeenCalledTimes(2);
    expect(upstream.seen).toHaveLength(4);
  });
});

describe('an open circuit', () => {
  test('after failures in a row nothing is sent for a while, then one request tries again', async () => {
    const made = client({ breaker: { failures: 3, openMs: 100 }, retries: 0 });
    upstream.reply(json({}, 500));
    for (let i = 0; i < 3; i++) await failureOf(made.request({ path: '/', schema }));
    const unsent = await failureOf(made.request({ path: '/', schema }));
    expect(unsent.message).toContain('was not asked');
    expect(upstream.seen).toHaveLength(3);
    upstream.reply(good);
    const answered = await waitFor(() => made.request({ path: '/', schema }));
    expect(answered).toMatchObject({ value: { ok: true } });
  });

  test('what the other side rejects does not count: it is there', async () => {
    const made = client({ breaker: { failures: 2, openMs: 60_000 } });
    upstream.reply(json({}, 400));
    for (let i = 0; i < 5; i++) expect((await failureOf(made.request({ path: '/', schema }))).kind).toBe('bad_query');
  });

  test('a caller who gave up does not count either', async () => {
    const made = client({ breaker: { failures: 1, openMs: 60_000 } });
    upstream.reply(hang, good);
    const stop = new AbortController();
    const asked = failureOf(made.request({ path: '/', schema, signal: stop.signal }));
    await waitFor(() => upstream.seen.length === 1);
    stop.abort();
    await asked;
    expect(await made.request({ path: '/', schema })).toMatchObject({ status: 200 });
  });
});

test('a meter counts every attempt and byte, also of requests that fail', async () => {
  const meter = { requests: 0, bytes: 0 };
  upstream.reply(json({ message: 'no' }, 503));
  await failureOf(client().request({ path: '/', schema, meter }));
  expect(meter).toEqual({ requests: 3, bytes: 3 * 16 });
});
