import { investigateFromCommandLine } from '../investigate-cli.ts';

process.exitCode = await investigateFromCommandLine(process.argv.slice(2), process.env, {
  out: console.log,
  err: console.error,
});
