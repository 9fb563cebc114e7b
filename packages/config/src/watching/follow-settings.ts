import type { Environment } from '../environment.ts';
import { sentenceOf } from '../faults/config-faults.ts';
import { type WatchedSettings, type WatchOptions, watchSettings } from './watch-settings.ts';

/** The part of a logger that is needed here. */
interface Log {
  info(fields: object, message: string): void;
  warn(fields: object, message: string): void;
  error(fields: object, message: string): void;
}

/**
 * The settings of an app, followed while it runs: what changes is taken over, what is broken is refused, and the log tells
 * either. `host` is `process`, handed in by `main.ts`. Throws `ConfigFaults` when the first configuration is broken.
 */
export async function followSettings(
  environment: Pick<Environment, 'configFile'>,
  host: NonNullable<WatchOptions['signals']> & { env: WatchOptions['env'] },
  log: Log,
): Promise<WatchedSettings> {
  const warn = (warnings: readonly string[]) => {
    for (const warning of warnings) log.warn({ warning }, 'the configuration has a warning');
  };
  const settings = await watchSettings({
    file: environment.configFile,
    env: host.env,
    signals: host,
    onChange: (changed) => {
      log.info({}, 'the configuration was reloaded');
      warn(changed.warnings);
    },
    onRefused: (faults) =>
      log.error({ faults: faults.map(sentenceOf) }, 'the new configuration is broken: the old one stays in use'),
  });
  warn(settings.current().warnings);
  return settings;
}
