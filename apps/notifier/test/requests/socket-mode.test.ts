import { Secret } from '@incidentfox/secrets';
import { listen, waitFor } from '@incidentfox/test-kit';
import express from 'express';
import type { Incoming } from '../../src/slack/bolt/incoming.ts';
import { startSlackListener } from '../../src/slack/bolt/start-slack-listener.ts';
import { type NotifierSystem, notifierSystem } from '../stand-ins/notifier-system.ts';
import { aRecord, aReport } from '../stand-ins/records.ts';
import { webSocketServer } from '../stand-ins/slack/web-socket-server.ts';

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
  const listener = startSlackListener({
    team: 'default',
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

describe('when Slack refuses the app token', () => {
  /** A whole notifier in Socket Mode, whose Slack opens sockets or refuses to. */
  async function socketSystem(isRefused: () => boolean) {
    const socket = await webSocketServer((send) =>
      send({ type: 'hello', num_connections: 1, connection_info: { app_id: 'A0' } }),
    );
    const token = new Secret('env:APP', 'xapp-test');
    const system = await notifierSystem({
      socketRetryMs: { min: 50, max: 200 },
      team: (usual) => ({ ...usual, slack: { ...usual.slack, appToken: token } }),
      prepare: (slack) => {
        slack.watch = {
          fault: ({ method }) => {
            if (method !== 'apps.connections.open') return undefined;
            const answer = isRefused() ? { ok: false, error: 'invalid_auth' } : { ok: true, url: socket.url };
            return { kind: 'answer', body: answer };
          },
        };
      },
    });
    const close = async () => {
      await system.close();
      await socket.close();
    };
    return { system, socket, close };
  }

  const readiness = async (system: NotifierSystem) => {
    const response = await fetch(`${system.url}/health/ready`);
    return { status: response.status, ...((await response.json()) as { notes?: string[] }) };
  };
  const deliverFindings = async (system: NotifierSystem) => {
    const record = aRecord({ report: aReport() });
    await system.write(record);
    await system.askSlack(record, 'findings');
    await system.askTimeline(record, 'investigation_complete');
    const channel = record.incident?.channel?.id ?? '';
    await waitFor(() => system.slack.roots(channel).length === 1 && system.incidentIo.items.length === 1);
  };

  test('at the start: findings and timeline go on, log and readiness say that buttons are silent, and it is tried again', async () => {
    let isRefused = true;
    const { system, socket, close } = await socketSystem(() => isRefused);
    try {
      await deliverFindings(system);
      const silent = await waitFor(async () => {
        const said = await readiness(system);
        return said.notes ? said : undefined;
      });
      expect(silent).toMatchObject({
        status: 200,
        notes: [expect.stringMatching(/buttons and commands are not heard/)],
      });
      const told = () => system.warnings.filter((line) => line.includes('does not open a socket'));
      await waitFor(() => system.slack.calls.filter(({ method }) => method === 'apps.connections.open').length >= 3);
      expect(told()).toEqual([expect.stringContaining('invalid_auth')]);

      isRefused = false;
      await waitFor(() => socket.connections === 1);
      await waitFor(async () => (await readiness(system)).notes === undefined);
    } finally {
      await close();
    }
  }, 30_000);

  test('when the socket is opened anew: the same', async () => {
    let isRefused = false;
    const { system, socket, close } = await socketSystem(() => isRefused);
    try {
      await waitFor(async () => socket.connections === 1 && (await readiness(system)).notes === undefined);
      isRefused = true;
      socket.send({ type: 'disconnect', reason: 'refresh_requested' });
      await waitFor(async () => (await readiness(system)).notes !== undefined);
      await deliverFindings(system);
      isRefused = false;
      await waitFor(() => socket.connections === 2);
      await waitFor(async () => (await readiness(system)).notes === undefined);
    } finally {
      await close();
    }
  }, 30_000);
});
