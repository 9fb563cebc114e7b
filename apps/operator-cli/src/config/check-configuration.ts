import { ConfigFaults, sentenceOf } from './config-faults.ts';
import { loadConfiguration } from './load-configuration.ts';
import type { LoadOptions } from './load-options.ts';

export interface CheckResult {
  exitCode: 0 | 1;
  /** The effective configuration as JSON, secrets hidden. */
  output: string;
  /** Faults or warnings, a line each. */
  notes: string[];
}

/**
 * What `npm run config:check` says about a file. With `withoutSecrets` references are not resolved: for a machine that may
 * not read them.
 */
export async function checkConfiguration(options: LoadOptions & { withoutSecrets?: boolean }): Promise<CheckResult> {
  const unread = async () => 'bm90IHJlYWQ=';
  const secrets = options.withoutSecrets ? { secrets: { resolve: unread, refresh: unread } } : {};
  try {
    const { effective, settings } = await loadConfiguration({ ...options, ...secrets });
    const shown = effective.length === 1 ? { ...effective[0], id: undefined } : { teams: effective };
    return {
      exitCode: 0,
      output: JSON.stringify(shown, null, 2),
      notes: settings.warnings.map((warning) => `warning: ${warning}`),
    };
  } catch (error) {
    if (!(error instanceof ConfigFaults)) throw error;
    const count = error.faults.length === 1 ? '1 fault' : `${error.faults.length} faults`;
    return { exitCode: 1, output: '', notes: [...error.faults.map(sentenceOf), count] };
  }
}
