import { createHash, createHmac } from 'node:crypto';
import { createServer, type IncomingHttpHeaders, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { z } from 'zod';
import { aws } from '../../src/aws/index.ts';
import { awsSettings } from '../../src/aws/settings.ts';
import type { DataSourceDefinition } from '../../src/data-source.ts';
import { elasticsearch } from '../../src/elasticsearch/index.ts';
import { prometheus } from '../../src/prometheus/index.ts';
import { alarmAt } from '../questions.ts';
import { settled } from '../settled.ts';

const region = 'eu-west-1';
const own = { access_key_id: 'AKIDEXAMPLE0123456789', secret_access_key: 'own-secret-0123456789' };
const lent = { access_key_id: 'ASIALENT0123456789', secret_access_key: 'lent-secret-0123456789' };
const sessionToken = 'lent-session-token-0123456789';
const role = 'arn:aws:iam::123456789012:role/incidentfox';

interface Sent {
  method: string;
  url: string;
  headers: IncomingHttpHeaders;
  body: string;
}
let seen: (Sent & { signedAs: string })[] = [];
let url = '';
let stsCalls: URLSearchParams[] = [];
const server = createServer((request, response) => void receive(request, response));

async function receive(request: IncomingMessage, response: ServerResponse): Promise<void> {
  const chunks: Buffer[] = [];
  for await (const chunk of request) chunks.push(chunk as Buffer);
  const body = Buffer.concat(chunks).toString();
  handle(request, response, { method: request.method ?? '', url: request.url ?? '', headers: request.headers, body });
}

beforeAll(async () => {
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
});
afterAll(async () => {
  server.closeAllConnections();
  await new Promise((resolve) => server.close(resolve));
});
beforeEach(() => {
  [seen, stsCalls] = [[], []];
});

function handle(_request: IncomingMessage, response: ServerResponse, sent: Sent) {
  const signedAs = whoSigned(sent);
  seen.push({ ...sent, signedAs });
  const reply = (status: number, body: string, type = 'application/json') =>
    void response.writeHead(status, { 'content-type': type }).end(body);
  if (signedAs.startsWith('nobody')) return reply(403, JSON.stringify({ message: signedAs }));
  const form = new URLSearchParams(sent.body);
  if (form.get('Action') === 'AssumeRole') {
    stsCalls.push(form);
    if (form.get('RoleArn') !== role) return reply(403, notAllowed, 'text/xml');
    return reply(200, assumed, 'text/xml');
  }
  if (sent.headers['x-amz-target'])
    return reply(200, JSON.stringify({ Metrics: [], MetricAlarms: [], logGroups: [], clusterArns: [] }));
  if (sent.url.includes('/label/')) return reply(200, JSON.stringify({ status: 'success', data: ['checkout'] }));
  if (sent.url.includes('/_field_caps')) return reply(200, JSON.stringify({ indices: [], fields: {} }));
  if (sent.url === '/')
    return reply(200, JSON.stringify({ version: { number: '2.19.0', distribution: 'opensearch' } }));
  reply(404, JSON.stringify({ message: 'no such page' }));
}

/** Whose signature it is, by the published algorithm worked out anew; `nobody` and what does not fit otherwise. */
function whoSigned({ method, url: asked, headers, body }: Sent): string {
  const form =
    /^AWS4-HMAC-SHA256 Credential=([A-Z0-9]+)\/(\d{8})\/([\w-]+)\/(\w+)\/aws4_request, SignedHeaders=([\w;-]+), Signature=([0-9a-f]{64})$/;
  const [, key = '', day = '', at = '', service = '', names = '', signature = ''] =
    form.exec(headers.authorization ?? '') ?? [];
  const secret = { [own.access_key_id]: own.secret_access_key, [lent.access_key_id]: lent.secret_access_key }[key];
  if (secret === undefined) return `nobody: ${headers.authorization ?? 'no signature'}`;
  if (key === lent.access_key_id && headers['x-amz-security-token'] !== sessionToken) return 'nobody: no session token';
  const hash = (text: string) => createHash('sha256').update(text).digest('hex');
  const hmac = (of: Buffer | string, text: string) => createHmac('sha256', of).update(text).digest();
  const { pathname, searchParams } = new URL(asked, url);
  const encode = (text: string) =>
    encodeURIComponent(text).replace(/[!'()*]/g, (one) => `%${one.charCodeAt(0).toString(16).toUpperCase()}`);
  const query = [...searchParams]
    .map(([name, value]) => `${encode(name)}=${encode(value)}`)
    .sort()
    .join('&');
  const path = pathname.split('/').map(encode).join('/');
  const signed = names.split(';').map((name) => `${name}:${String(headers[name]).trim()}\n`);
  const canonical = [method, path, query, signed.join(''), names, hash(body)].join('\n');
  const scope = `${day}/${at}/${service}/aws4_request`;
  const text = ['AWS4-HMAC-SHA256', headers['x-amz-date'], scope, hash(canonical)].join('\n');
  const signingKey = [at, service, 'aws4_request'].reduce((of, part) => hmac(of, part), hmac(`AWS4${secret}`, day));
  if (at !== region) return `nobody: ${at}`;
  return hmac(signingKey, text).toString('hex') === signature ? `${key} for ${service}` : 'nobody: another signature';
}

const assumed = `<AssumeRoleResponse xmlns="https://sts.amazonaws.com/doc/2011-06-15/"><AssumeRoleResult>
<AssumedRoleUser><Arn>${role}</Arn><AssumedRoleId>A:incidentfox</AssumedRoleId></AssumedRoleUser>
<Credentials><AccessKeyId>${lent.access_key_id}</AccessKeyId><SecretAccessKey>${lent.secret_access_key}</SecretAccessKey>
<SessionToken>${sessionToken}</SessionToken><Expiration>${new Date(Date.now() + 3_600_000).toISOString()}</Expiration></Credentials>
</AssumeRoleResult></AssumeRoleResponse>`;
const notAllowed = `<ErrorResponse xmlns="https://sts.amazonaws.com/doc/2011-06-15/"><Error><Type>Sender</Type><Code>AccessDenied</Code>
<Message>User is not authorized to perform: sts:AssumeRole</Message></Error></ErrorResponse>`;

const check = <Schema extends z.ZodType>(definition: DataSourceDefinition<Schema>, settings: object) =>
  definition
    .create({ id: definition.kind, settings: settled(definition.settings.parse(settings)), now: () => alarmAt })
    .check(AbortSignal.timeout(20_000));

describe('requests to servers that AWS runs', () => {
  test('are signed for managed Prometheus, by GET with matchers and by POST with a form', async () => {
    const auth = { type: 'sigv4', region, ...own };
    const checks = await check(prometheus, {
      url: `${url}/workspaces/ws-1`,
      auth,
      matchers: { cluster: 'prod (eu) *' },
      headers: { 'X-Extra': 'x' },
    });
    // The stand-in has no query page, so only that the signature counted is looked at.
    expect(checks.find(({ capability }) => capability === 'metrics')).toMatchObject({ ok: true });
    expect(seen.map(({ method }) => method).sort()).toEqual(['GET', 'GET', 'POST']);
    expect(new Set(seen.map(({ signedAs }) => signedAs))).toEqual(new Set([`${own.access_key_id} for aps`]));
  });

  test('are signed for OpenSearch', async () => {
    const auth = { type: 'sigv4', region, service: 'es', ...own };
    await check(elasticsearch, { url, auth });
    expect(seen.length).toBeGreaterThan(0);
    expect(new Set(seen.map(({ signedAs }) => signedAs))).toEqual(new Set([`${own.access_key_id} for es`]));
  });

  test('that the wrong key signed are a missing permission, which is said without it', async () => {
    const auth = {
      type: 'sigv4',
      region,
      access_key_id: own.access_key_id,
      secret_access_key: 'another-secret-0123456789',
    };
    const [, metrics] = await check(prometheus, { url, auth });
    expect(metrics).toMatchObject({ ok: false });
    expect(metrics?.detail).toContain('another signature');
    expect(metrics?.detail).not.toContain('another-secret');
  });
});

describe('a role that is assumed', () => {
  test('is asked for once, with what its trust policy wants, and signs every request', async () => {
    const settings = settled(awsSettings.parse({ region, url, ...own, role_arn: role, external_id: 'fox-42' }));
    const source = aws.create({ id: 'aws', settings, now: () => alarmAt });
    const checks = await source.check(AbortSignal.timeout(20_000));
    await source.check(AbortSignal.timeout(20_000));
    expect(checks.map(({ ok }) => ok)).toEqual([true, true, true, true]);
    expect(stsCalls).toHaveLength(1);
    expect(Object.fromEntries(stsCalls[0] ?? [])).toMatchObject({
      RoleArn: role,
      RoleSessionName: 'incidentfox',
      ExternalId: 'fox-42',
    });
    expect(seen[0]?.signedAs).toBe(`${own.access_key_id} for sts`);
    expect(seen.slice(1).every(({ signedAs }) => signedAs.startsWith(lent.access_key_id))).toBe(true);
  });

  test('that may not be assumed is named by what is missing', async () => {
    const denied = { region, url, ...own, role_arn: 'arn:aws:iam::123456789012:role/another' };
    const [metrics] = await check(aws, denied);
    expect(metrics?.detail).toContain('not authorized to perform: sts:AssumeRole');
    expect(metrics?.hint).toContain('Allow');
  });
});
