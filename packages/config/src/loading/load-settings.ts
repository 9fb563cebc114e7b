import type { Settings } from '../settings.ts';
import { loadConfiguration } from './load-configuration.ts';
import type { LoadOptions } from './load-options.ts';

/**
 * Reads, merges, checks and resolves the configuration. Throws `ConfigFaults` with everything that is wrong at once: syntax,
 * unknown keys, wrong values, missing settings, secrets that cannot be read.
 */
export async function loadSettings(options: LoadOptions): Promise<Settings> {
  return (await loadConfiguration(options)).settings;
}
