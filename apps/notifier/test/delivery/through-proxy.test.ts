import { type ForwardProxy, forwardProxy, freePort, listen, type TestServer, waitFor } from '@incidentfox/test-kit';
import express from 'express';
import { startSlackListener } from '../../src/slack/bolt/start-slack-listener.ts';
import { connectWorkspace } from '../../src/slack/client/connect-workspace.ts';
import { answerAtResponseUrl } from '../../src/slack/requests/answer-at-response-url.ts';
import { toJobFailure } from '../../src/slack/to-job-failure.ts';

const variables = ['http_proxy', 'https_proxy', 'no_proxy', 'HTTP_PROXY', 'HTTPS_PROXY', 'NO_PROXY'];
const former = Object.fromEntries(variables.map((name) => [name, process.env[name]]));
/** Hosts that exist nowhere: what they answer came through the proxy. */
const apiUrl = 'http://slack.internal/api/';
let slack: TestServer;
let proxy: ForwardProxy;
let answer: object = { ok: true };

beforeEach(async () => {
  for (const name of variables) delete process.env[name];
  answer = { ok: true, ts: '1.1', channel: 'C1' };
  slack = await listen((_request, response) => {
    response.writeHead(200, { 'content-type': 'application/json' }).end(JSON.stringify(answer));
  });
  proxy = await forwardProxy({ hosts: { 'slack.internal': slack.port } });
  process.env.HTTP_PROXY = proxy.url;
});
afterEach(async () => {
  await proxy.close();
  await slack.close();
  for (const name of variables)
    if (former[name] === undefined) delete process.env[name];
    else process.env[name] = former[name];
});

test('calls reach Slack through the proxy of the environment', async () => {
  const workspace = connectWorkspace({ apiUrl, token: () => 'xoxb-1' });
  await workspace.join('C1');
  expect(proxy.asked).toEqual(['POST http://slack.internal/api/conversations.join']);
});

test('answers to commands do too', async () => {
  await answerAtResponseUrl('http://slack.internal/commands/1', { text: 'started' });
  expect(proxy.asked).toEqual(['POST http://slack.internal/commands/1']);
});

test('a proxy that is away is named in what the job fails with', async () => {
  process.env.HTTP_PROXY = `http://127.0.0.1:${await freePort()}`;
  const workspace = connectWorkspace({ apiUrl, token: () => 'xoxb-1' });
  const thrown = await workspace.join('C1').catch(toJobFailure);
  expect(String(thrown)).toContain(
    `Slack gave no clear answer (connection_lost): Slack at http://slack.internal was not reached: the proxy ${process.env.HTTP_PROXY} could not be reached`,
  );
});

test('the socket of Socket Mode is opened through it', async () => {
  process.env.HTTPS_PROXY = proxy.url;
  answer = { ok: true, url: 'wss://socket.internal/link' };
  const quiet = () => {};
  const listener = startSlackListener({
    team: 'default',
    app: express(),
    path: '/slack/events',
    apiUrl,
    appToken: () => 'xapp-1',
    signingSecret: () => 'not needed',
    botToken: () => 'xoxb-1',
    logger: { debug: quiet, info: quiet, warn: quiet, error: quiet },
    workspace: () => null,
    services: () => [],
    enqueue: async () => {},
    socketRetryMs: { min: 50, max: 100 },
  });
  try {
    await waitFor(() => proxy.asked.includes('CONNECT socket.internal:443'));
    expect(proxy.asked[0]).toBe('POST http://slack.internal/api/apps.connections.open');
  } finally {
    await listener.close();
  }
}, 15_000);
