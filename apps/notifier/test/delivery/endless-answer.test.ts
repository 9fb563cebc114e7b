import { listen } from '@incidentfox/test-kit';
import { connectWorkspace } from '../../src/slack/client/connect-workspace.ts';
import { SlackProblem } from '../../src/slack/slack-problem.ts';

/** Enough to tell; a client that reads it all must not take the machine with it. */
const maxSentBytes = 300_000_000;
const chunk = Buffer.alloc(256 * 1024, ' ');

/** A Slack whose answer never ends: as fast as it is read, or a byte now and then. */
async function endlessSlack(pace: 'fast' | 'slow') {
  let sent = 0;
  const server = await listen((_, response) => {
    response.writeHead(200, { 'content-type': 'application/json' });
    response.on('error', () => {});
    if (pace === 'slow') {
      const drip = setInterval(() => response.write(' '), 20);
      return void response.on('close', () => clearInterval(drip));
    }
    const more = () => {
      let goesOn = true;
      while (goesOn && !response.destroyed && sent < maxSentBytes) {
        sent += chunk.length;
        goesOn = response.write(chunk);
      }
    };
    response.on('drain', more);
    more();
  });
  return { apiUrl: `${server.url}/api/`, sentBytes: () => sent, close: () => server.close() };
}

test('an answer without end is left after some megabytes, and its outcome counts as unknown', async () => {
  const slack = await endlessSlack('fast');
  const workspace = connectWorkspace({ apiUrl: slack.apiUrl, token: () => 'xoxb-1' });
  const before = process.memoryUsage().rss;
  const problem = await workspace.join('C1').catch((thrown: unknown) => thrown);
  const grown = process.memoryUsage().rss - before;
  await slack.close();
  expect(problem).toBeInstanceOf(SlackProblem);
  expect(problem).toMatchObject({ kind: 'ambiguous', code: 'not_from_slack' });
  expect(slack.sentBytes()).toBeLessThan(64_000_000);
  expect(grown).toBeLessThan(150_000_000);
}, 30_000);

test('the deadline holds for the body too, not only until its first byte', async () => {
  const slack = await endlessSlack('slow');
  const workspace = connectWorkspace({ apiUrl: slack.apiUrl, token: () => 'xoxb-1', timeoutMs: 400 });
  const began = performance.now();
  const problem = await workspace.join('C1').catch((thrown: unknown) => thrown);
  const tookMs = performance.now() - began;
  await slack.close();
  expect(problem).toMatchObject({ kind: 'ambiguous', code: 'timeout' });
  expect(tookMs).toBeLessThan(3_000);
}, 30_000);
