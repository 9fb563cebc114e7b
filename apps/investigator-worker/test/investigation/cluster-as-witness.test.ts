import { createDataSources } from '@incidentfox/data-sources';
import { Secret } from '@incidentfox/secrets';
import { aService, listen, type TestServer } from '@incidentfox/test-kit';
import { investigate } from '../../src/investigation/investigate.ts';
import type { InvestigationRun } from '../../src/investigation/observe-incident.ts';
import { aLiveIncident } from '../worker-under-test.ts';
import { scriptedSources } from './scripted-system.ts';

// biome-ignore lint/suspicious/noExplicitAny: objects of the API as they come over the wire
type Wire = Record<string, any>;

const minute = 60_000;
const alarmAt = Date.parse('2026-11-20T12:00:00Z');
const iso = (minutes: number) => new Date(alarmAt + minutes * minute).toISOString().replace('.000Z', 'Z');

const open: TestServer[] = [];
afterEach(async () => {
  for (const one of open.splice(0)) await one.close();
});

const collections = [
  '/api/v1/pods',
  '/api/v1/events',
  '/api/v1/services',
  '/api/v1/nodes',
  '/apis/apps/v1/deployments',
  '/apis/apps/v1/statefulsets',
  '/apis/apps/v1/daemonsets',
  '/apis/apps/v1/replicasets',
  '/apis/apps/v1/controllerrevisions',
  '/apis/batch/v1/jobs',
  '/apis/batch/v1/cronjobs',
  '/apis/discovery.k8s.io/v1/endpointslices',
  '/apis/networking.k8s.io/v1/ingresses',
  '/apis/networking.k8s.io/v1/networkpolicies',
  '/apis/autoscaling/v2/horizontalpodautoscalers',
  '/apis/policy/v1/poddisruptionbudgets',
];
/** Not installed in this cluster. */
const absent = ['/apis/cert-manager.io/v1/certificates', '/apis/argoproj.io/v1alpha1/rollouts'];

/** An API server that knows its collections, its token and its parameters, and refuses the rest. */
async function cluster(objects: Readonly<Record<string, Wire[]>>, forbidden: readonly string[] = []) {
  const asked: string[] = [];
  const refused: string[] = [];
  const server = await listen((request, response) => {
    const url = new URL(request.url ?? '/', 'http://cluster');
    const [, before = '', namespace, plural = ''] =
      /^(.+?)(?:\/namespaces\/([^/]+))?\/([^/]+)$/.exec(url.pathname) ?? [];
    const collection = `${before}/${plural}`;
    const answer = (status: number, body: unknown) => {
      response.writeHead(status, { 'content-type': 'application/json' });
      response.end(JSON.stringify(body));
    };
    asked.push(`${collection}`);
    const unknown = [...url.searchParams.keys()].filter(
      (key) => !['limit', 'continue', 'labelSelector', 'fieldSelector'].includes(key),
    );
    if (request.method !== 'GET' || request.headers.authorization !== 'Bearer cluster-token') {
      refused.push(`${request.method} ${request.url}`);
      return answer(401, { kind: 'Status', code: 401 });
    }
    if (absent.includes(collection)) return answer(404, { kind: 'Status', code: 404 });
    if (forbidden.includes(plural))
      return answer(403, { kind: 'Status', code: 403, reason: 'Forbidden', message: `${plural} is forbidden` });
    if (!collections.includes(collection) || unknown.length > 0) {
      refused.push(`${request.method} ${request.url}`);
      return answer(404, { kind: 'Status', code: 404 });
    }
    const [label, value] = (url.searchParams.get('labelSelector') ?? '').split('=');
    const [field, wanted] = (url.searchParams.get('fieldSelector') ?? '').split('=');
    const items = (objects[plural] ?? []).filter(
      (one) =>
        (namespace === undefined || one.metadata.namespace === namespace) &&
        (!label || one.metadata.labels?.[label] === value) &&
        (!field || field.split('.').reduce((inner, key) => inner?.[key], one) === (wanted as unknown)),
    );
    return answer(200, { metadata: {}, items });
  });
  open.push(server);
  return { url: server.url, asked, refused };
}

function aShop(names: readonly string[]): Record<string, Wire[]> {
  const meta = (name: string, app: string, more: Wire = {}): Wire => ({
    metadata: { name, namespace: 'shop', uid: name, creationTimestamp: iso(-90_000), labels: { app }, ...more },
  });
  const template = (app: string) => ({
    metadata: { labels: { app } },
    spec: { containers: [{ name: app, image: `acme/${app}:v1`, ports: [{ name: 'http', containerPort: 8080 }] }] },
  });
  const each = (make: (app: string) => Wire): Wire[] => names.map(make);
  return {
    deployments: each((app) => ({
      ...meta(app, app),
      spec: { replicas: 1, selector: { matchLabels: { app } }, template: template(app) },
      status: { replicas: 1, readyReplicas: 1, conditions: [] },
    })),
    pods: each((app) => ({
      ...meta(`${app}-1-a`, app),
      spec: { nodeName: 'node-a' },
      status: {
        phase: 'Running',
        startTime: iso(-900),
        conditions: [{ type: 'Ready', status: 'True', lastTransitionTime: iso(-899) }],
      },
    })),
    services: each((app) => ({
      ...meta(app, app),
      spec: { type: 'ClusterIP', selector: { app }, ports: [{ port: 80, targetPort: 'http' }] },
    })),
    endpointslices: each((app) => ({
      ...meta(`${app}-x`, app, { labels: { 'kubernetes.io/service-name': app } }),
      endpoints: [{ conditions: { ready: true } }],
    })),
    nodes: [{ metadata: { name: 'node-a', creationTimestamp: iso(-90_000) }, status: { conditions: [] } }],
  };
}

