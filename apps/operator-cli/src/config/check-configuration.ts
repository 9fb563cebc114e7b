import { ConfigFaults, type LoadOptions, loadConfiguration, sentenceOf } from '@incidentfox/config';
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
