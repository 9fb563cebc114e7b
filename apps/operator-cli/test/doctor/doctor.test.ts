import { once } from 'node:events';
import { type AddressInfo, createServer } from 'node:net';
import { type PrivateRedis, privateRedis, testWebhookSecret } from '@incidentfox/test-kit';
import { examine } from '../../src/doctor/examine.ts';
import type { Finding } from '../../src/doctor/finding.ts';
import { writeFindings } from '../../src/doctor/write-findings.ts';
import {
  allScopes,
  byPath,
  configurationFile,
  incidentIo,
  json,
  nowhere,
  page,
  prometheus,
  putAway,
  serve,
  slack,
} from './stand-ins.ts';

jest.setTimeout(30_000); // starts a Redis

const key = 'inc_0123456789abcdef';
let redis: PrivateRedis;
beforeAll(async () => {
  redis = await privateRedis({ own: true });
});
afterAll(() => redis.close());
afterEach(putAway);

const services = [{ name: 'checkout-service', aliases: ['checkout'] }, { name: 'payment-gateway' }];
const lines = (findings: readonly Finding[]) =>
  findings.map(({ state, subject, detail }) => `${state} ${subject}: ${detail}`);
const notWell = (findings: readonly Finding[]) => findings.filter((finding) => finding.state !== 'ok');

const portOf = (url: string) => new URL(url).port;
const gatewayPorts = (port: string) => ({ WEBHOOK_GATEWAY_PORT: port, WEBHOOK_GATEWAY_METRICS_PORT: port });
const gateway = (counts: Record<string, number>) =>
  byPath({
    '/health/ready': json({ ok: true }),
    '/metrics': (_request, response) =>
      response.end(
        Object.entries(counts)
          .map(
            ([outcome, n]) =>
              `incidentfox_webhooks_total{outcome="${outcome}",event="none",service="webhook-gateway"} ${n}\n`,
          )
          .join(''),
      ),
  });

async function wellTeam(): Promise<{ integrations: object; tools: object; services: object[] }> {
  return {
    integrations: {
      incident_io: {
        webhook_secret: 'env:SECRET',
        api_key: 'env:KEY',
        api_url: await serve(incidentIo({ key, roles: ['viewer', 'incident_editor', 'global_access'] })),
      },
      slack: {
        bot_token: 'env:BOT',
        signing_secret: 'env:SIGNING',
        api_url: `${await serve(slack({ scopes: allScopes }))}/api/`,
      },
    },
    tools: { prometheus: { url: await serve(prometheus(['checkout-service', 'payment-gateway'])) } },
    services,
  };
}
const env = {
  SECRET: testWebhookSecret,
  KEY: key,
  BOT: 'xoxb-1234567890-abcdef',
  SIGNING: '0123456789abcdef0123456789abcdef',
};

test('a deployment in which all is well has no warning, and says what was seen', async () => {
  const running = await serve(gateway({ accepted: 3, ignored: 1 }));
  const findings = await examine({
    env: {
      ...env,
      INCIDENTFOX_CONFIG: configurationFile(await wellTeam()),
      REDIS_URL: redis.url,
      ...gatewayPorts(portOf(running)),
    },
  });
  expect(lines(notWell(findings))).toEqual([]);
  const steady = lines(findings).map((line) => line.replace(/127\.0\.0\.1:\d+/, '...'));
  expect(steady).toEqual([
    'ok configuration: 1 team(s), 1 data source(s), every secret could be read',
    'ok webhook: 1 signing secret(s); the endpoint in incident.io must be https://<your host>/api/incident-io/webhook',
    'ok incident.io: the key "IncidentFox" has the roles viewer, incident_editor, global_access',
    'ok incident.io: incidents, alerts and timeline can be read; the latest is INC-123',
    'ok incident.io: severities: Low is P3, Medium is P2, High is P1, Critical is P0; P2 and worse start by themselves',
    'ok Slack: incidentfox in Acme',
    'ok Slack: all needed scopes are granted (9)',
    'ok prometheus: identity: version 2.53.0; metrics: 1 jobs in the last day',
    'ok prometheus: metrics: 6 series of 2 services; alerts: no alert of 2 services; topology: no call of 2 services',
    expect.stringMatching(/^ok clock: within 1 s of (incident.io|Slack)$/),
    expect.stringMatching(/^ok Redis: /),
    'ok webhook-gateway: ready at http://...',
    'ok webhook: 3 accepted, 1 ignored',
  ]);
});

