import { Failure } from '@incidentfox/failures';
import { z } from 'zod';
import { createHttpClient, type HttpClient, type HttpClientOptions } from '../src/index.ts';
import { json, startUpstream, text, type Upstream } from './upstream.ts';

const schema = z.object({ ok: z.boolean() });
const ends: (() => Promise<void>)[] = [];
let upstream: Upstream;

beforeEach(async () => {
  upstream = await startUpstream(json({ ok: true }));
  ends.push(upstream.close);
});
afterEach(async () => {
  await Promise.all(ends.splice(0).map((end) => end()));
});

function client(options: Partial<HttpClientOptions> = {}): HttpClient {
  const made = createHttpClient({ name: 'GitHub', baseUrl: upstream.url, retries: 0, ...options });
  ends.push(made.close);
  return made;
}
const failureOf = (work: Promise<unknown>): Promise<Failure> =>
  work.then(
    () => new Failure('contract', 'it did not fail'),
    (thrown: Failure) => thrown,
  );
const moved = (location: string, status = 301) => text('', status, { location });

describe('parameters of the configured address', () => {
  test('are sent with every request, before its own', async () => {
    const http = client({ baseUrl: `${upstream.url}/prom/?apikey=abc&tenant=a%20b` });
    await http.request({ path: '/api/v1/query', query: { query: 'up' }, schema });
    expect(upstream.seen[0]?.url).toBe('/prom/api/v1/query?apikey=abc&tenant=a+b&query=up');
  });

  test('are blanked where the other side repeats them', async () => {
    upstream.reply(json({ message: 'no such key: very-long-key' }, 400));
    const failure = await failureOf(
      client({ baseUrl: `${upstream.url}/?apikey=very-long-key` }).request({ path: '/', schema }),
    );
    expect(failure.message).toContain('no such key: [redacted]');
  });
});

describe('a signature', () => {
  test('covers the request as it is sent, its form too', async () => {
    const seen: unknown[] = [];
    const http = client({
      sign: async ({ method, url, headers, body }) => {
        seen.push([method, url.pathname, headers['content-type'], body]);
        return { authorization: 'signed' };
      },
    });
    await http.request({ method: 'POST', path: '/query', form: { query: 'up == 1' }, schema });
    expect(seen).toEqual([['POST', '/query', 'application/x-www-form-urlencoded;charset=UTF-8', 'query=up+%3D%3D+1']]);
    expect(upstream.seen[0]?.headers.authorization).toBe('signed');
    expect(upstream.seen[0]?.text).toBe('query=up+%3D%3D+1');
  });
});

describe('a client that follows renames', () => {
  const follows = { followRenames: true, headers: () => ({ authorization: 'Bearer long-token' }) };

  test('goes on where the other side says that a repository is now', async () => {
    upstream.reply(moved('/repositories/42/pulls?state=closed'), json({ ok: true }));
    const answer = await client(follows).request({ path: '/repos/acme/old/pulls', schema });
    expect(answer).toMatchObject({ value: { ok: true }, requests: 2 });
    expect(upstream.seen[1]?.url).toBe('/repositories/42/pulls?state=closed');
    expect(upstream.seen[1]?.headers.authorization).toBe('Bearer long-token');
  });

  test('takes its credentials to no other host', async () => {
    const other = await startUpstream(json({ ok: true }));
    ends.push(other.close);
    upstream.reply(moved(`${other.url}/repositories/42`));
    const failure = await failureOf(client(follows).request({ path: '/repos/acme/old', schema }));
    expect(failure.message).toContain(`redirects to ${other.url}/repositories/42; redirects are not followed`);
    expect(other.seen).toEqual([]);
  });

  test('stays below its base, so that a login page is told as one', async () => {
    upstream.reply(moved('/login', 302));
    const http = client({ ...follows, baseUrl: `${upstream.url}/api/v3` });
    const failure = await failureOf(http.request({ path: '/repos/acme/old', schema }));
    expect(failure.message).toContain('/login; redirects are not followed');
    expect(upstream.seen).toHaveLength(1);
  });

  test('gives up where one rename leads to the next without an end', async () => {
    let at = 0;
    upstream.reply((_request, response) => response.writeHead(301, { location: `/repositories/${at++}` }).end());
    const failure = await failureOf(client(follows).request({ path: '/repos/acme/old', schema }));
    expect(failure.kind).toBe('contract');
    expect(upstream.seen).toHaveLength(4);
  });

  test('sends nothing but reads there', async () => {
    upstream.reply(moved('/elsewhere', 307));
    const failure = await failureOf(client(follows).request({ method: 'POST', path: '/', json: {}, schema }));
    expect(failure.message).toContain('redirects are not followed');
    expect(upstream.seen).toHaveLength(1);
  });
});

describe('a 403', () => {
  test.each([
    ['You have exceeded a secondary rate limit. Please wait a few minutes before you try again.', {}, 'rate_limited'],
    ['You have triggered an abuse detection mechanism.', {}, 'rate_limited'],
    ['API rate limit exceeded for installation ID 42.', { 'x-ratelimit-remaining': '0' }, 'rate_limited'],
    ['Resource not accessible by integration', {}, 'forbidden'],
    // The last request of an hour may be one that is not allowed.
    ['Resource not accessible by personal access token', { 'x-ratelimit-remaining': '0' }, 'forbidden'],
    ['Resource protected by organization SAML enforcement.', { 'x-ratelimit-remaining': '12' }, 'forbidden'],
  ])('that says "%s" is told as what it is', async (message, headers, kind) => {
    upstream.reply(json({ message }, 403, headers as Record<string, string>));
    expect((await failureOf(client().request({ path: '/', schema }))).kind).toBe(kind);
  });
});
