import { type CliCommand, WrongUsage } from '../cli-command.ts';
import { checkConfiguration } from './check-configuration.ts';

export const checkCommand: CliCommand = {
  name: 'config check',
  summary: 'Prints every fault of a configuration, or the effective configuration with its secrets hidden.',
  declare: (command) =>
    command
      .argument('[file]', 'the configuration (default: $INCIDENTFOX_CONFIG)')
      .option('--without-secrets', 'do not read secrets: for a machine that may not'),
  run: (command, { env }) => {
    const file = command.args[0] ?? env.INCIDENTFOX_CONFIG;
    if (!file) throw new WrongUsage('Which file? Name it, or set INCIDENTFOX_CONFIG');
    return checkConfiguration({ file, env, withoutSecrets: Boolean(command.opts().withoutSecrets) });
  },
};
