import { createIncidentIo, type IncidentIo } from '@incidentfox/incident-io/api';
import { anIncident, listen, type TestServer } from '@incidentfox/test-kit';
import { investigate } from '../../src/investigation/investigate.ts';
import type { Team } from '../../src/team.ts';
import { settingsOf } from '../worker-under-test.ts';

const minute = 60_000;
let server: TestServer;
let incidentIo: IncidentIo;
/** Now, as incident.io and the rest of the world have it; its answers carry it as their Date. */
let worldNow: number;

beforeEach(async () => {
  worldNow = Math.floor(Date.now() / 1_000) * 1_000;
  server = await listen((_request, response) => {
    response.writeHead(200, { 'content-type': 'application/json', date: new Date(worldNow).toUTCString() });
    response.end(JSON.stringify({ incident_alerts: [] }));
  });
});
afterEach(async () => {
  await incidentIo.close();
  await server.close();
});

/** Investigates an incident of five minutes ago on a machine whose clock is behind by `behindMs`. */
async function investigateWith(behindMs: number) {
  const ours = () => worldNow - behindMs;
  incidentIo = createIncidentIo({ apiUrl: server.url, apiKey: () => 'inc_test', now: ours });
  const team = { settings: settingsOf({ policy: {} }), incidentIo, sources: [] } as unknown as Team;
  return investigate({
    team,
    incident: anIncident({ createdAt: new Date(worldNow - 5 * minute).toISOString() }),
    trigger: { kind: 'webhook' },
    now: ours(),
    signal: new AbortController().signal,
    onContext: async () => {},
    onSteps: () => {},
  });
}

test('a machine that is 20 minutes behind looks at the time of the alarm, by the clock of incident.io, and says so', async () => {
  const { context, report } = await investigateWith(20 * minute);
  expect(context.alarmAt).toBe(worldNow - 5 * minute);
  expect(context.window.to).toBe(worldNow);
  const gap = report.gaps.find(({ what }) => what === 'the clock of this machine');
  expect(gap?.why).toMatch(/20 minutes behind incident\.io, so incident\.io's time was used/);
  expect(report.verdict).toBe('inconclusive');
});

test('a machine that is right says nothing about its clock', async () => {
  const { context, report } = await investigateWith(0);
  expect(context.alarmAt).toBe(worldNow - 5 * minute);
  expect(report.gaps.filter(({ what }) => /clock/.test(what))).toEqual([]);
});
