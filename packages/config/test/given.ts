import { type ConfigFault, ConfigFaults, type LoadOptions, loadSettings, type Settings } from '@incidentfox/config';

export type Json = Record<string, unknown>;

export const env = {
  INCIDENT_IO_WEBHOOK_SECRET: 'whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw',
  INCIDENT_IO_API_KEY: 'the incident.io key',
  SLACK_BOT_TOKEN: 'the bot token',
  SLACK_SIGNING_SECRET: 'the signing secret',
  GITHUB_TOKEN: 'the GitHub token',
  KUBERNETES_TOKEN: 'the service account token',
};

/** The configuration a new installation starts with. */
export const startingFile = {
  integrations: {
    incident_io: {
      enabled: true,
      webhook_secret: 'env:INCIDENT_IO_WEBHOOK_SECRET',
      api_key: 'env:INCIDENT_IO_API_KEY',
      api_url: 'https://api.incident.io',
      auto_investigate: true,
      severity_threshold: 'medium',
      skip_low_severity: false,
      severity_map: {},
      post_to_channel: true,
      create_timeline_entry: true,
      timeline_entry_types: ['investigation_start', 'root_cause_found', 'investigation_complete'],
      change_window_hours: 4,
    },
    slack: {
      enabled: true,
      bot_token: 'env:SLACK_BOT_TOKEN',
      signing_secret: 'env:SLACK_SIGNING_SECRET',
      api_url: 'https://slack.com/api/',
    },
  },
  tools: {
    prometheus: { enabled: true, url: 'http://prometheus:9090' },
    loki: { enabled: true, url: 'http://loki:3100' },
    github: { enabled: true, token: 'env:GITHUB_TOKEN', url: 'https://api.github.com' },
    kubernetes: {
      enabled: true,
      url: 'https://kubernetes.default.svc',
      token: 'env:KUBERNETES_TOKEN',
      default_namespace: 'production',
    },
  },
  services: [
    {
      name: 'checkout-service',
      aliases: ['checkout'],
      depends_on: ['payment-gateway'],
      github: 'acme/checkout',
      kubernetes: { namespace: 'shop', workload: 'checkout' },
    },
  ],
};

export const file = '/etc/incidentfox/config.json';

/** Files by path, as text or as what is written as JSON. */
export function readFrom(files: Record<string, unknown>): (path: string) => Promise<string> {
  return async (path) => {
    const content = files[path];
    if (content === undefined) throw Object.assign(new Error(`no such file: ${path}`), { code: 'ENOENT' });
    return typeof content === 'string' ? content : JSON.stringify(content);
  };
}

/** Loads a configuration of one file, or of several by path. */
export function load(
  content: unknown,
  others: Record<string, unknown> = {},
  more: Partial<LoadOptions> = {},
): Promise<Settings> {
  return loadSettings({ file, env, readFile: readFrom({ [file]: content, ...others }), ...more });
}

/** The faults of a configuration that cannot be used. */
export async function faultsOf(loading: Promise<unknown>): Promise<readonly ConfigFault[]> {
  const error = await loading.then(
    () => new Error('there was no fault'),
    (thrown: unknown) => thrown,
  );
  if (error instanceof ConfigFaults) return error.faults;
  throw error;
}

/** `startingFile` with `value` at a path; undefined takes the key out. */
export function withSetting(path: readonly (string | number)[], value: unknown): Json {
  const copy = structuredClone(startingFile) as Json;
  const last = path.at(-1) ?? '';
  const holder = path.slice(0, -1).reduce<Json>((at, key) => at[key] as Json, copy);
  if (value === undefined) delete holder[last];
  else holder[last] = value;
  return copy;
}

export const incidentIo = (different: Json): Json =>
  withSetting(['integrations', 'incident_io'], { ...startingFile.integrations.incident_io, ...different });
