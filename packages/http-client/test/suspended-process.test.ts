import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { setTimeout as pass } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { json, type Reply, startUpstream, type Upstream } from './upstream.ts';

const program = fileURLToPath(new URL('./processes/asking.ts', import.meta.url));
/** Twice the deadline of the process, so that its own clock says it is long over. */
const suspendedMs = 3_000;

let upstream: Upstream;
let child: ChildProcess | undefined;
beforeEach(async () => {
  upstream = await startUpstream(json({ ok: true }));
});
afterEach(async () => {
  child?.kill('SIGKILL');
  await upstream.close();
});

/** Runs the process, which is suspended as soon as its first two requests have come in, and gives what it printed. */
async function suspendedWhileAsking(reply: Reply): Promise<string[]> {
  const held: (() => void)[] = [];
  const hold: Reply = (request, response) => {
    held.push(() => reply(request, response));
    if (held.length < 2) return;
    child?.kill('SIGSTOP');
    for (const answer of held) answer();
    void pass(suspendedMs).then(() => child?.kill('SIGCONT'));
  };
  upstream.reply(hold, hold, json({ ok: true }));
  const args = ['--import', 'tsx', '--conditions=@incidentfox/source', program, upstream.url];
  const started = spawn(process.execPath, args, { stdio: ['ignore', 'pipe', 'inherit'], timeout: 20_000 });
  child = started;
  let text = '';
  started.stdout.on('data', (chunk) => (text += String(chunk)));
  await once(started, 'close');
  return text.trim().split('\n');
}

test('an answer that came while the process was suspended is read, although the deadline has passed meanwhile', async () => {
  expect(await suspendedWhileAsking(json({ ok: true }))).toEqual([
    '/first answered',
    '/first answered',
    '/second answered',
  ]);
}, 30_000);

test('a connection that was closed meanwhile is a failure, and does not open the breaker against the other side', async () => {
  const lines = await suspendedWhileAsking((request) => request.socket.destroy());
  expect(lines.slice(0, 2)).toEqual([
    expect.stringMatching(/^\/first Vendor/),
    expect.stringMatching(/^\/first Vendor/),
  ]);
  expect(lines[2]).toBe('/second answered');
}, 30_000);
