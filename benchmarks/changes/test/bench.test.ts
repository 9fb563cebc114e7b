import { execFile } from 'node:child_process';
import { mkdirSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import type { ChangePrediction } from '../src/predict/prediction.ts';

const run = promisify(execFile);
const root = join(__dirname, '../../..');
const bench = (script: string, ...args: string[]) =>
  run('node', ['--conditions=@incidentfox/source', '--import', 'tsx', `benchmarks/changes/src/${script}.ts`, ...args], {
    cwd: root,
  });

const minute = (at: number) => new Date(Date.UTC(2026, 2, 1, 10, at)).toISOString();

/** A service whose calls fail from minute 40 on, a minute after a deploy. */
function writeCase(folder: string): void {
  mkdirSync(folder, { recursive: true });
  const rows = Array.from(
    { length: 60 },
    (_, at) => `${minute(at)},checkout,error_ratio,${at < 40 ? 0.002 + (at % 3) / 1000 : 0.6}`,
  );
  writeFileSync(join(folder, 'metrics.csv'), ['timestamp,service,metric,value', ...rows].join('\n'));
  const lines = Array.from({ length: 60 }, (_, at) => ({
    time: minute(at),
    app: 'checkout',
    level: at < 40 ? 'INFO' : 'ERROR',
    message: at < 40 ? `order ${at} placed` : `order ${at} failed: voucher is null`,
  }));
  writeFileSync(join(folder, 'logs.ndjson'), `${lines.map((line) => JSON.stringify(line)).join('\n')}\nnot json\n`);
  writeFileSync(
    join(folder, 'alert.json'),
    JSON.stringify({ service: 'checkout', metric: 'error_ratio', fired_at: minute(45) }),
  );
  writeFileSync(
    join(folder, 'deploys.json'),
    JSON.stringify([{ timestamp: minute(39), service: 'checkout', commit_sha: 'abcdef1234567', version: 'v2' }]),
  );
  writeFileSync(join(folder, 'commits.json'), '[{ broken');
}

describe('the command line on a folder it has never seen', () => {
  const folder = mkdtempSync(join(tmpdir(), 'changes-'));
  let lines: ChangePrediction[] = [];
  let told = '';

  beforeAll(async () => {
    writeCase(join(folder, 'case-a'));
    mkdirSync(join(folder, 'case-b'));
    writeFileSync(join(folder, 'case-b', 'alert.json'), JSON.stringify({ service: 'mailer', fired_at: minute(0) }));
    mkdirSync(join(folder, 'no-case'));
    const { stdout, stderr } = await bench('main', folder);
    told = stderr;
    lines = stdout
      .trim()
      .split('\n')
      .map((line) => JSON.parse(line) as ChangePrediction);
  }, 60_000);
  afterAll(() => rmSync(folder, { recursive: true }));

  test('prints one prediction a case, in order, also of a case that holds nothing but an alert', () => {
    expect(lines.map(({ id }) => id)).toEqual(['case-a', 'case-b']);
    expect(lines[1]).toMatchObject({ service: null, change: null, changes: [], rollback: null });
    expect(lines[1]?.verdict).not.toBe('root_cause');
  });

  test('finds the service that fails and the deploy that came before', () => {
    expect(lines[0]?.ranking[0]?.service).toBe('checkout');
    expect(lines[0]?.changes).toContain('abcdef1234567');
  });

  test('says what it could not read', () => {
    expect(told).toContain('case-a: not read:');
    expect(told).toContain('1 lines of logs.ndjson');
    expect(told).toContain('commits.json');
  });
});

describe('the cases of our own', () => {
  const folder = mkdtempSync(join(tmpdir(), 'own-'));
  afterAll(() => rmSync(folder, { recursive: true }));

  test('are scored by the same command that makes them, half by half', async () => {
    await bench('make', join(folder, 'dev'), '--half', 'dev');
    const { stdout } = await bench('figures', join(folder, 'dev'));
    const { changes } = JSON.parse(stdout) as { changes: Record<string, number> };
    expect(changes).toMatchObject({ missing: 0, n: readdirSync(join(folder, 'dev')).length - 1 });
    expect(changes.n).toBeGreaterThanOrEqual(30);
  }, 60_000);
});
