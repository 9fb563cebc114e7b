import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { env, incidentIo, startingFile } from './given.ts';

jest.setTimeout(30_000); // each test starts a process

const program = fileURLToPath(new URL('../src/main.ts', import.meta.url));
let directory: string;
beforeEach(() => {
  directory = mkdtempSync(join(tmpdir(), 'incidentfox-check-'));
});
afterEach(() => rmSync(directory, { recursive: true, force: true }));

function check(content: unknown, options: string[] = [], variables: Record<string, string> = env) {
  const file = join(directory, 'config.json');
  writeFileSync(file, JSON.stringify(content));
  const args = ['--import', 'tsx', '--conditions=@incidentfox/source', program, 'check', ...options, file];
  const { status, stdout, stderr } = spawnSync(process.execPath, args, {
    encoding: 'utf8',
    env: { PATH: process.env.PATH, ...variables },
  });
  return { status, stdout, stderr, file };
}

describe('config:check', () => {
  test('prints the effective configuration with defaults and hidden secrets, and exits 0', () => {
    const { status, stdout, stderr } = check(incidentIo({ severity_threshold: 'high' }));
    expect(stderr).toBe('');
    expect(status).toBe(0);
    expect(JSON.parse(stdout)).toMatchObject({
      integrations: {
        incident_io: { severity_threshold: 'high', min_confidence: 0.6, api_key: '[secret env:INCIDENT_IO_API_KEY]' },
        slack: { bot_token: '[secret env:SLACK_BOT_TOKEN]' },
      },
      tools: { loki: { url: 'http://loki:3100' } },
      services: [{ name: 'checkout-service' }],
    });
    for (const value of Object.values(env)) expect(stdout).not.toContain(value);
  });

  test('prints every fault with its file, path and hint, and exits 1', () => {
    const { status, stdout, stderr, file } = check(incidentIo({ severty_threshold: 'low', api_key: 'env:NOT_SET' }));
    expect(status).toBe(1);
    expect(stdout).toBe('');
    expect(stderr.split('\n')).toEqual([
      `${file}: integrations.incident_io.severty_threshold: unknown key. Did you mean "severity_threshold"?`,
      `${file}: integrations.incident_io.api_key: the secret env:NOT_SET cannot be read: the environment variable NOT_SET is not set`,
      '2 faults',
      '',
    ]);
  });

  test('--without-secrets checks a file on a machine that may not read them', () => {
    expect(check(startingFile, [], {}).status).toBe(1);
    expect(check(startingFile, ['--without-secrets'], {}).status).toBe(0);
  });
});
