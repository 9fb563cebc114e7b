import { listen } from '@incidentfox/test-kit';
import { z } from 'zod';
import { alertmanager } from '../../src/alertmanager/index.ts';
import { aws } from '../../src/aws/index.ts';
import { datadog } from '../../src/datadog/index.ts';
import { elasticsearch } from '../../src/elasticsearch/index.ts';
import { grafana } from '../../src/grafana/index.ts';
import { loki } from '../../src/loki/index.ts';
import { sentry } from '../../src/sentry/index.ts';
import { admitToAws, anAlarm, awsKeys, awsRoutes } from '../aws/stand-in-aws.ts';
import * as dog from '../datadog/stand-in-datadog.ts';
import { elasticsearchRoutes } from '../elasticsearch/stand-in-elasticsearch.ts';
import { admitToken, grafanaToken } from '../grafana/stand-in-grafana.ts';
import { alarmAt, at, iso } from '../questions.ts';
import { admitToSentry, anIssue, aProject, aRelease, sentryRoutes, sentryToken } from '../sentry/stand-in-sentry.ts';
import { settled } from '../settled.ts';
import { type StandInRoute, startStandIn } from '../stand-in.ts';
import { type MiniStream, miniLoki } from './mini-loki.ts';
import { type Opened, plays, type Situation } from './situation.ts';

type Admit = Parameters<typeof startStandIn>[1];

// biome-ignore lint/suspicious/noExplicitAny: definitions of different settings; each parses its own
const sourceOver = (definition: any, routes: StandInRoute[], settings: object, admit: Admit = () => undefined) => {
  return async (): Promise<Opened> => {
    const standIn = await startStandIn(routes, admit);
    const parsed = settled(definition.settings.parse({ url: standIn.url, ...settings }));
    const source = definition.create({ id: definition.kind, settings: parsed, now: () => alarmAt });
    return { source, refused: standIn.refused, close: standIn.close };
  };
};

const stream = (line: string, labels: Record<string, string>): MiniStream => ({ line, labels });
const onLoki = (...streams: MiniStream[]) => sourceOver(loki, miniLoki(streams), {});
const logs = { capability: 'logs' } as const;

const inLoki: Situation[] = [
  {
    what: 'a label env: production',
    ...logs,
    open: onLoki(
      stream('error of staging', { app: 'checkout', env: 'staging' }),
      stream('error of production', { app: 'checkout', env: 'production' }),
    ),
    has: ['error of production'],
    never: ['error of staging'],
    tells: /not at env staging/,
  },
  {
    what: 'namespaces, staging said',
    ...logs,
    open: onLoki(
      stream('error of staging', { app: 'checkout', namespace: 'shop-staging' }),
      stream('error of production', { app: 'checkout', namespace: 'shop' }),
    ),
    said: { title: 'Checkout is failing on staging' },
    has: ['error of staging'],
    never: ['error of production'],
  },
  {
    what: 'staging said, and no label says anything: nothing, and what to set',
    ...logs,
    open: onLoki(stream('error of production', { app: 'checkout' })),
    said: { 'custom field Environment': 'staging' },
    never: ['error of production'],
    gap: /without a label that says staging/,
  },
  {
    what: 'only preview environments send logs: nothing, and where they are',
    ...logs,
    open: onLoki(stream('error of a preview', { app: 'checkout', environment: 'preview' })),
    never: ['error of a preview'],
    gap: /only in environment preview/,
  },
];

const alert = (name: string, labels: Record<string, string>) => ({
  labels: { alertname: name, service: 'checkout', ...labels },
  annotations: {},
  fingerprint: name,
  startsAt: iso(-3),
  endsAt: iso(9),
  updatedAt: iso(0),
  receivers: [{ name: 'page' }],
  status: { state: 'active', silencedBy: [], inhibitedBy: [] },
});
const onAlertmanager = (...alerts: ReturnType<typeof alert>[]) => {
  return async (): Promise<Opened> => {
    const server = await listen((_, response) => {
      response.writeHead(200, { 'content-type': 'application/json' });
      response.end(JSON.stringify(alerts));
    });
    const source = alertmanager.create({
      id: 'alertmanager',
      settings: alertmanager.settings.parse({ url: server.url }),
      now: () => alarmAt,
    });
    return { source, close: () => server.close() };
  };
};

