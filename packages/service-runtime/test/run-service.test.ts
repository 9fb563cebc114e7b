import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { fileURLToPath } from 'node:url';
import { faultsOf } from '@incidentfox/service-runtime';

jest.setTimeout(30_000); // each test starts a process

const program = fileURLToPath(new URL('./processes/service.ts', import.meta.url));

interface Line {
  level: string;
  msg: string;
  fault?: string;
  clean?: boolean;
  count?: number;
}

/** Runs the example service and gives its exit code and log; `signals` are sent one after the other once it is ready. */
async function run(behaviour: string, signals: NodeJS.Signals[] = []): Promise<{ code: number | null; lines: Line[] }> {
  const child = spawn(process.execPath, ['--import', 'tsx', '--conditions=@incidentfox/source', program, behaviour], {
    stdio: ['ignore', 'pipe', 'inherit'],
    timeout: 20_000,
  });
  const exited = once(child, 'close') as Promise<[number | null]>;
  let text = '';
  const left = [...signals];
  child.stdout.on('data', (chunk) => {
    text += String(chunk);
    const mark = left.length === signals.length ? '"msg":"ready"' : '"msg":"stopping"';
    const next = text.includes(mark) ? left.shift() : undefined;
    if (next) child.kill(next);
  });
  const [code] = await exited;
  return {
    code,
    lines: text
      .split('\n')
      .filter(Boolean)
      .map((line) => JSON.parse(line) as Line),
  };
}

describe('a service', () => {
  test('says when it is ready, stops on SIGTERM and exits 0', async () => {
    const { code, lines } = await run('orderly', ['SIGTERM']);
    expect(lines.map((line) => line.msg)).toEqual(['ready', 'stopping', 'stopped']);
    expect(code).toBe(0);
  });

  test('stops on SIGINT alike', async () => {
    expect((await run('orderly', ['SIGINT'])).code).toBe(0);
  });

  test('that cannot start says every fault in one sentence each and exits 1', async () => {
    const { code, lines } = await run('faulty');
    expect(code).toBe(1);
    expect(lines.map((line) => [line.level, line.msg, line.fault])).toEqual([
      ['fatal', 'the service cannot start', 'tools.loki.url: must be an address. Write it like https://host'],
      ['fatal', 'the service cannot start', 'integrations.slack.bot_token: is missing'],
    ]);
  });

  test('that does not stop in time is left, with exit code 1', async () => {
    const { code, lines } = await run('stuck', ['SIGTERM']);
    expect(lines.at(-1)).toMatchObject({ msg: 'stopped', clean: false });
    expect(code).toBe(1);
  });

  test('that says much at its end loses no line and keeps their order', async () => {
    const { code, lines } = await run('talkative', ['SIGTERM']);
    const counts = Array.from({ length: 3_000 }, (_, count) => count);
    expect(lines.map((line) => line.count ?? line.msg)).toEqual(['ready', 'stopping', ...counts, 'stopped']);
    expect(code).toBe(0);
  });

  test('goes at once on a second signal', async () => {
    const { code, lines } = await run('stuck', ['SIGTERM', 'SIGTERM']);
    expect(lines.map((line) => line.msg)).toEqual(['ready', 'stopping']);
    expect(code).toBe(1);
  });

  test('with a bug nobody caught stops in order and exits 1', async () => {
    const { code, lines } = await run('buggy');
    expect(lines.map((line) => line.msg)).toContain('uncaught exception: shutting down');
    expect(lines.at(-1)).toMatchObject({ msg: 'stopped', clean: true });
    expect(code).toBe(1);
  });
});

test('faults never show what looks like a secret', () => {
  // As `readEnvironment` has it: a machine that reads them gets them one by one.
  expect(faultsOf(new Error('one is missing\ntwo is missing'))).toEqual(['one is missing', 'two is missing']);
  expect(faultsOf(new Error('refused xoxb-1234567890-abcdef'))).toEqual(['refused [hidden]']);
  expect(faultsOf(new AggregateError([new Error('one'), new Error('two')]))).toEqual(['one', 'two']);
});
