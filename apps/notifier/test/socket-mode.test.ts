import { listen, waitFor } from '@incidentfox/test-kit';
import express from 'express';
import type { Incoming } from '../src/slack/bolt/incoming.ts';
import { startSlackListener } from '../src/slack/bolt/start-slack-listener.ts';
import { webSocketServer } from './stand-ins/web-socket-server.ts';

test('with an app token requests come over a socket, are queued, and only then acknowledged', async () => {
  const socket = await webSocketServer((send) =>
    send({ type: 'hello', num_connections: 1, connection_info: { app_id: 'A0' } }),
  );
  const tokens: string[] = [];
  const slack = await listen((request, response) => {
    tokens.push(`${request.url} ${request.headers.authorization}`);
    response.writeHead(200, { 'content-type': 'application/json' }).end(JSON.stringify({ ok: true, url: socket.url }));
  });
  const queued: Incoming[] = [];
  const quiet = () => {};
  const listener = await startSlackListener({
    app: express(),
    path: '/slack/events',
    apiUrl: `${slack.url}/api/`,
    appToken: () => 'xapp-1',
    signingSecret: () => {
      throw new Error('not needed');
    },
    botToken: () => 'xoxb-1',
    logger: { debug: quiet, info: quiet, warn: quiet, error: quiet },
    workspace: () => null,
    services: () => [],
    enqueue: async (incoming) => void queued.push(incoming),
  });
  try {
    await waitFor(() => socket.connections === 1);
    const payload = {
      command: '/investigate',
      text: 'checkout 2h',
      channel_id: 'C1',
      user_id: 'UADA',
      user_name: 'ada',
      trigger_id: 't1',
      team_id: 'T0',
    };
    socket.send({ envelope_id: 'E1', type: 'slash_commands', accepts_response_payload: true, payload });
    const acknowledged = await waitFor(() => socket.received.find((message) => message.envelope_id === 'E1'));
    expect(acknowledged.payload).toMatchObject({ response_type: 'ephemeral' });
    expect(queued).toEqual([
      expect.objectContaining({ channel: 'C1', user: 'UADA', request: { kind: 'command', text: 'checkout 2h' } }),
    ]);
    expect(tokens).toEqual(['/api/apps.connections.open Bearer xapp-1']);
  } finally {
    await listener.close();
    await socket.close();
    await slack.close();
  }
}, 15_000);