async function investigated(objects: Record<string, Wire[]>, forbidden: readonly string[] = []) {
  const server = await cluster(objects, forbidden);
  const system = [
    { name: 'web', failing: 0.3, lines: ['call to checkout failed: connection refused'], calls: ['checkout', 'cart'] },
    { name: 'checkout' },
    { name: 'cart' },
  ];
  const token = new Secret('plain', 'cluster-token');
  const tools = [
    {
      id: 'kubernetes',
      kind: 'kubernetes',
      settings: { url: server.url, timeout_seconds: 5, headers: {}, token, default_namespace: 'shop' },
    },
  ];
  const services = system.map(({ name }) => aService({ name, aliases: [], dependsOn: [], vendorNames: {} }));
  const run = {
    team: {
      settings: { tools, incidentIo: { changeWindowHours: 4, minConfidence: 0.5 }, services },
      incidentIo: { alertsOf: async () => [], clockAheadMs: () => 0 },
      sources: [...scriptedSources(system, alarmAt), ...createDataSources(tools, { now: () => alarmAt })],
    },
    incident: aLiveIncident({ createdAt: iso(0), name: 'web is failing', summary: null, customFields: [] }),
    trigger: { kind: 'webhook' },
    now: alarmAt + 5 * minute,
    signal: new AbortController().signal,
    onContext: async () => {},
    onSteps: () => {},
  } as unknown as InvestigationRun;
  const { report, questions } = await investigate(run);
  expect(server.refused).toEqual([]);
  return { report, questions, asked: server.asked };
}

/** The selector of checkout's Service was rewritten to what no pod has. */
function withWrongSelector(minutes: number): Record<string, Wire[]> {
  const shop = aShop(['web', 'checkout', 'cart']);
  const service = shop.services?.find(({ metadata }) => metadata.name === 'checkout') as Wire;
  service.spec.selector = { app: 'chekout' };
  service.metadata.managedFields = [
    { manager: 'kubectl-edit', operation: 'Update', time: iso(minutes), fieldsV1: { 'f:spec': { 'f:selector': {} } } },
  ];
  shop.endpointslices = (shop.endpointslices ?? []).filter(({ metadata }) => metadata.name !== 'checkout-x');
  return shop;
}
const told = ({ summary, rootCause }: Awaited<ReturnType<typeof investigated>>['report']) =>
  [summary, ...rootCause].map(({ text }) => text).join('\n');

test('a Service that selects no pod since the trouble began is told as the cause, with the command that shows it', async () => {
  const { report } = await investigated(withWrongSelector(-11));
  expect(report.cause?.service).toBe('checkout');
  expect(told(report)).toContain('selects none of');
  expect(report.actions.map(({ command }) => command)).toContain('kubectl describe service checkout -n shop');
  const evidence = report.evidence.find(({ facts }) => facts.event === 'selector_mismatch');
  expect(evidence).toMatchObject({
    service: 'checkout',
    at: alarmAt - 11 * minute,
    quote: 'its selector app=chekout matches no pod of checkout; since 2026-11-20 11:49 UTC',
  });
});

test('the same, three days old, is context and no cause', async () => {
  const { report } = await investigated(withWrongSelector(-3 * 1440));
  expect(told(report)).not.toContain('selects none');
  const evidence = report.evidence.find(({ facts }) => facts.event === 'selector_mismatch');
  expect(evidence).toMatchObject({
    title: 'Service checkout selects none of the pods it is named after, since before this incident',
  });
});

test('what the role does not allow is one gap of the report, with the rule that is needed', async () => {
  const { report } = await investigated(aShop(['web', 'checkout', 'cart']), ['networkpolicies']);
  const gaps = report.gaps.filter(({ why }) => why.includes('networkpolicies'));
  expect(gaps).toHaveLength(1);
  expect(gaps[0]?.why).toContain(
    '{ apiGroups: ["networking.k8s.io"], resources: ["networkpolicies"], verbs: ["list"] }',
  );
});

test('one look at a namespace serves every service of it', async () => {
  const names = ['web', 'checkout', 'cart'];
  const { asked } = await investigated(aShop(names));
  const times = (collection: string) => asked.filter((one) => one === collection).length;
  expect(times('/api/v1/services')).toBe(1);
  expect(times('/apis/discovery.k8s.io/v1/endpointslices')).toBe(1);
  expect(times('/api/v1/nodes')).toBe(1);
});
