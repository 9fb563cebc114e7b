import { createDataSources } from '@incidentfox/data-sources';
import { Secret } from '@incidentfox/secrets';
import { aService, listen, type TestServer } from '@incidentfox/test-kit';
import { investigate } from '../../src/investigation/investigate.ts';
import type { InvestigationRun } from '../../src/investigation/observe-incident.ts';
import { aLiveIncident } from '../worker-under-test.ts';
import { scriptedSources } from './scripted-system.ts';

const minute = 60_000;
const alarmAt = Date.parse('2026-11-20T12:00:00Z');
const iso = (minutes: number) => new Date(alarmAt + minutes * minute).toISOString().replace('.000Z', 'Z');

const open: TestServer[] = [];
afterEach(async () => {
  for (const one of open.splice(0)) await one.close();
});

/** A vendor on loopback: the longest path that the request's begins with answers; everything else is empty. */
async function vendor(answers: Record<string, unknown>, otherwise: unknown): Promise<string> {
  const server = await listen((request, response) => {
    const path = decodeURIComponent(new URL(request.url ?? '/', 'http://vendor').pathname);
    const key = Object.keys(answers).find((one) => path.endsWith(one));
    response.writeHead(200, { 'content-type': 'application/json' });
    response.end(JSON.stringify(key === undefined ? otherwise : answers[key]));
  });
  open.push(server);
  return server.url;
}

async function investigated(kind: string, settings: object, services: ReturnType<typeof aService>[]) {
  const system = [{ name: 'checkout', failing: 0.4, lines: ['upstream connect error'] }, { name: 'search' }];
  const tools = [{ id: kind, kind, settings }];
  const scripted = scriptedSources(system, alarmAt).filter(({ kind: one }) => one !== 'github');
  const run = {
    team: {
      settings: { tools, incidentIo: { changeWindowHours: 4, minConfidence: 0.5 }, services },
      incidentIo: { alertsOf: async () => [], clockAheadMs: () => 0 },
      sources: [...scripted, ...createDataSources(tools, { now: () => alarmAt })],
    },
    incident: aLiveIncident({ createdAt: iso(0), name: 'checkout is failing', summary: null, customFields: [] }),
    trigger: { kind: 'webhook' },
    now: alarmAt + 5 * minute,
    signal: new AbortController().signal,
    onContext: async () => {},
    onSteps: () => {},
  } as unknown as InvestigationRun;
  return investigate(run);
}

function workloads(namespace: string, version: string, rolledOut: number) {
  const labels = { app: 'checkout' };
  const meta = (name: string, minutes: number, more = {}) => ({
    metadata: { name, namespace, uid: `${namespace}-${name}`, creationTimestamp: iso(minutes), labels, ...more },
  });
  const set = (revision: number, minutes: number, image: string) => ({
    ...meta(`checkout-${revision}`, minutes, {
      annotations: { 'deployment.kubernetes.io/revision': String(revision) },
      ownerReferences: [{ kind: 'Deployment', name: 'checkout' }],
    }),
    spec: { replicas: 2, template: { metadata: { labels }, spec: { containers: [{ name: 'checkout', image }] } } },
  });
  return {
    deployment: { ...meta('checkout', -90_000), spec: { replicas: 2, selector: { matchLabels: labels } }, status: {} },
    sets: [set(1, -9_000, 'acme/checkout:v1.0.0'), set(2, rolledOut, `acme/checkout:${version}`)],
  };
}

test("production's incident is not blamed on a rollout of development in the same cluster", async () => {
  const [development, production] = [workloads('dev', 'dev-42', -12), workloads('production', 'v1.1.0', -4_000)];
  const url = await vendor(
    {
      '/apis/apps/v1/deployments': { items: [development.deployment, production.deployment] },
      '/namespaces/dev/replicasets': { items: development.sets },
      '/namespaces/production/replicasets': { items: production.sets },
    },
    { items: [] },
  );
  const settings = { url, timeout_seconds: 5, headers: {}, token: new Secret('plain', 'token') };
  const services = [aService({ name: 'checkout', aliases: [], dependsOn: [], vendorNames: {} })];
  const { report, questions } = await investigated('kubernetes', settings, services);
  expect(JSON.stringify(report)).not.toContain('dev-42');
  const warnings = questions.flatMap((one) => one.warnings);
  expect(warnings).toContain('looked only at production/checkout, not at dev/checkout');
});

test('in a repository of several services, none is blamed for the release of another', async () => {
  const release = (tag: string, minutes: number, id: number) => ({
    id,
    tag_name: tag,
    name: tag,
    published_at: iso(minutes),
    draft: false,
    prerelease: false,
  });
  const url = await vendor(
    {
      '/releases': [release('search@1.9.0', -12, 2), release('checkout@3.4.0', -30_000, 1)],
      '/actions/runs': { total_count: 0, workflow_runs: [] },
    },
    [],
  );
  const settings = {
    url,
    timeout_seconds: 5,
    headers: {},
    token: new Secret('plain', 'token'),
    api_version: '2022-11-28',
  };
  const services = ['checkout', 'search'].map((name) =>
    aService({ name, aliases: [], dependsOn: [], vendorNames: { github: 'acme/shop' } }),
  );
  const { report } = await investigated('github', settings, services);
  const told = JSON.stringify(report.rootCause ?? report.summary ?? null);
  expect(told).not.toContain('search@1.9.0');
});
