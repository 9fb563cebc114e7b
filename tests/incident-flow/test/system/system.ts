import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { freePort, type PrivateRedis, privateRedis, waitFor } from '@incidentfox/test-kit';
import { type AppProcess, startApp } from './processes.ts';
import { connectSimulator, type Simulator } from './simulator.ts';

export const webhookSecret = `whsec_${Buffer.from('the signing secret of the flow tests').toString('base64')}`;
/** Without a shape that anything would recognise as a secret. */
export const kubernetesToken = 'token-of-the-flow-tests';

/** The whole product on loopback: a Redis of its own, the simulated outside world, and the apps as processes. */
export interface System {
  readonly redis: PrivateRedis;
  readonly simulator: Simulator;
  readonly gatewayUrl: string;
  /** The configuration all apps follow. */
  readonly configFile: string;
  /** What every app is started with, besides its port. */
  readonly env: Readonly<Record<string, string>>;
  readonly apps: ReadonlyMap<string, AppProcess>;
  /** Where an app that was started listens, without a slash at the end. */
  urlOf(app: string): string;
  /**
   * Starts an app again, after it was stopped or killed; `notifier#2` is another process of the notifier. `variables` are added
   * to its environment.
   */
  start(app: string, variables?: Readonly<Record<string, string>>): Promise<void>;
  stop(): Promise<void>;
}

/** On a machine that is busy with other things too. */
const startsWithinMs = 50_000;

/** The variable that holds each app's port. */
export const portOf: Readonly<Record<string, string>> = {
  'webhook-gateway': 'WEBHOOK_GATEWAY_PORT',
  'investigator-worker': 'INVESTIGATOR_WORKER_PORT',
  notifier: 'NOTIFIER_PORT',
  'operator-console': 'OPERATOR_CONSOLE_PORT',
};

export interface SystemOptions {
  /** Merged over the configured `integrations.incident_io`. */
  incidentIo?: object;
  /** Merged over `tools.loki`. */
  loki?: object;
  /** Which apps are started. Default: those that handle an incident. */
  apps?: string[];
  /** The address under which the apps know the Redis, when it is not its own; called once, before they start. */
  redisAddress?: (redisUrl: string) => Promise<string>;
}

export async function startSystem(options: SystemOptions = {}): Promise<System> {
  const redis = await privateRedis({ own: true });
  const folder = mkdtempSync(join(tmpdir(), 'incident-flow-'));
  const gatewayPort = await freePort();
  const gatewayUrl = `http://127.0.0.1:${gatewayPort}`;
  const simulatorProcess = startApp('simulator', {
    GATEWAY_URL: gatewayUrl,
    WEBHOOK_SECRET: webhookSecret,
    KUBERNETES_TOKEN: kubernetesToken,
  });
  const simulator = await connectSimulator(simulatorProcess);
  const file = join(folder, 'incidentfox.json');
  writeFileSync(file, JSON.stringify(configuration(simulator, options)));

  const redisUrl = (await options.redisAddress?.(redis.url)) ?? redis.url;
  const env = { ...secrets, INCIDENTFOX_CONFIG: file, REDIS_URL: redisUrl, QUEUE_PREFIX: redis.prefix };
  const apps = new Map<string, AppProcess>();
  const ports = new Map<string, number>([['webhook-gateway', gatewayPort]]);
  const urlOf = (app: string): string => `http://127.0.0.1:${ports.get(app)}`;
  const start = async (app: string, variables: Readonly<Record<string, string>> = {}): Promise<void> => {
    const port = ports.get(app) ?? (await freePort());
    ports.set(app, port);
    const [program = app] = app.split('#');
    const started = startApp(program, { ...env, ...variables, [portOf[program] ?? 'PORT']: String(port) });
    apps.set(app, started);
    await waitFor(async () => (await fetch(`${urlOf(app)}/health/ready`)).ok, {
      timeoutMs: startsWithinMs,
      what: `${app} is ready; its output:\n${started.output()}`,
    });
  };
  const wanted = options.apps ?? ['webhook-gateway', 'investigator-worker', 'notifier'];
  await Promise.all(wanted.map((app) => start(app)));
  return {
    redis,
    simulator,
    gatewayUrl,
    configFile: file,
    env,
    apps,
    urlOf,
    start,
    stop: async () => {
      await Promise.all([...apps.values()].map((app) => app.stop()));
      await simulatorProcess.stop();
      await redis.close();
      rmSync(folder, { recursive: true, force: true });
    },
  };
}

const secrets = {
  INCIDENT_IO_WEBHOOK_SECRET: webhookSecret,
  INCIDENT_IO_API_KEY: 'inc_simulator',
  SLACK_BOT_TOKEN: 'xoxb-simulator',
  SLACK_SIGNING_SECRET: 'simulator-signing-secret',
  GITHUB_TOKEN: 'ghp_simulator',
  KUBERNETES_TOKEN: kubernetesToken,
};

function configuration(simulator: Simulator, { incidentIo, loki }: SystemOptions): object {
  const { urls } = simulator;
  return {
    integrations: {
      incident_io: {
        webhook_secret: 'env:INCIDENT_IO_WEBHOOK_SECRET',
        api_key: 'env:INCIDENT_IO_API_KEY',
        api_url: urls.incident_io,
        ...incidentIo,
      },
      slack: { bot_token: 'env:SLACK_BOT_TOKEN', signing_secret: 'env:SLACK_SIGNING_SECRET', api_url: urls.slack },
    },
    tools: {
      prometheus: { url: urls.prometheus },
      loki: { url: urls.loki, ...loki },
      github: { url: urls.github, token: 'env:GITHUB_TOKEN' },
      kubernetes: { url: urls.kubernetes, token: 'env:KUBERNETES_TOKEN', default_namespace: 'shop' },
    },
    services: simulator.services,
  };
}
