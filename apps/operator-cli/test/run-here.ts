import { runCommandLine } from '../src/run-command-line.ts';

/** Runs the command line in this process and gives what it wrote. */
export async function runHere(args: readonly string[], env: Record<string, string> = {}) {
  const [out, notes]: [string[], string[]] = [[], []];
  const status = await runCommandLine(args, {
    env,
    colors: false,
    out: (text) => void out.push(text),
    note: (text) => void notes.push(text),
  });
  return { status, stdout: out.join(''), stderr: notes.join('') };
}
