import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { type Desk, quick } from './notifier-desk.ts';

const script = join(__dirname, 'notifier-process.mjs');

export interface KillableNotifier {
  /** SIGKILL, and a new process in its place. Gives the time it took to be gone. */
  killAndRestart(): void;
  /** Resolves when the current process is ready. */
  ready(): Promise<void>;
  readonly kills: number;
  stop(): Promise<void>;
}

/** Keeps one notifier process alive for the desk's Redis, Slack and incident.io, whatever the test does to it. */
export function killableNotifier(desk: Desk): KillableNotifier {
  let child: ChildProcess = start(desk);
  let isReady = once(child, 'message');
  let kills = 0;
  return {
    killAndRestart: () => {
      kills++;
      child.kill('SIGKILL');
      child = start(desk);
      isReady = once(child, 'message');
    },
    ready: async () => void (await isReady),
    get kills() {
      return kills;
    },
    stop: async () => {
      const gone = once(child, 'exit');
      child.kill('SIGKILL');
      await gone;
    },
  };
}

function start(desk: Desk): ChildProcess {
  const options = {
    settings: desk.settings,
    environment: {
      configFile: '',
      redisUrl: desk.redis.url,
      port: 0,
      host: '127.0.0.1',
      logLevel: 'silent',
      prefix: desk.redis.prefix,
      consoleUrl: 'https://fox.example.com',
    },
    timings: { ...quick, settleMs: 150, leaseMs: 900 },
    pace: { betweenPostsMs: 20, postsPerMinute: 100_000, calmUpdatesPerMinute: 100_000 },
    lockMs: 800,
  };
  return spawn(process.execPath, [script, JSON.stringify(options)], { stdio: ['ignore', 'inherit', 'inherit', 'ipc'] });
}
