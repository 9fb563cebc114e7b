import { faultsOf, version } from '@incidentfox/service-runtime';
import { Command, CommanderError } from 'commander';
import { type CliCommand, type CommandResult, type Terminal, WrongUsage } from './cli-command.ts';
import { checkCommand } from './config/check-command.ts';
import { publishCommand } from './config/publish-command.ts';
import { discoverCommand } from './discover/discover-command.ts';
import { doctorCommand } from './doctor/doctor-command.ts';
import { investigateCommand } from './investigate/investigate-command.ts';
import { startCommand } from './start/start-command.ts';

export const commands: readonly CliCommand[] = [
  startCommand,
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
  const program = new Command('incidentfox')
    .description('What an operator of IncidentFox can ask for.')
    .helpCommand(false)
    .version(version)
    .addHelpText('after', `\nEvery command has --help and --json.${exitCodes}`)
    .exitOverride()
    .configureOutput({ writeOut: terminal.out, writeErr: terminal.note, getOutHasColors: () => terminal.colors });
  for (const one of commands) {
    const command = addCommand(program, one);
    command.action(async () => {
      const result = await resultOf(one, command, terminal);
      write(result, Boolean(command.opts().json), terminal);
      exitCode = result.exitCode;
    });
  }
  try {
    await program.parseAsync(wordsOf(argv), { from: 'user' });
    return exitCode;
  } catch (error) {
    if (error instanceof CommanderError) return error.exitCode === 0 ? 0 : 2;
    throw error;
  }
}

/** `config:check`, as the npm scripts are called, is `config check`. */
function wordsOf([first = '', ...rest]: readonly string[]): string[] {
  const isScript = commands.some(({ name }) => name.includes(' ') && name.replace(' ', ':') === first);
  if (isScript) return [...first.split(':'), ...rest];
  return first === '' && rest.length === 0 ? [] : [first, ...rest];
}

/** `config check` becomes the command `check` of the command `config`. */
function addCommand(program: Command, one: CliCommand): Command {
  const [first = '', second] = one.name.split(' ');
  const command = (second === undefined ? program : groupOf(program, first)).command(second ?? first);
  one.declare(command.description(one.summary));
  return command
    .option('--json', 'write one JSON document to standard output')
    .addHelpText('after', exitCodes)
    .showHelpAfterError(`See incidentfox ${one.name} --help`);
}

function groupOf(program: Command, name: string): Command {
  const known = program.commands.find((command) => command.name() === name);
  if (known) return known;
  const names = commands.filter((one) => one.name.startsWith(`${name} `)).map((one) => one.name.split(' ')[1]);
  return program
    .command(name)
    .description(`Commands about ${name}: ${names.join(', ')}.`)
    .helpCommand(false);
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
