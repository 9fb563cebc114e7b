import { perTeam, type Settings } from '@incidentfox/config';
import { createHttpClient, type HttpClient } from '@incidentfox/http-client';
import { listen, type TestServer, waitFor } from '@incidentfox/test-kit';
import { z } from 'zod';
import { load } from './given.ts';

const graceMs = 500;
const file = { integrations: { incident_io: {} } };

let server: TestServer;
let answerSlow: () => void;
let connections: Set<unknown>;
beforeEach(async () => {
  connections = new Set();
  server = await listen((request, response) => {
    connections.add(request.socket);
    request.socket.once('close', () => connections.delete(request.socket));
    if (request.url === '/slow') answerSlow = () => response.end('{}');
    else response.end('{}');
  });
});
afterEach(() => server.close());

const build = () => createHttpClient({ name: 'the other side', baseUrl: server.url });
const close = (client: HttpClient) => client.close();
const ask = (client: HttpClient | undefined, path = '/') =>
  client?.request({ path, schema: z.unknown() }).then(({ status }) => status);

it('builds once for a team as configured, and again after a reload', async () => {
  let settings = await load(file);
  const clients = perTeam(() => settings, { build, close });
  const first = clients.find('default');
  expect(clients.find('default')).toBe(first);
  settings = await load(file);
  expect(clients.find('default')).not.toBe(first);
  expect(clients.find('nobody')).toBeUndefined();
  await clients.close();
});

it('closes what a reload replaced, once work that began with it had time to end', async () => {
  let settings: Settings = await load(file);
  const clients = perTeam(() => settings, { build, close, graceMs });
  const old = clients.find('default');
  expect(await ask(old)).toBe(200);
  expect(connections.size).toBe(1);
  settings = await load(file);
  const now = clients.find('default');
  expect(await ask(old)).toBe(200);
  await waitFor(() => connections.size === 0);
  expect(await ask(now)).toBe(200);
  expect(connections.size).toBe(1);
  await clients.close();
  await waitFor(() => connections.size === 0);
});

it('closes the clients of a team that is configured no more', async () => {
  let settings = await load({ ...file, teams: [{ id: 'a' }, { id: 'b' }] });
  const clients = perTeam(() => settings, { build, close, graceMs });
  await ask(clients.find('a'));
  settings = await load({ ...file, teams: [{ id: 'b' }] });
  expect(clients.find('a')).toBeUndefined();
  await waitFor(() => connections.size === 0);
  await clients.close();
});

it('closes all at the end: those in use, and those that a reload replaced', async () => {
  let settings = await load(file);
  const clients = perTeam(() => settings, { build, close });
  const underWay = ask(clients.find('default'), '/slow')?.catch((error: Error) => error.message);
  await waitFor(() => answerSlow !== undefined);
  settings = await load(file);
  await ask(clients.find('default'));
  expect(connections.size).toBe(2);
  await clients.close();
  expect(await underWay).toContain('the other side');
  await waitFor(() => connections.size === 0);
});
