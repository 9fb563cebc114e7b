import { faultsOf } from '@incidentfox/service-runtime';
import { Command, CommanderError } from 'commander';
import { type CliCommand, type CommandResult, type Terminal, WrongUsage } from './cli-command.ts';
import { checkCommand } from './config/check-command.ts';
import { publishCommand } from './config/publish-command.ts';
import { discoverCommand } from './discover/discover-command.ts';
import { doctorCommand } from './doctor/doctor-command.ts';
import { investigateCommand } from './investigate/investigate-command.ts';

export const commands: readonly CliCommand[] = [
  doctorCommand,
  discoverCommand,
  investigateCommand,
  checkCommand,
  publishCommand,
];

const exitCodes = '\nExit codes: 0 all is well, 1 problems were found, 2 wrong usage. NO_COLOR turns colours off.';

/** Runs what was typed. Gives the exit code: 0 all is well, 1 problems were found, 2 wrong usage. */
export async function runCommandLine(argv: readonly string[], terminal: Terminal): Promise<0 | 1 | 2> {
  let exitCode: 0 | 1 = 0;
  const program = new Command('npm run -s')
    .usage('COMMAND -- [options]')
    .description('What an operator of IncidentFox can ask for.')
    .helpCommand(false)
    .addHelpText('after', exitCodes)
    .exitOverride()
    .configureOutput({ writeOut: terminal.out, writeErr: terminal.note, getOutHasColors: () => terminal.colors });
  for (const one of commands) {
    const command = program.command(one.name).description(one.summary);
    one.declare(command);
    command
      .option('--json', 'write one JSON document to standard output')
      .usage(`-- ${command.usage()}`)
      .addHelpText('after', exitCodes)
      .showHelpAfterError(`See npm run -s ${one.name} -- --help`)
      .action(async () => {
        const result = await resultOf(one, command, terminal);
        write(result, Boolean(command.opts().json), terminal);
        exitCode = result.exitCode;
      });
  }
  try {
    await program.parseAsync(argv, { from: 'user' });
    return exitCode;
  } catch (error) {
    if (error instanceof CommanderError) return error.exitCode === 0 ? 0 : 2;
    throw error;
  }
}

async function resultOf(one: CliCommand, command: Command, terminal: Terminal): Promise<CommandResult> {
  try {
    return await one.run(command, terminal);
  } catch (error) {
    if (error instanceof WrongUsage) command.error(`error: ${error.message}`);
    const faults = faultsOf(error);
    return { exitCode: 1, text: '', notes: faults, json: { faults } };
  }
}

function write({ text, notes, json }: CommandResult, asJson: boolean, terminal: Terminal): void {
  if (asJson) {
    terminal.out(`${JSON.stringify(json, null, 2)}\n`);
    return;
  }
  for (const note of notes) terminal.note(`${note}\n`);
  if (text !== '') terminal.out(`${text}\n`);
}
