import { generateKeyPairSync, verify } from 'node:crypto';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { Secret } from '@incidentfox/secrets';
import type { DataSource } from '../../src/data-source.ts';
import { github } from '../../src/github/index.ts';
import { githubSettings } from '../../src/github/settings.ts';
import { aDeployment } from '../github/stand-in-github.ts';
import { alarmAt, aQuestion, hour } from '../questions.ts';

const { publicKey, privateKey } = generateKeyPairSync('rsa', {
  modulusLength: 2048,
  publicKeyEncoding: { type: 'spki', format: 'pem' },
  privateKeyEncoding: { type: 'pkcs1', format: 'pem' },
});

interface Asked {
  method: string;
  path: string;
  as: string;
}
let asked: Asked[] = [];
let now = alarmAt;
let validTokens: string[] = [];
/** Answers a repository's paths; by default nothing happened there. */
let repository: (path: string, response: ServerResponse) => boolean = () => false;
let url = '';
const server = createServer((request, response) => {
  const path = (request.url ?? '').split('?')[0] ?? '';
  const as = (request.headers.authorization ?? 'nobody').replace(/^Bearer /, '');
  const isApp = as.split('.').length === 3;
  asked.push({ method: request.method ?? '', path, as: isApp ? 'app' : as });
  answer(request, response, { path, as, isApp });
});

beforeAll(async () => {
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
});
afterAll(async () => {
  server.closeAllConnections();
  await new Promise((resolve) => server.close(resolve));
});
beforeEach(() => {
  [asked, now, validTokens, repository] = [[], alarmAt, [], () => false];
});

const send = (response: ServerResponse, status: number, body: unknown, headers: Record<string, string> = {}) =>
  void response.writeHead(status, { 'content-type': 'application/json', ...headers }).end(JSON.stringify(body));

function answer(
  _request: IncomingMessage,
  response: ServerResponse,
  { path, as, isApp }: { path: string; as: string; isApp: boolean },
) {
  if (/^\/(app|orgs|users)\b.*(installation|app)/.test(path)) {
    const fault = isApp ? faultOfProof(as) : 'A JSON web token could not be decoded';
    if (fault !== undefined) return send(response, 401, { message: fault });
    if (path === '/app/installations') return send(response, 200, [{ id: 7 }]);
    if (path === '/users/octocat/installation') return send(response, 200, { id: 9 });
    if (/^\/orgs\/acme\/installation$/.test(path)) return send(response, 200, { id: 7 });
    if (/^\/app\/installations\/(7|9)\/access_tokens$/.test(path)) {
      const token = `ghs_lent_${validTokens.length + 1}`;
      validTokens = [...validTokens, token];
      return send(response, 201, { token, expires_at: new Date(now + hour).toISOString().replace('.000', '') });
    }
    return send(response, 404, { message: 'Not Found' });
  }
  if (!validTokens.includes(as)) return send(response, 401, { message: 'Bad credentials' });
  if (repository(path, response)) return;
  // An old deployment shows that changes would be seen here.
  if (path.endsWith('/deployments')) return send(response, 200, [aDeployment(1, -60 * 24 * 3)]);
  send(
    response,
    200,
    path.endsWith('/runs')
      ? { total_count: 0, workflow_runs: [] }
      : /^\/(repos\/[^/]+\/[^/]+|repositories\/42)$/.test(path)
        ? { default_branch: 'main' }
        : [],
  );
}

/** As GitHub checks it: RS256 by the App's key, its id, ten minutes at most, not from the future. */
function faultOfProof(token: string): string | undefined {
  const [head = '', body = '', signature = ''] = token.split('.');
  const claims = JSON.parse(Buffer.from(body, 'base64url').toString()) as { iat: number; exp: number; iss: unknown };
  if (JSON.parse(Buffer.from(head, 'base64url').toString()).alg !== 'RS256') return 'not RS256';
  const isSigned = verify('RSA-SHA256', Buffer.from(`${head}.${body}`), publicKey, Buffer.from(signature, 'base64url'));
  if (!isSigned) return 'A JSON web token could not be decoded';
  if (String(claims.iss) !== '4242') return 'Integration not found';
  const seconds = now / 1000;
  if (claims.iat > seconds || claims.exp <= seconds || claims.exp - claims.iat > 600)
    return "'Expiration time' is wrong";
  return undefined;
}

