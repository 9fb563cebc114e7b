import { faultsOf, file, load, startingFile } from './given.ts';

const organisation = '/etc/incidentfox/organisation.json';

describe('extends', () => {
  test('objects merge, lists and values replace', async () => {
    const settings = await load(
      {
        extends: 'organisation.json',
        integrations: { incident_io: { severity_threshold: 'high', timeline_entry_types: ['root_cause_found'] } },
        services: [{ name: 'search' }],
      },
      { [organisation]: startingFile },
    );
    const [team] = settings.teams;
    expect(team?.incidentIo).toMatchObject({ changeWindowHours: 4, timelineEntryTypes: ['root_cause_found'] });
    expect(team?.incidentIo.policy.threshold).toBe('P1');
    expect(team?.services.map((service) => service.name)).toEqual(['search']);
    expect(team?.tools.map((tool) => tool.id)).toEqual(['prometheus', 'loki', 'github', 'kubernetes']);
  });

  test('several bases apply in order, and a base may have a base', async () => {
    const settings = await load(
      { extends: ['organisation.json', './policies/strict.json'] },
      {
        [organisation]: { extends: '/srv/base.json', integrations: { incident_io: { change_window_hours: 8 } } },
        '/srv/base.json': startingFile,
        '/etc/incidentfox/policies/strict.json': { integrations: { incident_io: { severity_threshold: 'critical' } } },
      },
    );
    expect(settings.teams[0]?.incidentIo).toMatchObject({ changeWindowHours: 8, policy: { threshold: 'P0' } });
  });

  test('a fault is told with the file it stands in', async () => {
    const faults = await faultsOf(
      load(
        { extends: 'organisation.json', integrations: { incident_io: { max_revisions: 0 } } },
        { [organisation]: { ...startingFile, tools: { lokki: {} } } },
      ),
    );
    expect(faults.map((fault) => [fault.file, fault.path])).toEqual([
      [file, 'integrations.incident_io.max_revisions'],
      [organisation, 'tools.lokki'],
    ]);
  });

  test('a circle is a fault, and names its way', async () => {
    const faults = await faultsOf(
      load({ ...startingFile, extends: 'organisation.json' }, { [organisation]: { extends: file } }),
    );
    expect(faults.map((fault) => fault.message)).toEqual([
      `extends itself by way of ${file} -> ${organisation} -> ${file}`,
    ]);
  });

  test('a base that is missing or broken is a fault of the file that names it', async () => {
    const faults = await faultsOf(
      load({ ...startingFile, extends: ['organisation.json', 'b.json'] }, { '/etc/incidentfox/b.json': '{' }),
    );
    expect(faults.map((fault) => [fault.file, fault.path, fault.message])).toEqual([
      [file, 'extends', `${organisation} cannot be read (ENOENT)`],
      [file, 'extends', '/etc/incidentfox/b.json is not JSON (line 1, column 2)'],
    ]);
  });

  test('a chain without end is cut', async () => {
    const chain = Object.fromEntries(
      Array.from({ length: 40 }, (_, at) => [`/etc/incidentfox/${at}.json`, { extends: `${at + 1}.json` }]),
    );
    const faults = await faultsOf(load({ ...startingFile, extends: '0.json' }, chain));
    expect(faults.map((fault) => fault.message)).toContain('more than 20 files are extended');
  });

  test('keys of the language itself are only unknown keys', async () => {
    const faults = await faultsOf(
      load(`{ "extends": "organisation.json", "__proto__": { "polluted": true }, "constructor": 1 }`, {
        [organisation]: startingFile,
      }),
    );
    expect(faults.map((fault) => fault.path).sort()).toEqual(['__proto__', 'constructor']);
    expect(Reflect.get({}, 'polluted')).toBeUndefined();
  });
});

describe('teams', () => {
  const env = { A_SECRET: 'whsec_YQ==', B_SECRET: 'whsec_Yg==', A_KEY: 'key a', B_KEY: 'key b', TOKEN: 'token' };
  const shared = {
    integrations: { incident_io: { severity_threshold: 'high' }, slack: { bot_token: 'env:TOKEN' } },
    tools: { prometheus: { url: 'http://prometheus:9090' } },
  };
  const keys = (name: string) => ({ webhook_secret: `env:${name}_SECRET`, api_key: `env:${name}_KEY` });

  test('a file without teams is one team called default', async () => {
    expect((await load(startingFile)).teams.map((team) => team.id)).toEqual(['default']);
  });

  test('each has what stands at the top, overridden by its own', async () => {
    const { teams } = await load(
      {
        ...shared,
        teams: [
          {
            id: 'shop',
            integrations: { incident_io: { ...keys('A'), severity_threshold: 'low' } },
            services: [{ name: 'checkout' }],
          },
          {
            id: 'search',
            integrations: { incident_io: keys('B'), slack: { enabled: false } },
            tools: { loki: { url: 'http://loki:3100' } },
          },
        ],
      },
      {},
      { env },
    );
    expect(
      teams.map(({ id, incidentIo, slack, tools, services }) => [
        id,
        incidentIo.webhookSecrets[0]?.reveal(),
        incidentIo.apiKey?.reveal(),
        incidentIo.policy.threshold,
        slack.enabled,
        tools.map((tool) => tool.id),
        services.map((service) => service.name),
      ]),
    ).toEqual([
      ['shop', 'whsec_YQ==', 'key a', 'P3', true, ['prometheus'], ['checkout']],
      ['search', 'whsec_Yg==', 'key b', 'P1', false, ['prometheus', 'loki'], []],
    ]);
  });

  test('a team may keep its part in a file of its own', async () => {
    const { teams } = await load(
      {
        ...shared,
        teams: [
          { id: 'shop', extends: 'teams/shop.json' },
          { id: 'search', integrations: { incident_io: keys('B') } },
        ],
      },
      { '/etc/incidentfox/teams/shop.json': { integrations: { incident_io: { ...keys('A'), max_revisions: 7 } } } },
      { env },
    );
    expect(teams.map((team) => team.incidentIo.policy.maxRevisions)).toEqual([7, 3]);
  });

  test("a fault is told where it stands: in the team, in the team's file, or at the top, once", async () => {
    const faults = await faultsOf(
      load(
        {
          ...shared,
          tools: { prometheus: {} },
          teams: [
            { id: 'shop', extends: 'teams/shop.json', integrations: { incident_io: { max_revision: 1 } } },
            { id: 'search', integrations: { incident_io: { webhook_secret: 'env:B_SECRET' } } },
          ],
        },
        { '/etc/incidentfox/teams/shop.json': { integrations: { incident_io: keys('A'), slack: { bot_tokn: 'x' } } } },
        { env },
      ),
    );
    expect(faults.map((fault) => `${fault.file.split('/').at(-1)} ${fault.path}: ${fault.message}`).sort()).toEqual([
      'config.json teams[0].integrations.incident_io.max_revision: unknown key',
      'config.json teams[1].integrations.incident_io.api_key: is missing',
      'config.json tools.prometheus.url: is missing',
      'shop.json integrations.slack.bot_tokn: unknown key',
    ]);
  });
});
