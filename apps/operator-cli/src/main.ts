// What an operator types: npx incidentfox COMMAND (--help for each).
import { Command } from 'commander';
import { runCommandLine } from './run-command-line.ts';

// A reader that has seen enough, such as `head`, is no fault.
process.stdout.on('error', (error: NodeJS.ErrnoException) => {
  if (error.code !== 'EPIPE') throw error;
});

process.exitCode = await runCommandLine(process.argv.slice(2), {
  env: process.env,
  // The parser's own rule: NO_COLOR wins, then FORCE_COLOR, then whether a terminal shows it.
  colors: new Command().configureOutput().getOutHasColors?.() ?? false,
  out: (text) => void process.stdout.write(text),
  note: (text) => void process.stderr.write(text),
});
