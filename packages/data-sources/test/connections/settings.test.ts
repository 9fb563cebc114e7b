import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Secret } from '@incidentfox/secrets';
import { githubSettings } from '../../src/github/settings.ts';
import { prometheusSettings } from '../../src/prometheus/settings.ts';
import { toExpressionLink } from '../../src/prometheus/to-expression-link.ts';
import { belowPath, webAddress } from '../../src/vendor-http/addresses.ts';
import { readTls } from '../../src/vendor-http/connection/read-tls.ts';

const folder = mkdtempSync(join(tmpdir(), 'settings-'));
afterAll(() => rmSync(folder, { recursive: true }));
const pem = (what: string) => `-----BEGIN ${what}-----\nMIIB\n-----END ${what}-----\n`;
const wordsOf = (work: Promise<unknown> | undefined) =>
  (work ?? Promise.resolve()).then(
    () => 'it worked',
    ({ kind, message }) => `${kind}: ${message}`,
  );

describe('own headers', () => {
  const parse = (headers: object) => prometheusSettings.safeParse({ url: 'http://prometheus:9090', headers });

  test('may be plain, or references to secrets; what is called like a secret is one', () => {
    const headers = { 'X-Scope-OrgID': 'shop', 'X-Route': 'env:ROUTE', Authorization: 'Bearer abc', Cookie: 'a=b' };
    const parsed = parse(headers).data?.headers ?? {};
    expect(parsed['X-Scope-OrgID']).toBe('shop');
    for (const name of ['X-Route', 'Authorization', 'Cookie']) expect(parsed[name]).toBeInstanceOf(Secret);
    expect(JSON.stringify(parsed)).not.toContain('Bearer abc');
  });

  test.each(['Host', 'Content-Length', 'Transfer-Encoding', 'Proxy-Authorization', 'two words'])(
    'cannot be %s',
    (name) => expect(parse({ [name]: 'x' }).success).toBe(false),
  );
});

describe('certificates', () => {
  test('are PEM, or the file that holds it, with or without `file:`', async () => {
    const file = join(folder, 'ca.crt');
    writeFileSync(file, pem('CERTIFICATE'));
    for (const ca of [pem('CERTIFICATE'), file, `file:${file}`, pem('CERTIFICATE').replaceAll('\n', '\\n')])
      expect(await readTls({ ca })?.()).toEqual({ ca: pem('CERTIFICATE') });
  });

  test('are read anew, a key with its certificate, since they are replaced together', async () => {
    const [cert, key] = [join(folder, 'tls.crt'), join(folder, 'tls.key')];
    writeFileSync(cert, pem('CERTIFICATE'));
    writeFileSync(key, pem('PRIVATE KEY'));
    const read = readTls({ client_cert: cert, client_key: new Secret(`file:${key}`, 'resolved at start') });
    expect(await read?.()).toEqual({ cert: pem('CERTIFICATE'), key: pem('PRIVATE KEY') });
    writeFileSync(key, pem('EC PRIVATE KEY'));
    expect((await read?.())?.key).toBe(pem('EC PRIVATE KEY'));
  });

  test('that are none are a fault which names the setting and never shows a key', async () => {
    expect(await wordsOf(readTls({ ca: join(folder, 'none.crt') })?.())).toBe(
      `config: ca: the file ${join(folder, 'none.crt')} cannot be read (ENOENT)`,
    );
    const key = new Secret('env:KEY', 'hunter2-hunter2');
    const words = await wordsOf(readTls({ client_key: key })?.());
    expect(words).toContain('config: client_key: ');
    expect(words).not.toContain('hunter2');
    expect(await wordsOf(readTls({ ca: pem('PRIVATE KEY') })?.())).toContain(
      'ca: the text holds no PEM of a certificate',
    );
  });
});

describe('an address with parameters', () => {
  test('keeps them when a path goes below it', () => {
    expect(belowPath('https://gitlab.example/git?key=a', '/api/v4')).toBe('https://gitlab.example/git/api/v4?key=a');
  });

  test('is without them in links, where they could be keys', () => {
    expect(webAddress('https://prometheus.example/prom/?apikey=a')).toBe('https://prometheus.example/prom');
    const link = toExpressionLink(webAddress('https://prometheus.example/prom?apikey=a'), 'up', {
      from: 0,
      to: 60_000,
    });
    expect(link).toMatch(/^https:\/\/prometheus\.example\/prom\/graph\?g0\.expr=up&/);
  });
});

test('a GitHub App needs its key, and the key its App', () => {
  expect(githubSettings.safeParse({ app_id: 42 }).error?.issues[0]?.message).toBe(
    'a GitHub App needs both app_id and private_key',
  );
  expect(githubSettings.safeParse({ private_key: 'env:KEY' }).success).toBe(false);
  expect(githubSettings.safeParse({ app_id: 42, private_key: 'env:KEY' }).success).toBe(true);
});
