import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { type NotifierSystem, quick } from './notifier-system.ts';

const script = join(__dirname, 'notifier-process.mjs');

export interface KillableNotifier {
  /** SIGKILL, and a new process in its place. Gives the time it took to be gone. */
  killAndRestart(): void;
  /** Resolves when the current process is ready. */
  ready(): Promise<void>;
  readonly kills: number;
  stop(): Promise<void>;
}

/** Keeps one notifier process alive for the system's Redis, Slack and incident.io, as a supervisor would, whatever the test does to it. */
export function killableNotifier(system: NotifierSystem): KillableNotifier {
  let kills = 0;
  let stopped = false;
  let child: ChildProcess;
  let isReady: Promise<unknown>;
  const startNew = () => {
    child = start(system);
    isReady = once(child, 'message');
    child.once('exit', () => {
      if (!stopped) startNew();
    });
  };
  startNew();
  return {
    killAndRestart: () => {
      kills++;
      child.kill('SIGKILL');
    },
    ready: async () => void (await isReady),
    get kills() {
      return kills;
    },
    stop: async () => {
      stopped = true;
      const gone = once(child, 'exit');
      child.kill('SIGKILL');
      await gone;
    },
  };
}

function start(system: NotifierSystem): ChildProcess {
  const options = {
    settings: system.settings,
    environment: {
      configFile: '',
      redisUrl: system.redis.url,
      port: 0,
      host: '127.0.0.1',
      prefix: system.redis.prefix,
      consoleUrl: 'https://fox.example.com',
    },
    timings: { ...quick, settleMs: 150, leaseMs: 900 },
    pace: { betweenPostsMs: 20, postsPerMinute: 100_000, lowPriorityUpdatesPerMinute: 100_000 },
    lockMs: 800,
  };
  return spawn(process.execPath, [script, JSON.stringify(options)], { stdio: ['ignore', 'inherit', 'inherit', 'ipc'] });
}
