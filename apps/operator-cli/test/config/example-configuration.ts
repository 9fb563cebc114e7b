import { readFileSync } from 'node:fs';
import { join } from 'node:path';

type Json = Record<string, unknown>;

export const env = {
  INCIDENT_IO_WEBHOOK_SECRET: 'whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw',
  INCIDENT_IO_API_KEY: 'the incident.io key',
  SLACK_BOT_TOKEN: 'the bot token',
  SLACK_SIGNING_SECRET: 'the signing secret',
  GITHUB_TOKEN: 'the GitHub token',
  KUBERNETES_TOKEN: 'the service account token',
};

/** `incidentfox.example.json` with settings of `integrations.incident_io` changed, and every secret in the environment. */
export function exampleConfiguration(incidentIo: Json = {}): Json {
  const example = JSON.parse(readFileSync(join(__dirname, '../../../../incidentfox.example.json'), 'utf8')) as {
    integrations: { incident_io: Json };
    tools: { kubernetes: Json };
  };
  Object.assign(example.integrations.incident_io, incidentIo);
  example.tools.kubernetes.token = 'env:KUBERNETES_TOKEN';
  return example;
}