const inAlertmanager: Situation[] = [
  {
    what: 'alerts of staging, of a namespace of testing and of production',
    capability: 'alerts',
    open: onAlertmanager(
      alert('StagingDown', { env: 'staging' }),
      alert('TestDown', { namespace: 'shop-test' }),
      alert('Down', { namespace: 'shop' }),
    ),
    has: ['"Down"'],
    never: ['StagingDown', 'TestDown'],
  },
  {
    what: 'staging said',
    capability: 'alerts',
    open: onAlertmanager(alert('StagingDown', { env: 'staging' }), alert('Down', { namespace: 'shop' })),
    said: { title: '(staging) checkout' },
    has: ['StagingDown'],
    never: ['"Down"'],
  },
];

const onDatadog = (content: dog.DatadogContent, settings: object = {}) =>
  sourceOver(datadog, dog.datadogRoutes(content), { ...dog.datadogKeys, ...settings }, dog.admitToDatadog);
const requests = { metrics: { hits_per_second: { value: () => 40 } } };
const inDatadog: Situation[] = [
  {
    what: 'the env tags that the service has: the one of production',
    capability: 'metrics',
    open: onDatadog({ ...requests, environments: ['staging', 'prod'] }),
    has: ['request_rate'],
    tells: /looked only at env:prod/,
  },
  {
    what: 'only env:dev exists: nothing, and where it is',
    capability: 'metrics',
    open: onDatadog({ ...requests, environments: ['dev'] }),
    never: ['request_rate'],
    gap: /only in env:dev/,
  },
  {
    what: 'two of production: both are named',
    capability: 'metrics',
    open: onDatadog({ ...requests, environments: ['prod-eu', 'prod-us'] }),
    never: ['request_rate'],
    gap: /env:prod-eu, env:prod-us.*nothing decides/,
  },
  {
    what: 'a configured environment, and an incident of another: nothing, and where it is',
    capability: 'metrics',
    open: onDatadog(requests, { environment: 'prod' }),
    said: { 'alert attribute env': 'staging' },
    never: ['request_rate'],
    gap: /only in env:prod/,
  },
  {
    what: 'deployments and events tagged with another environment',
    capability: 'changes',
    open: onDatadog({
      environments: ['prod'],
      deployments: [dog.aDeployment('d1', -12, 'v2.1.0')],
      events: [dog.anEvent('e1', -14, 'Deployed checkout v9.9.9', ['env:staging'])],
    }),
    has: ['v2.1.0'],
    never: ['v9.9.9'],
  },
  {
    what: 'monitors tagged with another environment',
    capability: 'alerts',
    open: onDatadog({
      environments: ['prod'],
      monitors: [
        dog.aMonitor(1, 'Alert', {}, { name: 'Staging rate', tags: ['service:checkout', 'env:staging'] }),
        dog.aMonitor(2, 'Alert', {}, { name: 'Rate', tags: ['service:checkout', 'env:prod'] }),
      ],
    }),
    has: ['"Rate"'],
    never: ['Staging rate'],
  },
];

const onSentry = (content: Parameters<typeof sentryRoutes>[0]) =>
  sourceOver(
    sentry,
    sentryRoutes({ projects: [aProject('checkout')], ...content }),
    { token: sentryToken, organization: 'acme' },
    admitToSentry,
  );
const inSentry: Situation[] = [
  {
    what: 'several environments send errors: those of production',
    capability: 'errors',
    open: onSentry({ environments: ['staging', 'production'], issues: [anIssue('1')] }),
    has: ['TypeError'],
    tells: /looked only at production, not at staging/,
  },
  {
    what: 'only development sends errors: nothing, and where they are',
    capability: 'errors',
    open: onSentry({ environments: ['development'], issues: [anIssue('1')] }),
    never: ['TypeError'],
    gap: /only in development/,
  },
  {
    what: 'a release that was last deployed to staging is not blamed',
    capability: 'changes',
    open: onSentry({
      environments: ['staging', 'production'],
      releases: [
        aRelease('checkout@2.2.0', -12, { lastDeploy: { environment: 'staging', dateFinished: iso(-11) } }),
        aRelease('checkout@2.1.0', -14, { lastDeploy: { environment: 'production', dateFinished: iso(-13) } }),
      ],
    }),
    has: ['2.1.0'],
    unattributed: ['checkout@2.2.0'],
  },
];

const onElasticsearch = (field: string, ...values: string[]) =>
  sourceOver(
    elasticsearch,
    elasticsearchRoutes({
      known: true,
      fields: { '@timestamp': 'date', message: 'text', 'service.name': 'keyword', [field]: 'keyword' },
      places: { field, values },
    }),
    {},
  );
