import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { freePort, waitFor } from '@incidentfox/test-kit';

export interface StartedServer {
  readonly url: string;
  stop(): Promise<void>;
}

/** A directory of its own, gone after `stop`. */
export const temporaryDirectory = () => mkdtemp(join(tmpdir(), 'incidentfox-'));

/** Starts a server's process on a free loopback port and waits until `readyPath` answers 200. */
export async function startServer(options: {
  binary: string;
  directory: string;
  args: (listen: string, port: number) => string[];
  readyPath: string;
}): Promise<StartedServer> {
  const port = await freePort();
  const child = spawn(options.binary, options.args(`127.0.0.1:${port}`, port), {
    cwd: options.directory,
    stdio: ['ignore', 'ignore', 'pipe'],
  });
  let said = '';
  child.stderr.on('data', (chunk) => {
    said = (said + chunk).slice(-4_000);
  });
  const url = `http://127.0.0.1:${port}`;
  const stop = async () => {
    await end(child);
    await rm(options.directory, { recursive: true, force: true });
  };
  try {
    await waitFor(async () => child.exitCode === null && (await fetch(url + options.readyPath)).ok, {
      timeoutMs: 20_000,
      everyMs: 50,
    });
  } catch (cause) {
    await stop();
    throw new Error(`${options.binary} did not start: ${said}`, { cause });
  }
  return { url, stop };
}

async function end(child: ChildProcess): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null) return;
  const ended = once(child, 'exit');
  child.kill('SIGKILL');
  await ended;
}
