import { spawnSync } from 'node:child_process';
import { chmodSync, mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { privateRedis } from '@incidentfox/test-kit';

jest.setTimeout(60_000); // each test starts processes

const tool = fileURLToPath(new URL('../../../tools/redis.mjs', import.meta.url));
const print = ['node', '-e', 'console.log(process.env.REDIS_URL)'];
let machine: string;

/** A PATH of its own with the programs a test wants to be there, and a log of how they were called. */
beforeEach(() => {
  machine = mkdtempSync(join(tmpdir(), 'incidentfox-path-'));
  for (const program of ['sh', 'grep', 'ln', 'sleep']) link(program);
  symlinkSync(process.execPath, join(machine, 'node'));
});
afterEach(() => rmSync(machine, { recursive: true, force: true }));

const find = (program: string): string =>
  spawnSync('sh', ['-c', `command -v ${program}`], { encoding: 'utf8' }).stdout.trim();
const link = (program: string, as = program): void => symlinkSync(find(program), join(machine, as));
const script = (name: string, body: string): void => {
  writeFileSync(join(machine, name), `#!/bin/sh\necho "${name} $*" >> ${machine}/calls\n${body}\n`);
  chmodSync(join(machine, name), 0o755);
};
const calls = (): string => readFileSync(join(machine, 'calls'), 'utf8');

function run(words: string[], env: Record<string, string> = {}) {
  const { status, stdout, stderr } = spawnSync(process.execPath, [tool, ...words], {
    encoding: 'utf8',
    env: { PATH: machine, TMPDIR: machine, ...env },
    timeout: 50_000,
  });
  return { status, stdout: stdout.trim(), stderr };
}

describe('the Redis of demo and tests', () => {
  test('is the one REDIS_URL names, if it answers', async () => {
    const redis = await privateRedis({ own: true });
    expect(run(print, { REDIS_URL: redis.url })).toMatchObject({ status: 0, stdout: redis.url });
    await redis.close();
    const away = run(print, { REDIS_URL: redis.url });
    expect(away.status).toBe(1);
    expect(away.stderr).toContain('REDIS_URL is set, but nothing there answers PING');
  });

  test.each(['redis-server', 'valkey-server'])(
    'is a private one when %s is on the PATH, gone afterwards',
    async (server) => {
      link('redis-server', server);
      const { status, stdout } = run(print);
      expect(status).toBe(0);
      expect(stdout).toMatch(/^redis:\/\/127\.0\.0\.1:\d+$/);
      expect(stdout).not.toContain(':6379');
      expect(run(print, { REDIS_URL: stdout }).stderr).toContain('nothing there answers');
    },
  );

  test('hands on the exit code of the command', () => {
    link('redis-server');
    expect(run(['sh', '-c', 'exit 7']).status).toBe(7);
    expect(run(['no-such-command']).status).toBe(127);
  });

  const asRoot = process.getuid?.() === 0 ? test : test.skip;
  asRoot('is installed where that needs no question, with one update after a failure', () => {
    script(
      'apt-get',
      `case "$1" in update) : > ${machine}/updated;; install) [ -e ${machine}/updated ] || exit 100; ln -s ${find('redis-server')} ${machine}/redis-server;; esac`,
    );
    expect(run(print)).toMatchObject({ status: 0, stdout: expect.stringMatching(/^redis:/) });
    expect(
      calls()
        .split('\n')
        .map((call) => call.split(' ')[1]),
    ).toEqual(['install', 'update', 'install', undefined]);
  });

  test('is a container of our own when only Docker is there, and is removed afterwards', () => {
    script('apt-get', 'exit 100');
    // Stands in for the engine: publishes the port the compose file takes from REDIS_PORT, by a server on that very port.
    script(
      'docker',
      `case "$*" in
         *" up "*) ${find('redis-server')} --port "$REDIS_PORT" --bind 127.0.0.1 --save '' --daemonize yes --dir ${machine} --pidfile ${machine}/pid >/dev/null;;
         *" down "*) kill "$(while read -r line; do echo "$line"; done < ${machine}/pid)";;
       esac`,
    );
    const { status, stdout } = run(print);
    expect([status, stdout]).toEqual([0, expect.stringMatching(/^redis:\/\/127\.0\.0\.1:\d+$/)]);
    const [info, up, down] = calls()
      .split('\n')
      .filter((call) => call.startsWith('docker'));
    expect(info).toBe('docker info');
    expect(up).toMatch(/^docker compose -p incidentfox-\d+-\d+ -f \S+docker-compose\.yml up -d --wait redis$/);
    expect(down).toBe(up?.replace('up -d --wait redis', 'down --volumes'));
  });

  test('is asked for in one sentence when there is no way', () => {
    script('apt-get', 'exit 100');
    const { status, stderr } = run(print);
    expect(status).toBe(1);
    expect(stderr.trim().split('\n').at(-1)).toMatch(
      /^No Redis: set REDIS_URL, install redis-server \(macOS: brew install redis; .*\), or start Docker, then try again\.$/,
    );
  });

  const onLinux = process.platform === 'linux' && find('setpriv') !== '' ? test : test.skip;
  onLinux('dies with the process that started it, even when that is killed with -9', () => {
    link('redis-server');
    link('setpriv');
    const { stdout } = run(['sh', '-c', 'echo $REDIS_URL; kill -9 $PPID']);
    expect(stdout).toMatch(/^redis:/);
    expect(run(print, { REDIS_URL: stdout }).stderr).toContain('nothing there answers');
  });
});
