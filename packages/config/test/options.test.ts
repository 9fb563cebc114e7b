import type { IncidentIoSettings, Settings } from '@incidentfox/config';
import type { Secret } from '@incidentfox/secrets';
import { env, incidentIo, load, startingFile, withSetting } from './given.ts';

const bare = { integrations: { incident_io: {} } };
const team = (settings: Settings) => settings.teams[0]!;

describe('every option of incident_io has a default and an effect', () => {
  type Read = (settings: IncidentIoSettings) => unknown;
  test.each<[option: string, read: Read, byDefault: unknown, given: unknown, effect: unknown]>([
    ['enabled', (s) => s.enabled, true, false, false],
    ['api_url', (s) => s.apiUrl, 'https://api.incident.io', 'http://127.0.0.1:4010/', 'http://127.0.0.1:4010'],
    ['auto_investigate', (s) => s.policy.autoInvestigate, true, false, false],
    ['severity_threshold', (s) => s.policy.threshold, 'P2', 'high', 'P1'],
    ['severity_threshold', (s) => s.policy.threshold, 'P2', 'P3', 'P3'],
    ['skip_low_severity', (s) => s.policy.skipLowSeverity, false, true, true],
    [
      'severity_map',
      (s) => s.policy.severityMap,
      {},
      { SEV1: 'critical', '01FCND': 'P3' },
      { SEV1: 'P0', sev1: 'P0', '01FCND': 'P3', '01fcnd': 'P3' },
    ],
    ['post_to_channel', (s) => s.postToChannel, true, false, false],
    ['create_timeline_entry', (s) => s.createTimelineEntry, true, false, false],
    [
      'timeline_entry_types',
      (s) => s.timelineEntryTypes,
      ['investigation_start', 'root_cause_found', 'investigation_complete'],
      ['root_cause_found', 'evidence_event'],
      ['root_cause_found', 'evidence_event'],
    ],
    ['change_window_hours', (s) => s.changeWindowHours, 4, 12, 12],
    ['min_confidence', (s) => s.minConfidence, 0.6, 0.8, 0.8],
    ['investigate_test_incidents', (s) => s.policy.investigateTestIncidents, false, true, true],
    ['investigate_private_incidents', (s) => s.policy.investigatePrivateIncidents, true, false, false],
    ['update_debounce_seconds', (s) => s.policy.updateDebounceSeconds, 15, 60, 60],
    ['max_revisions', (s) => s.policy.maxRevisions, 3, 5, 5],
    ['cooldown_seconds', (s) => s.policy.cooldownSeconds, 300, 60, 60],
    [
      'only_if',
      (s) => s.policy.onlyIf,
      [],
      [{ incident_type: 'Production', custom_field: { name: 'Region', value: 'eu' } }, { team: '01TEAM' }],
      [{ incidentType: 'Production', customField: { name: 'Region', value: 'eu' } }, { team: '01TEAM' }],
    ],
    [
      'never_if',
      (s) => s.policy.neverIf,
      [],
      [{ name: '*drill*', service: 'checkout-service' }],
      [{ name: '*drill*', service: 'checkout-service' }],
    ],
  ])('%s', async (option, read, byDefault, given, effect) => {
    expect(read(team(await load(bare)).incidentIo)).toEqual(byDefault);
    expect(read(team(await load({ integrations: { incident_io: { [option]: given } } })).incidentIo)).toEqual(effect);
  });
});

