import { fileURLToPath } from 'node:url';
import type { CliCommand } from '../cli-command.ts';
import { runApps } from './run-apps.ts';

/** Where the built apps are, seen from this file's folder in `src` as well as in `dist`. */
const builtApp = (app: string) => fileURLToPath(new URL(`../../../${app}/dist/main.js`, import.meta.url));

const apps = ['webhook-gateway', 'investigator-worker', 'notifier', 'operator-console'];

export const startCommand: CliCommand = {
  name: 'start',
  summary: 'Runs the four apps until it is told to end. When one of them ends by itself, all do.',
  declare: (command) => command.argument('[file]', 'the configuration (default: $INCIDENTFOX_CONFIG)'),
  run: async (command, { env, note }) => {
    const [file] = command.args;
    const ending = await runApps({
      programs: apps.map((app) => ({ app, program: builtApp(app) })),
      env: { ...env, ...(file && { INCIDENTFOX_CONFIG: file }) },
      // with --json, standard output is for the one document alone
      logsTo: command.opts().json ? 2 : 1,
      note,
    });
    return {
      exitCode: ending.wasAsked ? 0 : 1,
      text: '',
      notes: [],
      json: { wasAsked: ending.wasAsked, faults: ending.faults },
    };
  },
};
