import { ConfigFaults, loadSettings } from '@incidentfox/config';
import { env, faultsOf, file, incidentIo, load, startingFile, withSetting } from './given.ts';

const service = startingFile.services[0];
const manyFaults = {
  integrations: {
    incident_io: { ...startingFile.integrations.incident_io, auto_investigate: 'yes', api_key: 'env:NOT_SET' },
    slack: { bot_token: 'env:NOT_SET_EITHER', chanel: '#x' },
  },
  tools: { prometheus: { url: 'prometheus' }, lokki: {} },
  services: [{ name: '' }],
};

describe('a broken file: every fault with its path and a hint', () => {
  test.each<[what: string, content: unknown, path: string, message: RegExp, hint: RegExp]>([
    ['no JSON', '{ "integrations": }', '', /is not JSON \(line 1, column 19\)/, /Expected there: a value/],
    ['an empty file', '', '', /is not JSON/, /./],
    ['a list', '[]', '', /must hold an object/, /Start it with/],
    [
      'a mistyped key',
      incidentIo({ severty_threshold: 'low' }),
      'integrations.incident_io.severty_threshold',
      /unknown key/,
      /Did you mean "severity_threshold"\?/,
    ],
    [
      'a key in the wrong case',
      incidentIo({ autoInvestigate: true }),
      'integrations.incident_io.autoInvestigate',
      /unknown key/,
      /"auto_investigate"/,
    ],
    [
      'a key nobody knows',
      incidentIo({ frequency: 3 }),
      'integrations.incident_io.frequency',
      /unknown key/,
      /Known here: .*api_key/,
    ],
    ['a mistyped section', { ...startingFile, integration: {} }, 'integration', /unknown key/, /"integrations"/],
    [
      'a mistyped integration',
      withSetting(['integrations', 'slak'], {}),
      'integrations.slak',
      /unknown key/,
      /"slack"/,
    ],
    ['a mistyped tool', withSetting(['tools', 'promethues'], {}), 'tools.promethues', /unknown key/, /"prometheus"/],
    [
      "a mistyped part of a service's repository",
      withSetting(['services'], [{ name: 'a', github: { repo: 'acme/a', path: 'services/a' } }]),
      'services[0].github.path',
      /unknown key/,
      /Did you mean "paths"\?/,
    ],
    ...(
      [
        ['kubernetes', { namspace: 'shop', workload: 'a' }, 'namspace', /Did you mean "namespace"\?/],
        ['kubernetes', { name: 'a', nams: 'shop' }, 'nams', /Did you mean "name"\?/],
        ['argo_cd', { app: 'a' }, 'app', /Known here: application/],
        ['aws', { log_grup: '/ecs/a' }, 'log_grup', /"log_group"/],
        ['datadog', { servcie: 'a' }, 'servcie', /"service"/],
        ['pagerduty', { service_ids: 'PABC123' }, 'service_ids', /"service_id"/],
        ['sentry', { projct: 'a' }, 'projct', /"project"/],
        ['incident_io', { entri: '01F' }, 'entri', /"entry"/],
      ] as const
    ).map(([kind, parts, key, hint]): [string, unknown, string, RegExp, RegExp] => [
      `a mistyped part of a service's name at ${kind}: ${key}`,
      withSetting(['services'], [{ name: 'a', [kind]: parts }]),
      `services[0].${kind}.${key}`,
      /unknown key/,
      hint,
    ]),
    [
      'parts of a name where only a name is read',
      withSetting(['services'], [{ name: 'a', elasticsearch: { service: 'a' } }]),
      'services[0].elasticsearch',
      /must be text, and is an object/,
      /^/,
    ],
    [
      'a label that cannot be one',
      withSetting(['services'], [{ name: 'a', prometheus: { 'service-name': 'a' } }]),
      'services[0].prometheus.service-name',
      /cannot be a label/,
      /^/,
    ],
    [
      'no name at all where one is given',
      withSetting(['services'], [{ name: 'a', kubernetes: '' }]),
      'services[0].kubernetes',
      /must not be empty/,
      /^/,
    ],
    [
      'a mistyped way of signing in',
      withSetting(['tools', 'loki', 'auth'], { type: 'baerer', token: 'env:GITHUB_TOKEN' }),
      'tools.loki.auth.type',
      /"baerer" is not known/,
      /Did you mean "bearer"\? One of: none, basic, bearer/,
    ],
    [
      "a mistyped key inside a tool's section",
      withSetting(['tools', 'elasticsearch'], { url: 'http://logs:9200', fields: { servce: 'app' } }),
      'tools.elasticsearch.fields.servce',
      /unknown key/,
      /Did you mean "service"\?/,
    ],
    ['an environment of blanks', { ...startingFile, environment: '  ' }, 'environment', /must not be empty/, /^/],
    [
      'a time of nothing',
      withSetting(['tools', 'loki', 'timeout_seconds'], 0),
      'tools.loki.timeout_seconds',
      /must be more than 0/,
      /^/,
    ],
    ["a mistyped tool's key", withSetting(['tools', 'loki', 'ulr'], 'x'), 'tools.loki.ulr', /unknown key/, /"url"/],
    [
      'a severity that is none',
      incidentIo({ severity_threshold: 'hihg' }),
      'integrations.incident_io.severity_threshold',
      /"hihg" is not known/,
      /Did you mean "high"\? One of: critical, high/,
    ],
    [
      'a severity map to nowhere',
      incidentIo({ severity_map: { SEV1: 'urgent' } }),
      'integrations.incident_io.severity_map.SEV1',
      /"urgent" is not known/,
      /One of: critical/,
    ],
    [
      'a word for a flag',
      incidentIo({ auto_investigate: 'true' }),
      'integrations.incident_io.auto_investigate',
      /must be true or false, and is text/,
      /without quotes/,
    ],
    [
      'a text for a number',
      incidentIo({ change_window_hours: '4' }),
      'integrations.incident_io.change_window_hours',
      /must be a number, and is text/,
      /without quotes/,
    ],
    [
      'a number out of range',
      incidentIo({ change_window_hours: 500 }),
      'integrations.incident_io.change_window_hours',
      /at most 168/,
      /^/,
    ],
    [
      'a confidence above what is ever given',
      incidentIo({ min_confidence: 1 }),
      'integrations.incident_io.min_confidence',
      /at most 0.95/,
      /^/,
    ],
    [
      'a timeline entry nobody writes',
      incidentIo({ timeline_entry_types: ['root_cause'] }),
      'integrations.incident_io.timeline_entry_types[0]',
      /"root_cause" is not known/,
      /root_cause_found/,
    ],
    [
      'an empty condition',
      incidentIo({ never_if: [{}] }),
      'integrations.incident_io.never_if[0]',
      /matches nothing/,
      /^/,
    ],
    [
      'a mistyped condition',
      incidentIo({ only_if: [{ incidenttype: 'x' }] }),
      'integrations.incident_io.only_if[0].incidenttype',
      /unknown key/,
      /"incident_type"/,
    ],
    ['an address that is none', withSetting(['tools', 'loki', 'url'], 'loki:3100'), 'tools.loki.url', /address/, /^/],
    [
      'an address with a password',
      withSetting(['tools', 'loki', 'url'], 'https://fox:word@loki'),
      'tools.loki.url',
      /must not hold a user name or password/,
      /^/,
    ],
    [
      "a password in incident.io's address",
      incidentIo({ api_url: 'https://fox:word@api.incident.io' }),
      'integrations.incident_io.api_url',
      /must not hold a user name or password/,
      /^/,
    ],
    [
      "a user name in Slack's address",
      withSetting(['integrations', 'slack', 'api_url'], 'https://fox@slack.com/api/'),
      'integrations.slack.api_url',
      /must not hold a user name or password/,
      /^/,
    ],
    ['a tool without its address', withSetting(['tools', 'loki'], {}), 'tools.loki.url', /is missing/, /^/],
    ['a tool that is no object', withSetting(['tools', 'loki'], true), 'tools.loki', /must be an object/, /./],
    [
      'a tool half turned off',
      withSetting(['tools', 'loki', 'enabled'], 'no'),
      'tools.loki.enabled',
      /true or false/,
      /without quotes/,
    ],
    [
      'two tools of one name',
      withSetting(['tools', 'loki'], [{ url: 'http://a' }, { url: 'http://b' }]),
      'tools.loki[1]',
      /a second "loki"/,
      /name of its own/,
    ],
    [
      'a service without a name',
      withSetting(['services', 0], { aliases: [] }),
      'services[0].name',
      /is missing/,
      /text/,
    ],
    [
      "a service's mistyped key",
      withSetting(['services', 0], { ...service, depends: [] }),
      'services[0].depends',
      /unknown key/,
      /"depends_on"/,
    ],
    [
      'two services of one name',
      withSetting(['services', 1], { name: 'Checkout' }),
      'services[1].name',
      /already names checkout-service/,
      /one service/,
    ],
    [
      'services as an object',
      withSetting(['services'], { checkout: {} }),
      'services',
      /must be a list/,
      /between \[ and \]/,
    ],
    [
      'no incident.io',
      withSetting(['integrations', 'incident_io'], undefined),
      'integrations.incident_io',
      /is missing/,
      /nothing can start/,
    ],
    [
      'a variable that is not set',
      withSetting(['integrations', 'slack', 'bot_token'], 'env:SLACK_TOKEN'),
      'integrations.slack.bot_token',
      /env:SLACK_TOKEN cannot be read: the environment variable SLACK_TOKEN is not set/,
      /^/,
    ],
    [
      'a file that is not there',
      withSetting(['tools', 'kubernetes', 'token'], 'file:/run/none'),
      'tools.kubernetes.token',
      /file:\/run\/none cannot be read: .*ENOENT/,
      /^/,
    ],
    [
      'a Vault reference without Vault',
      incidentIo({ api_key: 'vault://secrets/incident-io#key' }),
      'integrations.incident_io.api_key',
      /vault:\/\/secrets\/incident-io#key cannot be read: VAULT_ADDR is not set/,
      /^/,
    ],
    [
      'a malformed reference',
      incidentIo({ api_key: 'vault://secrets' }),
      'integrations.incident_io.api_key',
      /not a Vault reference/,
      /^/,
    ],
    [
      'a place for secrets nobody knows',
      incidentIo({ api_key: 'gcp://secret' }),
      'integrations.incident_io.api_key',
      /gcp:\/\/ is not a place for secrets/,
      /^/,
    ],
    [
      'a number for a secret',
      incidentIo({ api_key: 12345 }),
      'integrations.incident_io.api_key',
      /must be text, and is a number/,
      /^/,
    ],
    ['teams that are no list', { ...startingFile, teams: {} }, 'teams', /must be a list/, /^/],
    ['no team in the list', { ...startingFile, teams: [] }, 'teams', /must not be empty/, /^/],
    ['a team without an id', { ...startingFile, teams: [{}] }, 'teams[0].id', /is missing/, /^/],
    [
      'a team id that cannot stand in an address',
      { ...startingFile, teams: [{ id: 'Team A' }] },
      'teams[0].id',
      /lower-case letters/,
      /^/,
    ],
    [
      'two teams of one id',
      { ...startingFile, teams: [{ id: 'a' }, { id: 'a' }] },
      'teams[1].id',
      /"a" is taken/,
      /own id/,
    ],
    [
      "a team's mistyped key",
      { ...startingFile, teams: [{ id: 'a', integratons: {} }] },
      'teams[0].integratons',
      /unknown key/,
      /"integrations"/,
    ],
  ])('%s', async (_what, content, path, message, hint) => {
    const faults = await faultsOf(load(content));
    expect(faults.map((fault) => fault.path)).toEqual([path]);
    expect(faults[0]?.message).toMatch(message);
    expect(faults[0]?.hint).toMatch(hint);
    expect(faults[0]?.file).toBe(file);
  });

  test('a file that is not there', async () => {
    const faults = await faultsOf(loadSettings({ file: '/nowhere/incidentfox.json', env }));
    expect(faults).toEqual([
      {
        path: '',
        file: '/nowhere/incidentfox.json',
        message: 'cannot be read (ENOENT)',
        hint: 'Check the path and the permissions',
      },
    ]);
  });

  test('missing secrets are named with the variable that would bring them', async () => {
    const faults = await faultsOf(load({ integrations: { incident_io: {}, slack: {} } }, {}, { env: {} }));
    expect(faults.map(({ path, hint }) => [path, hint.replace(/^.*add it/, 'add it')])).toEqual([
      [
        'integrations.incident_io.webhook_secret',
        'add it, for example "webhook_secret": "env:INCIDENT_IO_WEBHOOK_SECRET"',
      ],
      ['integrations.incident_io.api_key', 'add it, for example "api_key": "env:INCIDENT_IO_API_KEY"'],
      ['integrations.slack.bot_token', 'add it, for example "bot_token": "env:SLACK_BOT_TOKEN"'],
    ]);
  });

  test('all faults come at once, also secrets in parts that are wrong otherwise', async () => {
    const error = await load(manyFaults).catch((thrown: unknown) => thrown);
    expect(error).toBeInstanceOf(ConfigFaults);
    expect((error as ConfigFaults).faults.map((fault) => fault.path).sort()).toEqual([
      'integrations.incident_io.api_key',
      'integrations.incident_io.auto_investigate',
      'integrations.slack.bot_token',
      'integrations.slack.chanel',
      'services[0].name',
      'tools.lokki',
      'tools.prometheus.url',
    ]);
    expect((error as ConfigFaults).message.split('\n')).toHaveLength(7);
    expect((error as ConfigFaults).retry).toBe('never');
  });

  test('a fault in what is turned off does not stop a start', async () => {
    await expect(
      load(withSetting(['tools', 'loki'], { enabled: false, url: 'x', token: 'env:NOT_SET' })),
    ).resolves.toBeTruthy();
  });
});