function source(settings: object = {}): DataSource {
  const parsed = githubSettings.parse({ url, app_id: 4242, private_key: 'env:KEY', owner: 'acme', ...settings });
  return github.create({
    id: 'github',
    settings: { ...parsed, private_key: new Secret('env:KEY', privateKey) },
    now: () => now,
  });
}
const ask = (from: DataSource) => from.changes?.(aQuestion({ vendorNames: { github: 'acme/checkout' } }));
const lent = () => asked.filter(({ path }) => path.endsWith('/access_tokens')).length;

describe('a GitHub App', () => {
  test('shows that it is itself, and reads with the token that its installation is lent', async () => {
    const answer = await ask(source());
    expect(answer).toMatchObject({ state: 'empty' });
    expect(asked.slice(0, 2)).toEqual([
      { method: 'GET', path: '/orgs/acme/installation', as: 'app' },
      { method: 'POST', path: '/app/installations/7/access_tokens', as: 'app' },
    ]);
    expect(new Set(asked.slice(2).map(({ as }) => as))).toEqual(new Set(['ghs_lent_1']));
  });

  test('is lent one token for an hour of questions, and the next shortly before that is over', async () => {
    const from = source();
    await ask(from);
    now += 54 * 60_000;
    await ask(from);
    expect(lent()).toBe(1);
    now += 2 * 60_000;
    await ask(from);
    expect(lent()).toBe(2);
  });

  test('is lent another one after a 401', async () => {
    const from = source();
    await ask(from);
    validTokens = ['of another time'];
    expect(await ask(from)).toMatchObject({ state: 'empty' });
  });

  test.each([
    ['of a person', { owner: 'octocat' }, '/app/installations/9/access_tokens'],
    ['where it is the only one', { owner: undefined }, '/app/installations/7/access_tokens'],
    ['that is configured', { installation_id: 9 }, '/app/installations/9/access_tokens'],
  ])('finds the installation %s', async (_which, settings, path) => {
    await ask(source(settings));
    expect(asked.some((one) => one.path === path)).toBe(true);
  });

  test('whose key is another says so, and never shows it', async () => {
    const from = github.create({
      id: 'github',
      settings: {
        ...githubSettings.parse({ url, app_id: 4242, private_key: 'env:KEY', owner: 'acme' }),
        private_key: new Secret('env:KEY', 'hunter2-hunter2'),
      },
      now: () => now,
    });
    const answer = await ask(from);
    expect(answer?.state).toBe('failed');
    expect(answer?.failure?.message).toContain('private_key');
    expect(JSON.stringify(answer)).not.toContain('hunter2');
  });
});

describe('a repository', () => {
  test('that was renamed is followed on the same host', async () => {
    repository = (path, response) => {
      if (!path.startsWith('/repos/acme/checkout')) return false;
      send(
        response,
        301,
        { message: 'Moved Permanently' },
        { location: `${url}${path.replace('/repos/acme/checkout', '/repositories/42')}` },
      );
      return true;
    };
    expect(await ask(source())).toMatchObject({ state: 'empty' });
    expect(asked.some(({ path, as }) => path === '/repositories/42/deployments' && as === 'ghs_lent_1')).toBe(true);
  });

  test.each([
    ['You have exceeded a secondary rate limit and have been temporarily blocked.', 'rate_limited'],
    ['Resource not accessible by integration', 'forbidden'],
  ])('that answers 403 with "%s" is told as %s', async (message, kind) => {
    repository = (_path, response) => {
      send(response, 403, { message });
      return true;
    };
    expect(await ask(source())).toMatchObject({ state: 'failed', failure: { kind } });
  });
});
