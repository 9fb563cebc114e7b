import { type ChildProcess, spawn } from 'node:child_process';
import { existsSync } from 'node:fs';

interface AppsToRun {
  readonly programs: readonly { app: string; program: string }[];
  readonly env: NodeJS.ProcessEnv;
  /** Where the apps write what they log: the standard output of this process (1) or its standard error (2). */
  readonly logsTo: 1 | 2;
  /** Standard error of this process. */
  note(text: string): void;
}

/** How it ended. `faults`: one sentence for each app that ended without being told, or badly after it was told. */
interface EndOfApps {
  /** A signal asked for the end, and every app ended well. */
  readonly wasAsked: boolean;
  readonly faults: readonly string[];
}

/** Longer than any app takes to stop by itself. */
const maxStopMs = 60_000;

/**
 * Starts every program in the process group of this one, and waits until all have ended. SIGTERM and
 * SIGINT end them in order, SIGHUP lets them read their configuration again. One that ends by itself takes the others along,
 * so that whoever supervises this process sees the end and starts everything afresh.
 */
export async function runApps({ programs, env, logsTo, note }: AppsToRun): Promise<EndOfApps> {
  const missing = programs.filter(({ program }) => !existsSync(program));
  if (missing.length > 0) {
    const fault = `Not built yet: ${missing.map(({ app }) => app).join(', ')}. Run: npm ci && npm run build`;
    note(`${fault}\n`);
    return { wasAsked: false, faults: [fault] };
  }
  const faults: string[] = [];
  const running = new Map<string, ChildProcess>();
  let asked: NodeJS.Signals | null = null;
  let late: NodeJS.Timeout | undefined;

  const tellAll = (signal: NodeJS.Signals) => {
    for (const child of running.values()) child.kill(signal);
  };
  const endAll = () => {
    tellAll('SIGTERM');
    late ??= setTimeout(tellAll, maxStopMs, 'SIGKILL');
  };
  const onEnd = (signal: NodeJS.Signals) => {
    if (asked !== null) return tellAll('SIGKILL');
    asked = signal;
    // a terminal has sent Ctrl-C to the whole group already, and a second signal means "at once"
    if (signal !== 'SIGINT' || !process.stdin.isTTY) endAll();
  };
  const onReload = () => tellAll('SIGHUP');
  process.on('SIGTERM', onEnd).on('SIGINT', onEnd).on('SIGHUP', onReload);

  await Promise.all(
    programs.map(async ({ app, program }) => {
      const child = spawn(process.execPath, [program], { env, stdio: ['ignore', logsTo, 2] });
      running.set(app, child);
      const how = await endOf(child);
      running.delete(app);
      if (asked !== null && how === null) return;
      const isFirst = late === undefined;
      if (isFirst || how !== null) {
        const fault = `${app} ${how ?? 'ended by itself'}`;
        faults.push(fault);
        note(`${fault}${isFirst ? ': ending the other apps' : ''}\n`);
      }
      endAll();
    }),
  );
  clearTimeout(late);
  process.off('SIGTERM', onEnd).off('SIGINT', onEnd).off('SIGHUP', onReload);
  return { wasAsked: asked !== null && faults.length === 0, faults };
}

/** Null when it ended with code 0. */
function endOf(child: ChildProcess): Promise<string | null> {
  return new Promise((resolve) => {
    child.once('error', (error) => resolve(`could not be started: ${error.message}`));
    child.once('exit', (code, signal) => {
      if (signal) resolve(`was ended by ${signal}`);
      else resolve(code === 0 ? null : `ended with code ${code}`);
    });
  });
}
