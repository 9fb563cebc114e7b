import { ConfigFaults, type LoadOptions, loadConfiguration, type Settings, sentenceOf } from '@incidentfox/config';
import { isWebhookSecret, webhookSecretRule } from '@incidentfox/incident-io/webhooks';
import type { CommandResult } from '../cli-command.ts';

/**
 * The effective configuration of a file, secrets hidden, or all its faults. With `withoutSecrets` references are not resolved:
 * for a machine that may not read them.
 */
export async function checkConfiguration(options: LoadOptions & { withoutSecrets?: boolean }): Promise<CommandResult> {
  const unread = async () => 'bm90IHJlYWQ=';
  const secrets = options.withoutSecrets ? { secrets: { resolve: unread, refresh: unread } } : {};
  try {
    const { effective, settings } = await loadConfiguration({ ...options, ...secrets });
    if (!options.withoutSecrets) refuseWeakWebhookSecrets(settings, options.file);
    const configuration = effective.length === 1 ? { ...effective[0], id: undefined } : { teams: effective };
    return {
      exitCode: 0,
      text: JSON.stringify(configuration, null, 2),
      notes: settings.warnings.map((warning) => `warning: ${warning}`),
      json: { configuration, warnings: settings.warnings, faults: [] },
    };
  } catch (error) {
    if (!(error instanceof ConfigFaults)) throw error;
    const { faults } = error;
    const count = faults.length === 1 ? '1 fault' : `${faults.length} faults`;
    return {
      exitCode: 1,
      text: '',
      notes: [...faults.map(sentenceOf), count],
      json: { configuration: null, warnings: [], faults },
    };
  }
}

/** The gateway would not start with them: a check of the file must say so first. */
function refuseWeakWebhookSecrets({ teams }: Settings, file: string): void {
  const weak = teams.flatMap(({ id, incidentIo }) =>
    (incidentIo.enabled ? incidentIo.webhookSecrets : [])
      .filter((secret) => !isWebhookSecret(secret.reveal()))
      .map((secret) => ({
        file,
        path: 'integrations.incident_io.webhook_secret',
        message: `team ${id}: ${secret.toString()} ${webhookSecretRule}`,
        hint: 'Copy the signing secret from Settings > Webhooks in incident.io',
      })),
  );
  if (weak.length > 0) throw new ConfigFaults(weak);
}
