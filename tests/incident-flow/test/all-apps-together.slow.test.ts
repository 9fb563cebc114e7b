import { type ChildProcess, execFileSync, spawn } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import {
  debianBinary,
  freePort,
  listen,
  type PrivateRedis,
  privateRedis,
  type TestServer,
  waitFor,
} from '@incidentfox/test-kit';
import { portOf, webhookSecret } from './system/system.ts';

const program = join(__dirname, '../../../apps/operator-cli/bin/incidentfox.mjs');
const monitoring = join(__dirname, '../../../deploy/monitoring');
const promtool = debianBinary('promtool', 'prometheus');
const apps = Object.keys(portOf);

/** `incidentfox start` with a configuration that names no tool, and where each of its apps listens. */
describe('incidentfox start', () => {
  let redis: PrivateRedis;
  let incidentIo: TestServer;
  let folder: string;
  let starting: ChildProcess;
  let output: string;
  let urls: Record<string, string>;
  let metricsPorts: Record<string, number>;
  let ended: Promise<number | null>;

  beforeEach(async () => {
    redis = await privateRedis();
    incidentIo = await listen((_request, response) => response.writeHead(503).end());
    folder = mkdtempSync(join(tmpdir(), 'all-apps-'));
    const file = join(folder, 'incidentfox.json');
    const incident_io = { webhook_secret: 'env:WEBHOOK_SECRET', api_key: 'env:API_KEY', api_url: incidentIo.url };
    writeFileSync(file, JSON.stringify({ integrations: { incident_io, slack: { enabled: false } } }));
    const ports = await Promise.all(apps.map(async (app) => [app, String(await freePort())] as const));
    urls = Object.fromEntries(ports.map(([app, port]) => [app, `http://127.0.0.1:${port}`]));
    metricsPorts = {
      WEBHOOK_GATEWAY_METRICS_PORT: await freePort(),
      NOTIFIER_METRICS_PORT: await freePort(),
      OPERATOR_CONSOLE_METRICS_PORT: await freePort(),
    };
    output = '';
    starting = spawn(process.execPath, [program, 'start', file], {
      env: {
        PATH: process.env.PATH,
        WEBHOOK_SECRET: webhookSecret,
        API_KEY: 'inc_x',
        REDIS_URL: redis.url,
        QUEUE_PREFIX: redis.prefix,
        ...Object.fromEntries(ports.map(([app, port]) => [portOf[app], port])),
        ...Object.fromEntries(Object.entries(metricsPorts).map(([name, port]) => [name, String(port)])),
      },
      stdio: ['ignore', 'pipe', 'pipe'],
    });
    for (const stream of [starting.stdout, starting.stderr])
      stream?.setEncoding('utf8').on('data', (text: string) => {
        output += text;
      });
    ended = new Promise((resolve) => starting.once('close', resolve));
    await Promise.all(
      apps.map((app) =>
        waitFor(async () => (await fetch(`${urls[app]}/health/live`)).ok, {
          timeoutMs: 60_000,
          what: `${app} is alive; what was written:\n${output}`,
        }),
      ),
    );
  }, 90_000);

  afterEach(async () => {
    starting.kill('SIGTERM');
    await ended;
    await incidentIo.close();
    await redis.close();
    rmSync(folder, { recursive: true, force: true });
  }, 90_000);

  const isGone = async (app: string) =>
    fetch(`${urls[app]}/health/live`).then(
      () => false,
      () => true,
    );

  test('runs the four apps, and ends all of them with code 0 when it is told to end', async () => {
    starting.kill('SIGTERM');
    expect(await ended).toBe(0);
    expect(await Promise.all(apps.map(isGone))).toEqual(apps.map(() => true));
    for (const app of apps) expect(output).toMatch(new RegExp(`"service":"${app}".*"clean":true`));
  }, 90_000);

  test('serves every number that the alert rules and the dashboard ask for', async () => {
    const places = Object.values(metricsPorts).map((port) => `http://127.0.0.1:${port}`);
    const texts = await Promise.all(
      [...places, urls['investigator-worker']].map(async (url) => (await fetch(`${url}/metrics`)).text()),
    );
    const served = new Set(texts.join('\n').match(/(?<=^# TYPE )\w+/gm));
    const asked = ['alerts.yml', 'dashboard.json']
      .flatMap((file) => readFileSync(join(monitoring, file), 'utf8').match(/\bincidentfox_\w+/g) ?? [])
      .map((name) => name.replace(/_bucket$/, ''));
    expect([...new Set(asked)].filter((name) => !served.has(name))).toEqual([]);
    const ours = texts.map((text) => text.replace(/^(?!.*incidentfox_).*\n/gm, ''));
    if (promtool) for (const input of ours) execFileSync(promtool, ['check', 'metrics'], { input });
  }, 90_000);

  test('ends with code 1, and says which app was the first, when one of them ends by itself', async () => {
    process.kill(pidOf('notifier', starting.pid), 'SIGKILL');
    expect(await ended).toBe(1);
    expect(output).toContain('notifier was ended by SIGKILL: ending the other apps\n');
    expect(await Promise.all(apps.map(isGone))).toEqual(apps.map(() => true));
  }, 90_000);
});

/** The process of an app among the children of another. */
function pidOf(app: string, parent: number | undefined): number {
  const processes = execFileSync('ps', ['-A', '-o', 'pid=,ppid=,args='], { encoding: 'utf8' }).split('\n');
  const [pid] = processes
    .map((line) => /^\s*(\d+)\s+(\d+)\s(.*)$/.exec(line)?.slice(1) ?? [])
    .filter(([, ppid, args]) => Number(ppid) === parent && args?.includes(`apps/${app}/dist/main.js`))
    .map(([found]) => Number(found));
  if (pid === undefined) throw new Error(`no process of ${app}`);
  return pid;
}