describe('the secrets of incident_io', () => {
  test('are read from where the file says', async () => {
    const { incidentIo: settings } = team(
      await load(
        incidentIo({ webhook_secret: 'env:OTHER', api_key: 'env:SLACK_BOT_TOKEN' }),
        {},
        { env: { ...env, OTHER: 'whsec_b3RoZXI=' } },
      ),
    );
    expect(settings.webhookSecrets.map((secret) => secret.reveal())).toEqual(['whsec_b3RoZXI=']);
    expect(settings.apiKey?.reveal()).toBe('the bot token');
  });

  test('webhook_secret may be a list during a rotation', async () => {
    const { incidentIo: settings } = team(await load(incidentIo({ webhook_secret: ['whsec_b2xk', 'whsec_bmV3'] })));
    expect(settings.webhookSecrets.map((secret) => secret.reveal())).toEqual(['whsec_b2xk', 'whsec_bmV3']);
  });

  test('are looked for in the customary variables when the file does not say', async () => {
    const { incidentIo: settings } = team(await load(bare));
    expect(settings.webhookSecrets.map((secret) => secret.reveal())).toEqual([env.INCIDENT_IO_WEBHOOK_SECRET]);
    expect(settings.apiKey?.reveal()).toBe(env.INCIDENT_IO_API_KEY);
  });

  test('are not needed while the integration is off', async () => {
    const settings = await load(
      { integrations: { incident_io: { enabled: false, api_key: 'env:NOT_SET' } } },
      {},
      { env: {} },
    );
    expect(team(settings).incidentIo).toMatchObject({ enabled: false, webhookSecrets: [] });
  });
});

