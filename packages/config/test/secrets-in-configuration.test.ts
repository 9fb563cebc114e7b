import type { RequestListener } from 'node:http';
import { inspect } from 'node:util';
import { ConfigFaults, loadConfiguration, loadSettings } from '@incidentfox/config';
import { openSecrets } from '@incidentfox/secrets';
import { listen } from '@incidentfox/test-kit';
import { env, faultsOf, file, incidentIo, type Json, load, readFrom, startingFile, withSetting } from './given.ts';

const canary = 'CANARY-51b7e2';

/** Everything a log, a crash dump or a curious print could show of a value. */
const allPrintsOf = (value: unknown): string =>
  [JSON.stringify(value), inspect(value, { depth: 20, showHidden: true, getters: true }), String(value)].join('\n');

describe('a secret never shows', () => {
  const secretive = {
    integrations: {
      incident_io: {
        ...startingFile.integrations.incident_io,
        webhook_secret: `whsec_${btoa(canary)}`,
        api_key: canary,
      },
      slack: { bot_token: `xoxb-${canary}`, signing_secret: 'env:CANARY' },
    },
    tools: { github: { token: 'file:/run/canary' } },
  };
  const surroundings = { env: { ...env, CANARY: canary } };
  const files = { '/run/canary': `${canary}\n` };

  test('in the settings, however they are printed', async () => {
    const settings = await load(secretive, files, surroundings);
    expect(settings.teams[0]?.slack.signingSecret?.reveal()).toBe(canary);
    expect(allPrintsOf(settings)).not.toContain(canary);
    expect(allPrintsOf(settings)).not.toContain(btoa(canary));
    expect(() => structuredClone(settings)).not.toThrow();
    expect(allPrintsOf(structuredClone(settings))).not.toContain(canary);
  });

  test('in the effective configuration and the warnings', async () => {
    const { effective, settings } = await loadConfiguration({
      file,
      readFile: readFrom({ [file]: secretive, ...files }),
      ...surroundings,
    });
    expect(allPrintsOf({ effective, warnings: settings.warnings })).not.toContain(canary);
    const text = JSON.stringify(effective, null, 2);
    expect(text).toContain('[secret env:CANARY]');
    expect(text).toContain('[secret given in plain text]');
    expect(settings.warnings.filter((warning) => warning.includes('plain text'))).toHaveLength(3);
  });

  test.each([
    ['where a number belongs', incidentIo({ change_window_hours: canary })],
    ['as an unknown reference', incidentIo({ api_key: `gcp://${canary}` })],
    ['in a malformed file', `{ "integrations": { "slack": { "bot_token": "${canary}" "x" } } }`],
    ['in a list where text belongs', incidentIo({ api_key: [canary] })],
    ['beside an unknown key', incidentIo({ api_kee: canary })],
    ['in an address', incidentIo({ api_url: `ftp://user:${canary}@host` })],
    ["in incident.io's address", incidentIo({ api_url: `https://user:${canary}@host` })],
    ["in Slack's address", withSetting(['integrations', 'slack', 'api_url'], `https://user:${canary}@host`)],
    ["in a tool's address", withSetting(['tools', 'prometheus', 'url'], `https://user:${canary}@host`)],
  ])('in a fault: %s', async (_where, content) => {
    const error = await load(content).catch((thrown: unknown) => thrown);
    expect(error).toBeInstanceOf(ConfigFaults);
    expect(allPrintsOf(error)).not.toContain(canary);
    expect(allPrintsOf((error as ConfigFaults).faults)).not.toContain(canary);
  });
});

describe('secrets that cannot be read', () => {
  test('are named by path and reference, each with its reason', async () => {
    const refusing = async (reference: string): Promise<string> => {
      if (reference.startsWith('vault://')) throw new Error(`Vault is sealed`);
      return 'whsec_YQ==';
    };
    const faults = await faultsOf(
      loadSettings({
        file,
        env,
        readFile: readFrom({ [file]: incidentIo({ api_key: 'vault://secrets/incident-io?version=3#api_key' }) }),
        secrets: { resolve: refusing, refresh: refusing },
      }),
    );
    expect(faults).toEqual([
      {
        file,
        path: 'integrations.incident_io.api_key',
        message: 'the secret vault://secrets/incident-io?version=3#api_key cannot be read: reading it: Vault is sealed',
        hint: '',
      },
    ]);
  });

  test.each<[string, RequestListener, RegExp]>([
    ['403', (_, response) => response.writeHead(403).end('{"errors":["permission denied"]}'), /refused it \(403\)/],
    [
      '503 sealed',
      (_, response) => response.writeHead(503).end('{"errors":["Vault is sealed"]}'),
      /sealed or not ready \(503\)/,
    ],
    ['404', (_, response) => response.writeHead(404).end('{"errors":[]}'), /nothing there \(404\)/],
    ['slow', () => {}, /did not answer within 0.2 s/],
  ])('a Vault that answers %s: the start says which reference failed', async (_case, answer, reason) => {
    const vault = await listen((request, response) => {
      if (request.url !== '/v1/secrets/data/slack') return answer(request, response);
      response.setHeader('content-type', 'application/json').end(JSON.stringify({ data: { data: { token: canary } } }));
    });
    const surroundings = { ...env, VAULT_ADDR: vault.url, VAULT_TOKEN: canary };
    const content = withSetting(['integrations', 'slack', 'bot_token'], 'vault://secrets/slack#token');
    content.integrations = {
      ...(content.integrations as Json),
      incident_io: { ...startingFile.integrations.incident_io, api_key: 'vault://secrets/incident-io#api_key' },
    };
    const secrets = openSecrets({ env: surroundings, timeoutMs: 200 });
    const faults = await faultsOf(load(content, {}, { env: surroundings, secrets }));
    expect(faults.map((fault) => fault.path)).toEqual(['integrations.incident_io.api_key']);
    expect(faults[0]?.message).toMatch(/^the secret vault:\/\/secrets\/incident-io#api_key cannot be read: /);
    expect(faults[0]?.message).toMatch(reason);
    expect(allPrintsOf(faults)).not.toContain(canary);
    await secrets.close();
    await vault.close();
  });

  test('plain text works for a first try, and is warned about without its value', async () => {
    const { warnings } = await load(incidentIo({ api_key: canary }));
    expect(warnings).toEqual([
      `${file}: integrations.incident_io.api_key: a secret is given in plain text. Use env:NAME, file:/path, vault://mount/path#field or aws-sm://id#field`,
    ]);
  });
});
