import {
  type ConfigFault,
  examineConfiguration,
  type LoadOptions,
  type Settings,
  sentenceOf,
} from '@incidentfox/config';
import { isWebhookSecret, webhookSecretRule } from '@incidentfox/incident-io/webhooks';
import { describeReference } from '@incidentfox/secrets';
import type { CommandResult } from '../cli-command.ts';

/** What stands in for a secret that is not read; a signing secret has this shape. */
const unreadSecret = 'bm90IHJlYWQsIGFuZCBsb25nIGVub3VnaA==';

/**
 * The effective configuration of a file, secrets hidden, or all its faults. With `withoutSecrets` references are not resolved:
 * for a machine that may not read them.
 */
export async function checkConfiguration(options: LoadOptions & { withoutSecrets?: boolean }): Promise<CommandResult> {
  const resolve = async (reference: string) => (isReference(reference) ? unreadSecret : reference);
  const secrets = options.withoutSecrets ? { secrets: { resolve, refresh: resolve } } : {};
  const { effective, settings, faults: unusable, mistakes } = await examineConfiguration({ ...options, ...secrets });
  const faults = [...unusable, ...mistakes, ...weakWebhookSecrets(settings, options.file)];
  if (faults.length > 0) {
    const count = faults.length === 1 ? '1 fault' : `${faults.length} faults`;
    return {
      exitCode: 1,
      text: '',
      notes: [...faults.map(sentenceOf), count],
      json: { configuration: null, warnings: [], faults },
    };
  }
  const configuration = effective.length === 1 ? { ...effective[0], id: undefined } : { teams: effective };
  return {
    exitCode: 0,
    text: JSON.stringify(configuration, null, 2),
    notes: settings.warnings.map((warning) => `warning: ${warning}`),
    json: { configuration, warnings: settings.warnings, faults: [] },
  };
}

/** What can be read elsewhere; all else is the secret itself. */
const isReference = (text: string): boolean => describeReference(text) === text;

/** The gateway would not start with them: a check of the file must say so first. */
function weakWebhookSecrets({ teams }: Settings, file: string): ConfigFault[] {
  return teams.flatMap(({ id, incidentIo }) =>
    (incidentIo.enabled ? incidentIo.webhookSecrets : [])
      .filter((secret) => secret.isResolved && !isWebhookSecret(secret.reveal()))
      .map((secret) => ({
        file,
        path: 'integrations.incident_io.webhook_secret',
        message: `team ${id}: ${secret.toString()} ${webhookSecretRule}`,
        hint: 'Copy the signing secret from Settings > Webhooks in incident.io',
      })),
  );
}
