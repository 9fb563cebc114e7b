import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { runHere } from '../run-here.ts';
import { env, exampleConfiguration } from './example-configuration.ts';

let directory: string;
beforeEach(() => {
  directory = mkdtempSync(join(tmpdir(), 'incidentfox-check-'));
});
afterEach(() => rmSync(directory, { recursive: true, force: true }));

async function check(content: unknown, options: string[] = [], variables: Record<string, string> = env) {
  const file = join(directory, 'config.json');
  writeFileSync(file, JSON.stringify(content));
  return { file, ...(await runHere(['config:check', ...options, file], variables)) };
}

describe('config:check', () => {
  test('prints the effective configuration with defaults and hidden secrets, and exits 0', async () => {
    const { status, stdout, stderr } = await check(exampleConfiguration({ severity_threshold: 'high' }));
    expect(stderr).toBe('');
    expect(status).toBe(0);
    expect(JSON.parse(stdout)).toMatchObject({
      integrations: {
        incident_io: { severity_threshold: 'high', min_confidence: 0.6, api_key: '[secret env:INCIDENT_IO_API_KEY]' },
        slack: { bot_token: '[secret env:SLACK_BOT_TOKEN]' },
      },
      tools: { loki: { url: 'http://loki:3100' } },
      services: [{ name: 'checkout-service' }, { name: 'payment-gateway' }],
    });
    for (const value of Object.values(env)) expect(stdout).not.toContain(value);
  });

  test('prints every fault with its file, path and hint, and exits 1', async () => {
    const { status, stdout, stderr, file } = await check(
      exampleConfiguration({ severty_threshold: 'low', api_key: 'env:NOT_SET' }),
    );
    expect(status).toBe(1);
    expect(stdout).toBe('');
    expect(stderr.split('\n')).toEqual([
      `${file}: integrations.incident_io.severty_threshold: unknown key. Did you mean "severity_threshold"?`,
      `${file}: integrations.incident_io.api_key: the secret env:NOT_SET cannot be read: the environment variable NOT_SET is not set`,
      '2 faults',
      '',
    ]);
  });

  test.each([
    ['a word anybody can guess', 'hunter2'],
    ['nothing after whsec_', 'whsec_'],
    ['a key of few bytes', `whsec_${btoa('fox')}`],
    ['a text that is not base64', 'whsec_my secret, quite long and yet no key'],
  ])('refuses a signing secret of %s, as the gateway would at its start', async (_name, secret) => {
    const { status, stderr } = await check(exampleConfiguration(), [], { ...env, INCIDENT_IO_WEBHOOK_SECRET: secret });
    expect(status).toBe(1);
    expect(stderr).toMatch(/integrations\.incident_io\.webhook_secret: .*is not a webhook signing secret/);
    expect(stderr).not.toContain(btoa('fox'));
  });

  test('a signing secret in plain text is looked at also where references are not read, and beside other faults', async () => {
    const { status, stderr } = await check(
      exampleConfiguration({ webhook_secret: 'hunter2', severty_threshold: 'low' }),
      ['--without-secrets'],
      {},
    );
    expect(status).toBe(1);
    expect(stderr).toContain('Did you mean "severity_threshold"?');
    const alone = await check(exampleConfiguration({ webhook_secret: 'hunter2' }), ['--without-secrets'], {});
    expect(alone.stderr).toMatch(/webhook_secret: .*is not a webhook signing secret/);
    expect(stderr + alone.stderr).not.toContain('hunter2');
  });

  test('refuses a dependency that is in no entry, and names the nearest that is', async () => {
    const example = exampleConfiguration();
    const services = [
      { name: 'checkout', depends_on: ['payments', 'paymants', 'Search', 'postgres'] },
      { name: 'payments' },
      { name: 'payments-v2', aliases: ['search'] },
    ];
    const { status, stderr } = await check({ ...example, services });
    expect(status).toBe(1);
    expect(stderr).toMatch(
      /services\[0\]\.depends_on\[1\]: no service of the catalogue is called "paymants"\. Did you mean "payments-v2"\?/,
    );
    expect(stderr).toMatch(/depends_on\[3\]: .*"postgres"\. Correct it, or add an entry for it/);
    expect(stderr).toContain('2 faults');
  });

  test('--without-secrets checks a file on a machine that may not read them', async () => {
    expect((await check(exampleConfiguration(), [], {})).status).toBe(1);
    expect((await check(exampleConfiguration(), ['--without-secrets'], {})).status).toBe(0);
  });

  test.each([[[]], [['--json']]])('never shows a secret that is given in plain text %j', async (options: string[]) => {
    const canary = 'CANARY-51b7e2';
    const { status, stdout, stderr } = await check(exampleConfiguration({ api_key: canary }), options);
    expect(status).toBe(0);
    expect(stdout + stderr).not.toContain(canary);
    expect(stdout).toContain('[secret given in plain text]');
    expect(stdout + stderr).toContain('api_key: a secret is given in plain text');
  });

  test('--json writes faults and the effective configuration for machines', async () => {
    const broken = await check(exampleConfiguration({ severty_threshold: 'low' }), ['--json']);
    expect([broken.status, broken.stderr]).toEqual([1, '']);
    expect(JSON.parse(broken.stdout)).toEqual({
      configuration: null,
      warnings: [],
      faults: [
        {
          file: broken.file,
          path: 'integrations.incident_io.severty_threshold',
          message: 'unknown key',
          hint: 'Did you mean "severity_threshold"?',
        },
      ],
    });
    const whole = await check(exampleConfiguration(), ['--json']);
    expect([whole.status, whole.stderr]).toEqual([0, '']);
    expect(JSON.parse(whole.stdout)).toMatchObject({ configuration: { tools: { loki: {} } }, faults: [] });
  });
});