describe('a deployment with twenty and more faults', () => {
  let findings: Finding[];

  beforeAll(async () => {
    await redis.command('CONFIG', 'SET', 'maxmemory-policy', 'allkeys-lru');
    await redis.command('CONFIG', 'SET', 'appendonly', 'no');
    const behind = await serve(incidentIo({ key, roles: ['viewer'], dateOffsetMs: 6 * 60_000, alerts: false }));
    const content = {
      services,
      teams: [
        {
          id: 'misspelt',
          integrations: {
            incident_io: { severty_threshold: 'high', webhook_secret: 'env:NOT_SET', api_key: 'env:KEY' },
            slack: { enabled: 'yes' },
          },
          tools: { promethues: {} },
        },
        {
          id: 'refused',
          integrations: {
            incident_io: { webhook_secret: 'env:NOT_BASE64', api_key: 'env:OLD_KEY', api_url: behind },
            slack: {
              bot_token: 'env:BOT',
              signing_secret: 'env:SIGNING',
              api_url: `${await serve(slack({ error: 'token_revoked', dateOffsetMs: 360_000 }))}/api/`,
            },
          },
          tools: {
            prometheus: { url: await nowhere() },
            loki: { url: await serve(json({ message: 'no' }, {}, 401)) },
            github: { url: await serve(page), token: 'env:KEY' },
            kubernetes: {
              url: await serve(json({ kind: 'Status', status: 'Failure', code: 403 }, {}, 403)),
              token: 'env:KEY',
            },
          },
        },
        {
          id: 'half',
          integrations: {
            incident_io: {
              webhook_secret: 'env:CUT',
              api_key: 'env:KEY',
              api_url: behind,
              severity_map: { SEV9: 'critical' },
            },
            slack: {
              bot_token: 'env:USER_TOKEN',
              signing_secret: 'env:KEY',
              api_url: `${await serve(slack({ dateOffsetMs: 360_000, scopes: 'channels:read,channels:join,channels:history,groups:read,groups:history,metadata.message:read,app_mentions:read' }))}/api/`,
            },
          },
          tools: { prometheus: { url: await serve(prometheus(['checkout', 'payment-gatewy'])) } },
        },
        {
          id: 'away',
          integrations: {
            incident_io: { webhook_secret: 'env:SECRET', api_key: 'env:KEY', api_url: await nowhere() },
            slack: { enabled: false },
          },
        },
      ],
    };
    findings = await examine({
      timeoutMs: 2_000,
      env: {
        ...env,
        NOT_BASE64: 'my secret!',
        OLD_KEY: 'inc_revoked',
        CUT: 'whsec_MfKQ9r8G',
        USER_TOKEN: 'xoxp-1234567890-abcdef',
        INCIDENTFOX_CONFIG: configurationFile(content),
        REDIS_URL: redis.url,
        ...gatewayPorts(portOf(await serve(gateway({ forged: 4, unknown_team: 1 })))),
        NOTIFIER_PORT: portOf(await nowhere()),
      },
    });
    await putAway();
  });

  test.each<[string, Finding['state'], RegExp, RegExp]>([
    [
      'a mistyped setting',
      'failure',
      /^configuration: teams\[0\].*severty_threshold: unknown key/,
      /severity_threshold/,
    ],
    ['a secret that is not there', 'failure', /^configuration: .*NOT_SET is not set/, /./],
    ['a wrong flag', 'failure', /^configuration: teams\[0\].integrations.slack.enabled/, /quotes/],
    ['a mistyped tool', 'failure', /^configuration: teams\[0\].tools.promethues: unknown key/, /prometheus/],
    ['an API key that is refused', 'failure', /^refused: incident.io: .*401/, /new API key/],
    [
      'a webhook secret that is none',
      'failure',
      /^refused: webhook: .*NOT_BASE64.* is not a webhook signing secret/,
      /whsec_/,
    ],
    [
      'a Slack token that was revoked',
      'failure',
      /^refused: Slack: the token was refused: token_revoked/,
      /Install the Slack app/,
    ],
    ['a Prometheus that is away', 'failure', /^refused: prometheus: .*ECONNREFUSED/, /address/],
    ['a Loki that refuses', 'failure', /^refused: loki: .*401/, /token or key/],
    ['a login page instead of GitHub', 'failure', /^refused: github: /, /./],
    ['a Kubernetes that forbids', 'failure', /^refused: kubernetes: .*403/, /./],
    [
      'no right to write timeline entries',
      'warning',
      /^half: incident.io: .*write timeline entries/,
      /create_timeline_entry/,
    ],
    [
      'no right to read private incidents',
      'warning',
      /^half: incident.io: .*read private incidents/,
      /investigate_private_incidents/,
    ],
    ['no right to read alerts', 'warning', /^half: incident.io: cannot be read: alerts/, /role/],
    [
      'a severity map to no severity',
      'warning',
      /^half: incident.io: severity_map names "sev9"/,
      /Low, Medium, High, Critical/,
    ],
    ['a webhook secret that was cut off', 'failure', /^half: webhook: .*CUT.*at least 16 bytes/, /whole/],
    [
      'no right to post',
      'failure',
      /^half: Slack: the scope chat:write is missing: nothing can be posted/,
      /Bot Token Scopes/,
    ],
    ['no right to commands', 'warning', /^half: Slack: the scope commands is missing/, /Bot Token Scopes/],
    ["a person's token", 'warning', /^half: Slack: bot_token does not look like/, /xoxb-/],
    [
      'a signing secret of something else',
      'warning',
      /^half: Slack: signing_secret does not look like/,
      /App Credentials/,
    ],
    [
      'a service under another name',
      'warning',
      /^half: services: .*knows no "payment-gateway"; it has "payment-gatewy"/,
      /services\[\]\.prometheus/,
    ],
    ['an incident.io that cannot be reached', 'failure', /^away: incident.io: .*ECONNREFUSED/, /proxy, firewall/],
    ['no tool at all', 'warning', /^configuration: .*teams\[3\].*no tool is enabled/, /./],
    [
      'a clock that is wrong',
      'failure',
      /^clock: this machine is 3\d\d s behind .*webhooks are refused/,
      /Synchronise/,
    ],
    ['a Redis that throws jobs away', 'failure', /^Redis: maxmemory-policy is allkeys-lru/, /noeviction/],
    ['a Redis that forgets', 'warning', /^Redis: the append-only file is off/, /appendonly yes/],
    [
      'signatures that do not match',
      'failure',
      /^webhook: 4 were refused: the signature does not match/,
      /webhook_secret/,
    ],
    ['webhooks for a team that is none', 'failure', /^webhook: some name a team/, /team id/],
    ['an app that does not run', 'failure', /^notifier: does not run/, /Start it/],
  ])('%s', (_fault, state, line, advice) => {
    const found = findings.filter((finding) => line.test(`${finding.subject}: ${finding.detail}`));
    expect(found.length > 0 ? found.map((finding) => finding.state) : lines(findings)).toEqual([state]);
    expect(found[0]?.advice).toMatch(advice);
  });

  test('everything that is not well says what to do, and nothing says a secret', () => {
    expect(notWell(findings).filter((finding) => !finding.advice)).toEqual([]);
    const written = writeFindings(findings, { colors: false }) + JSON.stringify(findings);
    for (const secret of [key, 'inc_revoked', env.BOT, 'xoxp-', env.SIGNING, 'my secret!', testWebhookSecret]) {
      expect(written.replaceAll('xoxp-...', '')).not.toContain(secret);
    }
  });
});