describe('a condition on a service', () => {
  test.each([
    ['checkout', /only_if\[0\]\.service: "checkout" is an alias\. Write the service's name, "checkout-service"/],
    ['chekout', /only_if\[0\]\.service: no service of the catalogue is called "chekout"/],
  ])('that nothing can match is told at the start: %s', async (service, warning) => {
    const settings = await load(incidentIo({ only_if: [{ service }], never_if: [{ service: 'Checkout-Service' }] }));
    expect(settings.warnings).toEqual([expect.stringMatching(warning)]);
  });
});

describe('slack', () => {
  test('is off when the file does not have it, and the start says so', async () => {
    const settings = await load(bare);
    expect(team(settings).slack.enabled).toBe(false);
    expect(settings.warnings.join()).toContain('findings are not posted to incident channels');
  });

  test('takes its tokens from the file or the customary variables', async () => {
    const { slack } = team(
      await load({ ...bare, integrations: { incident_io: {}, slack: { app_token: 'env:GITHUB_TOKEN' } } }),
    );
    expect(slack.botToken?.reveal()).toBe(env.SLACK_BOT_TOKEN);
    expect(slack.signingSecret?.reveal()).toBe(env.SLACK_SIGNING_SECRET);
    expect(slack.appToken?.reveal()).toBe(env.GITHUB_TOKEN);
    expect(slack.apiUrl).toBe('https://slack.com/api/');
  });

  test.each([
    [undefined, 'P1'],
    ['critical', 'P0'],
    ['P2', 'P2'],
    ['never', null],
  ])('announces findings from %s on: %s', async (given, announceFrom) => {
    const path = ['integrations', 'slack', 'announce_findings'];
    const settings = await load(given === undefined ? bare : withSetting(path, given));
    expect(team(settings).slack.announceFrom).toBe(announceFrom);
  });

  test('can be pointed elsewhere and turned off', async () => {
    const pointed = await load(withSetting(['integrations', 'slack', 'api_url'], 'http://127.0.0.1:4020/api'));
    expect(team(pointed).slack.apiUrl).toBe('http://127.0.0.1:4020/api/');
    const off = await load(
      withSetting(['integrations', 'slack'], { enabled: false }),
      {},
      { env: { ...env, SLACK_BOT_TOKEN: '' } },
    );
    expect(team(off).slack).toMatchObject({ enabled: false, botToken: null });
  });
});

describe('tools', () => {
  const ids = (settings: Settings) => team(settings).tools.map((tool) => tool.id);

  test('are those that are configured and enabled', async () => {
    expect(ids(await load(startingFile))).toEqual(['prometheus', 'loki', 'github', 'kubernetes']);
    expect(ids(await load(withSetting(['tools', 'loki', 'enabled'], false)))).toEqual([
      'prometheus',
      'github',
      'kubernetes',
    ]);
    expect(ids(await load(withSetting(['tools', 'loki'], { enabled: false, left: 'over' })))).toEqual([
      'prometheus',
      'github',
      'kubernetes',
    ]);
    expect(ids(await load(bare))).toEqual([]);
  });

  test('have the settings their own schema gave, secrets resolved', async () => {
    const github = team(await load(startingFile)).tools.find((tool) => tool.kind === 'github');
    expect(github?.settings).toMatchObject({ url: 'https://api.github.com' });
    expect((github!.settings as { token: Secret }).token.reveal()).toBe(env.GITHUB_TOKEN);
  });

  test('may be several of a kind, told apart by name', async () => {
    const several = [
      { name: 'eu', url: 'http://eu:9090' },
      { name: 'prometheus-us', url: 'http://us:9090' },
      { name: 'old', url: 'http://old:9090', enabled: false },
    ];
    expect(ids(await load(withSetting(['tools'], { prometheus: several })))).toEqual([
      'prometheus-eu',
      'prometheus-us',
    ]);
  });
});

describe('where things run', () => {
  const place = { environment: 'production', cluster: 'main', region: 'eu-west-1' };

  test('is set for a whole team, at the top of the file', async () => {
    const settings = await load({ ...startingFile, ...place });
    expect(team(settings).place).toEqual(place);
    expect(team(await load(startingFile)).place).toBeUndefined();
  });

  test('is set for one service', async () => {
    const settings = await load(withSetting(['services'], [{ name: 'search', environment: 'staging' }]));
    expect(team(settings).services[0]).toMatchObject({ name: 'search', place: { environment: 'staging' } });
  });

  test('is set for one tool, also where its kind has a key of that name', async () => {
    const tools = {
      prometheus: { url: 'http://p:9090', environment: 'staging', cluster: 'main' },
      aws: { region: 'eu-west-1' },
      datadog: { api_key: 'env:GITHUB_TOKEN', app_key: 'env:GITHUB_TOKEN', environment: 'prod' },
    };
    const placed = team(await load(withSetting(['tools'], tools))).tools.map((tool) => [tool.id, tool.place]);
    expect(placed).toEqual([
      ['prometheus', { environment: 'staging', cluster: 'main' }],
      ['aws', { region: 'eu-west-1' }],
      ['datadog', { environment: 'prod' }],
    ]);
  });
});

describe('services', () => {
  test("take their part of a repository: a list of paths, a tag's beginning, a workflow", async () => {
    const github = {
      repo: 'acme/shop',
      paths: ['services/checkout', 'libs/pay'],
      tag_prefix: 'checkout@',
      workflow: 'Ship to prod',
      default_branch: 'trunk',
    };
    const settings = await load(withSetting(['services'], [{ name: 'checkout', github }]));
    expect(team(settings).services[0]?.vendorNames.github).toEqual({ ...github, paths: 'services/checkout,libs/pay' });
  });

  test("keep each tool's own name for them", async () => {
    expect(team(await load(startingFile)).services).toEqual([
      {
        name: 'checkout-service',
        aliases: ['checkout'],
        dependsOn: ['payment-gateway'],
        vendorNames: { github: 'acme/checkout', kubernetes: { namespace: 'shop', workload: 'checkout' } },
      },
    ]);
  });

  test('need nothing but a name', async () => {
    const settings = await load(withSetting(['services'], [{ name: 'search', owner: 'discovery' }]));
    expect(team(settings).services).toEqual([
      { name: 'search', owner: 'discovery', aliases: [], dependsOn: [], vendorNames: {} },
    ]);
  });
});

test('the settings cannot be changed by whoever holds them', async () => {
  const settings = await load(startingFile);
  expect(Object.isFrozen(team(settings).incidentIo.policy.severityMap)).toBe(true);
  expect(Object.isFrozen(team(settings).services)).toBe(true);
});

test('the fragment of the product documentation is enough, with the rest in the environment', async () => {
  const fragment = {
    integrations: {
      incident_io: {
        enabled: true,
        webhook_secret: 'env:INCIDENT_IO_WEBHOOK_SECRET',
        auto_investigate: true,
        severity_threshold: 'high',
      },
    },
  };
  expect(team(await load(fragment)).incidentIo.policy).toMatchObject({ autoInvestigate: true, threshold: 'P1' });
});
