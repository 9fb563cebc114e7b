import type { CliCommand } from '../cli-command.ts';
import { discoverServices } from './discover-services.ts';

export const discoverCommand: CliCommand = {
  name: 'services discover',
  summary: 'Proposes the services section of the configuration from what the data sources know.',
  declare: () => {},
  run: (_command, { env }) => discoverServices(env),
};