test('types and fields that a condition names and incident.io has no more are told by name', async () => {
  const team = await wellTeam();
  const conditions = {
    only_if: [{ incident_type: 'Production' }, { incident_type: 'Prod outage' }],
    never_if: [
      { custom_field: { name: 'Affected system', value: 'x' } },
      { custom_field: { name: '01F', value: 'x' } },
    ],
  };
  const incident_io = { ...Reflect.get(team.integrations, 'incident_io'), ...conditions };
  const file = configurationFile({ ...team, integrations: { ...team.integrations, incident_io } });
  const findings = await examine({ env: { ...env, INCIDENTFOX_CONFIG: file, REDIS_URL: redis.url } });
  const told = findings.filter(({ detail }) => detail.startsWith('a condition names'));
  expect(lines(told)).toEqual([
    'warning incident.io: a condition names the incident type "Prod outage", which incident.io does not have: nothing can match it',
    'warning incident.io: a condition names the custom field "Affected system", which incident.io does not have: nothing can match it',
  ]);
  expect(told.map(({ advice }) => advice)).toEqual(['Use one of: Production.', 'Use one of: Affected service.']);
});

describe('what the product documentation tells to look at', () => {
  const webhookLines = async (counts: Record<string, number>) => {
    const port = portOf(await serve(gateway(counts)));
    const findings = await examine({ env: { REDIS_URL: redis.url, ...gatewayPorts(port) } });
    return findings.filter((finding) => finding.subject === 'webhook' && finding.state !== 'ok');
  };

  test('no webhook came: address, events and the delivery log of incident.io', async () => {
    const [line] = await webhookLines({});
    expect(line?.detail).toMatch(/none has come/);
    expect(line?.advice).toMatch(/address.*incident.created and incident.updated.*delivery log/);
  });

  test('only ignored webhooks came: the selection of events', async () => {
    const [line] = await webhookLines({ ignored: 5 });
    expect(line?.advice).toMatch(/Select the events/);
  });

  test('signatures do not match beside some that do: a rotation, not a stop', async () => {
    expect((await webhookLines({ forged: 1, accepted: 5 })).map((line) => line.state)).toEqual(['warning']);
  });
});

