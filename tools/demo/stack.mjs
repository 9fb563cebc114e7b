import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { freePort } from '../free-port.mjs';

const startMs = 20_000;

/** Configuration files that go when we go. */
const folders = [];
process.once('exit', () => {
  for (const folder of folders) rmSync(folder, { recursive: true, force: true });
});

/** Secrets the simulator accepts. Nothing here opens anything outside this machine. */
const secrets = {
  INCIDENT_IO_WEBHOOK_SECRET: `whsec_${Buffer.from('for the demonstration only').toString('base64')}`,
  INCIDENT_IO_API_KEY: 'inc_demo',
  SLACK_BOT_TOKEN: 'xoxb-demo',
  SLACK_SIGNING_SECRET: 'demo-signing-secret',
  GITHUB_TOKEN: 'ghp_demo',
  KUBERNETES_TOKEN: 'kubernetes-demo',
};

/** Starts the simulator and the four apps on free ports, and answers when all are healthy. Secrets travel by environment. */
export async function startStack(processes, redisUrl) {
  const [gateway, worker, notifier, console_] = await Promise.all([freePort(), freePort(), freePort(), freePort()]);
  const at = (port) => `http://127.0.0.1:${port}`;
  const base = { ...process.env, ...secrets, NODE_ENV: 'production' };
  const simulator = processes.start('simulator', {
    ...base,
    SIMULATOR_PORT: '0',
    GATEWAY_URL: at(gateway),
    NOTIFIER_URL: at(notifier),
    WEBHOOK_SECRET: secrets.INCIDENT_IO_WEBHOOK_SECRET,
  });
  const { control, urls } = await firstLine(simulator);
  const services = await (await fetch(`${control}/services`)).json();

  const folder = mkdtempSync(join(tmpdir(), 'incidentfox-demo-'));
  folders.push(folder);
  const file = join(folder, 'incidentfox.json');
  writeFileSync(file, `${JSON.stringify(configuration(urls, services), null, 2)}\n`, { mode: 0o600 });

  const env = {
    ...base,
    INCIDENTFOX_CONFIG: file,
    REDIS_URL: redisUrl,
    CONSOLE_URL: at(console_),
    WEBHOOK_GATEWAY_PORT: String(gateway),
    INVESTIGATOR_WORKER_PORT: String(worker),
    NOTIFIER_PORT: String(notifier),
    OPERATOR_CONSOLE_PORT: String(console_),
  };
  const apps = { 'webhook-gateway': gateway, 'investigator-worker': worker, notifier, 'operator-console': console_ };
  for (const app of Object.keys(apps)) processes.start(app, env);
  await Promise.all(Object.entries(apps).map(([app, port]) => untilReady(app, `${at(port)}/health/ready`)));
  return { control, urls, console: at(console_), gateway: at(gateway), configFile: file };
}

function configuration(urls, services) {
  return {
    integrations: {
      incident_io: {
        enabled: true,
        webhook_secret: 'env:INCIDENT_IO_WEBHOOK_SECRET',
        api_key: 'env:INCIDENT_IO_API_KEY',
        api_url: urls.incident_io,
        auto_investigate: true,
        severity_threshold: 'medium',
      },
      slack: {
        enabled: true,
        bot_token: 'env:SLACK_BOT_TOKEN',
        signing_secret: 'env:SLACK_SIGNING_SECRET',
        api_url: urls.slack,
      },
    },
    tools: {
      prometheus: { enabled: true, url: urls.prometheus },
      loki: { enabled: true, url: urls.loki },
      github: { enabled: true, token: 'env:GITHUB_TOKEN', url: urls.github },
      kubernetes: { enabled: true, url: urls.kubernetes, token: 'env:KUBERNETES_TOKEN', default_namespace: 'shop' },
    },
    services,
  };
}

/** The simulator says where everything is in its first line. */
async function firstLine(entry) {
  const deadline = Date.now() + startMs;
  while (!entry.stdout.includes('\n')) {
    if (entry.isGone || Date.now() > deadline)
      throw new Error(`the simulator did not start:\n${entry.lines.join('\n')}`);
    await new Promise((resolve) => setTimeout(resolve, 25));
  }
  return JSON.parse(entry.stdout.split('\n')[0]);
}

async function untilReady(app, url) {
  const deadline = Date.now() + startMs;
  let last = 'no answer';
  while (Date.now() < deadline) {
    const answer = await fetch(url, { signal: AbortSignal.timeout(2000) }).catch(() => null);
    if (answer?.ok) return;
    last = answer ? `${answer.status} ${(await answer.text()).slice(0, 200)}` : 'no answer';
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
  throw new Error(`${app} was not ready within ${startMs / 1000} s (${last})`);
}
