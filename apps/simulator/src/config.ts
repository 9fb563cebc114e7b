import { z } from 'zod';

const port = z.coerce.number().int().min(0).max(65_535).default(0);
const secret = (value: string) => z.string().min(1).default(value);

/** What the environment says. Ports of 0 are free ones. The secrets are known to everybody: nothing here is worth stealing. */
const Environment = z.object({
  SIMULATOR_PORT: port,
  /** Without one, webhooks are signed and sent into the void, and tried again. */
  GATEWAY_URL: z.url().default('http://127.0.0.1:3000'),
  WEBHOOK_SECRET: secret(`whsec_${Buffer.from('the simulator signs with this').toString('base64')}`),
  INCIDENT_IO_API_KEY: secret('inc_simulator'),
  /** Where the app takes Slack's buttons, commands and mentions. */
  NOTIFIER_URL: z.url().default('http://127.0.0.1:3002'),
  SLACK_SIGNING_SECRET: secret('simulator-signing-secret'),
  SLACK_BOT_TOKEN: secret('xoxb-simulator'),
  GITHUB_TOKEN: secret('ghp_simulator'),
  KUBERNETES_TOKEN: secret('simulator'),
  INCIDENT_IO_PORT: port,
  SLACK_PORT: port,
  PROMETHEUS_PORT: port,
  LOKI_PORT: port,
  GITHUB_PORT: port,
  KUBERNETES_PORT: port,
});
export type SimulatorConfig = z.output<typeof Environment>;

/** Throws with one sentence a fault. Empty strings count as absent. */
export function readConfig(env: Readonly<Record<string, string | undefined>>): SimulatorConfig {
  const present = Object.fromEntries(Object.entries(env).filter(([, value]) => value !== ''));
  const result = Environment.safeParse(present);
  if (result.success) return result.data;
  throw new Error(result.error.issues.map((issue) => `${issue.path.join('.')}: ${issue.message}`).join('\n'));
}