test('without anything set it says what to set', async () => {
  const findings = await examine({ env: {} });
  expect(lines(notWell(findings))).toEqual([
    'failure configuration: no configuration file is named',
    'warning clock: could not be compared: no server answered',
    'failure Redis: REDIS_URL is not set',
    'warning apps: running processes were not looked at',
  ]);
});

test.each([
  ['redis://127.0.0.1:1', /ECONNREFUSED/, /Start Redis/],
  ['127.0.0.1:6379', /not an address/, /redis:\/\/user:password@host/],
])('a Redis that is not there: %s', async (url, detail, advice) => {
  const found = (await examine({ env: { REDIS_URL: url } })).find((finding) => finding.subject === 'Redis');
  expect(found).toMatchObject({
    state: 'failure',
    detail: expect.stringMatching(detail),
    advice: expect.stringMatching(advice),
  });
});

test('a Redis that takes the connection and never answers', async () => {
  const silent = createServer(() => {}).listen(0, '127.0.0.1');
  await once(silent, 'listening');
  const { port } = silent.address() as AddressInfo;
  const env = { REDIS_URL: `redis://127.0.0.1:${port}` };
  const found = (await examine({ env, timeoutMs: 200 })).find((finding) => finding.subject === 'Redis');
  expect(found).toMatchObject({ state: 'failure', detail: 'Redis does not answer' });
  silent.close();
});

test('a Redis user who may not ask for INFO', async () => {
  const limited = await privateRedis({ own: true });
  await limited.command('ACL', 'SETUSER', 'queue', 'on', '>pw', '~*', '+@all', '-info');
  const env = { REDIS_URL: `redis://queue:pw@${new URL(limited.url).host}` };
  const found = (await examine({ env })).find((finding) => finding.subject === 'Redis');
  expect(found).toMatchObject({ detail: 'Redis does not allow INFO', advice: expect.stringContaining('INFO') });
  await limited.close();
});

test('a Redis with a password is told apart from one without', async () => {
  const locked = await privateRedis({ own: true });
  await locked.command('CONFIG', 'SET', 'requirepass', 'p:w/d');
  const lineFor = async (url: string) =>
    (await examine({ env: { REDIS_URL: url } })).filter((finding) => finding.subject === 'Redis');
  expect(lines(await lineFor(locked.url))).toEqual(['failure Redis: Redis asks for a password: put it into REDIS_URL']);
  const { host } = new URL(locked.url);
  expect(lines(await lineFor(`redis://:wrong@${host}`))).toEqual([
    'failure Redis: Redis refuses the user or the password of REDIS_URL',
  ]);
  expect(lines(await lineFor(`redis://default:${encodeURIComponent('p:w/d')}@${host}`))[0]).toMatch(
    /^ok Redis: version/,
  );
  await locked.close();
});