const named = { service: { name: 'checkout', vendorNames: { elasticsearch: 'checkout-service' } } };
const inElasticsearch: Situation[] = [
  {
    what: 'a field that says the environment: production',
    ...logs,
    ...named,
    open: onElasticsearch('service.environment', 'staging', 'production'),
    has: ['in production'],
    never: ['in staging'],
  },
  {
    what: 'namespaces, staging said',
    ...logs,
    ...named,
    open: onElasticsearch('kubernetes.namespace', 'shop', 'shop-staging'),
    said: { title: 'staging: checkout fails' },
    has: ['in shop-staging'],
    never: ['in shop"'],
  },
  {
    what: 'only development writes lines: nothing, and where it is',
    ...logs,
    ...named,
    open: onElasticsearch('labels.env', 'dev'),
    never: ['in dev'],
    gap: /only in labels.env dev/,
  },
];

const behind = (uid: string, routes: StandInRoute[]): StandInRoute[] =>
  routes.map((route) => ({ ...route, path: `/api/datasources/proxy/uid/${uid}${route.path}` }));
const datasource = (uid: string, name: string) => ({
  id: 1,
  uid,
  name,
  type: 'loki',
  url: 'http://x',
  access: 'proxy',
});
const onGrafana = () =>
  sourceOver(
    grafana,
    [
      {
        method: 'GET',
        path: '/api/datasources',
        answer: () => ({ body: [datasource('a', 'Loki staging'), datasource('b', 'Loki Prod')] }),
      },
      ...behind('a', miniLoki([stream('error of staging', { app: 'checkout' })])),
      ...behind('b', miniLoki([stream('error of production', { app: 'checkout' })])),
    ],
    { token: grafanaToken },
    admitToken,
  );
const annotation = (id: number, text: string, tags: string[]) => ({ id, time: at(-12), text, tags });
const inGrafana: Situation[] = [
  {
    what: 'a data source for each environment: that of production',
    ...logs,
    open: onGrafana(),
    has: ['error of production'],
    never: ['error of staging'],
    tells: /not asked.*Loki staging/,
  },
  {
    what: 'a data source for each environment, staging said: there streams need no label',
    ...logs,
    open: onGrafana(),
    said: { 'alert attribute environment': 'staging' },
    has: ['error of staging'],
    never: ['error of production'],
  },
  {
    what: 'annotations tagged with another environment',
    capability: 'changes',
    open: sourceOver(
      grafana,
      [
        {
          method: 'GET',
          path: '/api/annotations',
          query: z.looseObject({}),
          answer: () => ({
            body: [
              annotation(1, 'Deployed checkout v9.9.9', ['deploy', 'service:checkout', 'env:staging']),
              annotation(2, 'Deployed checkout v2.1.0', ['deploy', 'service:checkout', 'env:prod']),
            ],
          }),
        },
      ],
      { token: grafanaToken },
      admitToken,
    ),
    has: ['v2.1.0'],
    never: ['v9.9.9'],
  },
];

const onAws = (alarms: ReturnType<typeof anAlarm>[]) => {
  const refused: string[] = [];
  return sourceOver(aws, awsRoutes({ alarms }, refused), { region: 'eu-west-1', ...awsKeys }, admitToAws);
};
const inAws: Situation[] = [
  {
    what: 'alarms that are called after another environment',
    capability: 'alerts',
    open: onAws([anAlarm('staging-checkout-5xx', 'ALARM', -4), anAlarm('checkout-5xx', 'ALARM', -4)]),
    has: ['"checkout-5xx"'],
    never: ['staging-checkout-5xx'],
  },
  {
    what: 'a configured cluster of staging, and an incident of production: nothing, and where it is',
    capability: 'alerts',
    service: { vendorNames: { aws: { cluster: 'staging', service: 'checkout' } } },
    open: onAws([anAlarm('checkout-5xx', 'ALARM', -4)]),
    said: { title: 'checkout in production' },
    never: ['checkout-5xx'],
    gap: /only in staging in eu-west-1/,
  },
  {
    what: 'an account in another region than the alert says: not asked, and why',
    capability: 'alerts',
    open: onAws([anAlarm('checkout-5xx', 'ALARM', -4)]),
    said: { 'alert attribute region': 'us-east-1' },
    never: ['checkout-5xx'],
    gap: /eu-west-1/,
  },
];

const all: [string, Situation[]][] = [
  ['Loki', inLoki],
  ['Alertmanager', inAlertmanager],
  ['Datadog', inDatadog],
  ['Sentry', inSentry],
  ['Elasticsearch', inElasticsearch],
  ['Grafana', inGrafana],
  ['AWS', inAws],
];
describe.each(all)('%s', (_, situations) => {
  test.each(situations.map((one) => [one.what, one] as const))('%s', (__, one) => plays(one));
});
