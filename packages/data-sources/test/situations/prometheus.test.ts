import { collectAnswers } from '../../src/collect/collect-answers.ts';
import { prometheus } from '../../src/prometheus/index.ts';
import { plainWindow } from '../plain-question.ts';
import { describeWithPrometheus, startPrometheusOver } from '../prometheus/backfilled-prometheus.ts';
import { type SampledSeries, samplesOf } from '../real-servers/sampled-series.ts';
import type { StartedServer } from '../real-servers/started-server.ts';
import { type Opened, plays, type Situation } from './situation.ts';

const minute = 60_000;
const onset = plainWindow.from + 30 * minute;
const spans = [{ from: plainWindow.from - 70 * minute, to: plainWindow.to }];

/** Requests of a service, of which a third fails from the onset on where it is `ill`. */
const requests = (labels: Record<string, string>, isIll: boolean): SampledSeries[] => [
  { name: 'http_requests_total', labels: { ...labels, code: '200' }, perSecond: () => 10 },
  {
    name: 'http_requests_total',
    labels: { ...labels, code: '500' },
    perSecond: (at) => (isIll && at >= onset ? 5 : 0.01),
  },
];
const memory = (labels: Record<string, string>, bytes: number): SampledSeries => ({
  name: 'container_memory_working_set_bytes',
  labels,
  gauge: () => bytes,
});
const calls = (labels: Record<string, string>): SampledSeries => ({
  name: 'traces_service_graph_request_total',
  labels,
  perSecond: () => 4,
});

const job = { job: 'by-env' };
/** One service a situation: how its environments are told apart is what differs. */
const series: SampledSeries[] = [
  ...requests({ service: 'by-env', env: 'staging' }, true),
  ...requests({ service: 'by-env', env: 'prod', ...job }, false),
  ...requests({ service: 'by-otel', deployment_environment_name: 'dev' }, true),
  ...requests({ service: 'by-otel', deployment_environment_name: 'production' }, false),
  ...requests({ service: 'by-namespace', namespace: 'shop-stg' }, true),
  ...requests({ service: 'by-namespace', namespace: 'shop' }, false),
  ...requests({ service: 'by-cluster', cluster: 'qa-1' }, true),
  ...requests({ service: 'by-cluster', cluster: 'live-1' }, false),
  ...requests({ service: 'by-two-clusters', env: 'production', cluster: 'eu' }, true),
  ...requests({ service: 'by-two-clusters', env: 'production', cluster: 'us' }, false),
  ...requests({ service: 'only-dev', env: 'dev' }, true),
  ...requests({ service: 'says-nothing', job: 'says-nothing' }, true),
  ...requests({ service: 'own-words', env: 'customer-a' }, true),
  ...requests({ service: 'own-words', env: 'customer-b' }, false),
  ...requests({ service: 'half-labelled', env: 'production', pod: 'half-labelled-6b6f7d9f4c-x2x4z' }, false),
  memory({ container: 'half-labelled', namespace: 'shop', pod: 'half-labelled-6b6f7d9f4c-x2x4z', node: 'a' }, 4e8),
  memory({ container: 'half-labelled', namespace: 'staging', pod: 'half-labelled-7c6f7d9f4c-z2z4z', node: 'b' }, 9e8),
  calls({ client: 'by-env', server: 'prod-ledger', env: 'prod' }),
  calls({ client: 'by-env', server: 'staging-ledger', env: 'staging' }),
];
const rules = `groups:
  - name: shop
    interval: 1s
    rules:
      - { alert: StagingDown, expr: vector(1), labels: { service: by-env, env: staging } }
      - { alert: ProductionDown, expr: vector(1), labels: { service: by-env, env: production } }
      - { alert: EuropeDown, expr: vector(1), labels: { service: by-env, cluster: prod-eu } }
`;

describeWithPrometheus('what a real Prometheus holds of several environments', () => {
  let server: StartedServer;
  beforeAll(async () => {
    server = await startPrometheusOver(samplesOf(series, spans), rules);
  }, 60_000);
  afterAll(() => server?.stop());

  const open =
    (settings: object = {}) =>
    async (): Promise<Opened> => ({
      source: prometheus.create({
        id: 'prometheus',
        settings: prometheus.settings.parse({ url: server.url, ...settings }),
        now: Date.now,
      }),
      close: async () => {},
    });
  const now = { from: Date.now() - 60 * minute, to: Date.now() + 5 * minute };
  const about = (name: string) => ({ service: { name }, window: plainWindow, capability: 'metrics' as const });

  const situations: Situation[] = [
    {
      what: 'a label env: production',
      ...about('by-env'),
      open: open(),
      isFailing: false,
      tells: /not at env staging/,
    },
    {
      what: 'a label env, staging said',
      ...about('by-env'),
      open: open(),
      said: { 'alert attribute env': 'stg' },
      isFailing: true,
    },
    { what: "OpenTelemetry's label: production", ...about('by-otel'), open: open(), isFailing: false },
    {
      what: "OpenTelemetry's label, development said in the labels of the alert's text",
      ...about('by-otel'),
      open: open(),
      said: { alert: 'HighErrorRate {service="by-otel", deployment_environment="dev"}' },
      isFailing: true,
    },
    {
      what: 'namespaces: the one without a word is production',
      ...about('by-namespace'),
      open: open(),
      isFailing: false,
    },
    {
      what: 'namespaces, staging said',
      ...about('by-namespace'),
      open: open(),
      said: { title: 'by-namespace is failing in staging' },
      isFailing: true,
    },
    { what: 'clusters: the one called live', ...about('by-cluster'), open: open(), isFailing: false },
    {
      what: 'two clusters of production, and the alert says which: eu',
      ...about('by-two-clusters'),
      open: open(),
      said: { 'alert attribute cluster': 'eu' },
      isFailing: true,
    },
    {
      what: 'two clusters of production, and the alert says which: us',
      ...about('by-two-clusters'),
      open: open(),
      said: { 'alert attribute cluster': 'us' },
      isFailing: false,
    },
    {
      what: 'only development is measured: nothing, and where it is',
      ...about('only-dev'),
      open: open(),
      never: ['http_requests_total'],
      gap: /only-dev was found only in env dev.*production/,
    },
    {
      what: 'staging said, and no label says anything: nothing, and what to set',
      ...about('says-nothing'),
      open: open(),
      said: { 'custom field Environment': 'staging' },
      never: ['http_requests_total'],
      gap: /without a label that says staging.*give the tool its environment/,
    },
    {
      what: 'staging said, no label, but the tool holds staging',
      ...about('says-nothing'),
      open: open(),
      tool: { environment: 'staging' },
      said: { 'custom field Environment': 'staging' },
      isFailing: true,
    },
    { what: 'nothing said and no label at all: all there is', ...about('says-nothing'), open: open(), isFailing: true },
    {
      what: 'environments with names of their own',
      ...about('own-words'),
      open: open(),
      said: { 'custom field Environment': 'customer-b' },
      isFailing: false,
    },
    {
      what: 'requests with a label env, memory with namespaces only: neither is of staging',
      ...about('half-labelled'),
      open: open(),
      has: ['400000000', '"error_ratio"'],
      never: ['900000000'],
    },
    {
      what: 'matchers of the tool that name the environment: they are it',
      ...about('only-dev'),
      open: open({ matchers: { env: 'dev' } }),
      isFailing: true,
    },
    {
      what: 'labels of the service that name the namespace: they are it',
      ...about('by-namespace'),
      service: {
        name: 'by-namespace',
        vendorNames: { prometheus: { service: 'by-namespace', namespace: 'shop-stg' } },
      },
      open: open(),
      isFailing: true,
    },
    {
      what: 'who calls whom: only in production',
      ...about('by-env'),
      capability: 'topology',
      open: open(),
      has: ['prod-ledger'],
      never: ['staging-ledger'],
    },
    {
      what: 'alerts of another environment are not this one',
      service: { name: 'by-env' },
      capability: 'alerts',
      window: now,
      open: open(),
      has: ['ProductionDown'],
      never: ['StagingDown'],
    },
    {
      what: 'alerts of another cluster are not this one',
      service: { name: 'by-env' },
      capability: 'alerts',
      window: now,
      open: open(),
      said: { 'alert attribute cluster': 'prod-us' },
      has: ['ProductionDown'],
      never: ['StagingDown', 'EuropeDown'],
    },
  ];
  const swept = async (environment?: string) => {
    const { source } = await open()();
    const answers = await collectAnswers({
      sources: [source],
      questions: [
        { service: null, capability: 'metrics' },
        { service: null, capability: 'topology' },
      ],
      scope: {
        incident: null,
        window: plainWindow,
        names: ['by-env'],
        place: { team: environment === undefined ? {} : { environment } },
      },
      deadlineMs: 30_000,
    });
    const series = answers.flatMap((one) => (one.capability === 'metrics' ? one.answer.items : []));
    const ratios = series.filter(({ signal, service }) => signal === 'error_ratio' && service === 'by-env');
    return {
      services: new Set(series.map(({ service }) => service)),
      worst: Math.max(...ratios.flatMap(({ points }) => points.map(([, value]) => value ?? 0))),
      callees: answers.flatMap((one) => (one.capability === 'topology' ? one.answer.items.map(({ to }) => to) : [])),
    };
  };

  test('a sweep of all services is about production', async () => {
    const { services, worst, callees } = await swept();
    expect(worst).toBeLessThan(0.01);
    expect(services).not.toContain('only-dev');
    expect(callees).toEqual(['prod-ledger']);
  });

  test('a sweep for an incident of staging is about staging', async () => {
    const { worst, callees } = await swept('staging');
    expect(worst).toBeGreaterThan(0.2);
    expect(callees).toEqual(['staging-ledger']);
  });

  test.each(situations.map((one) => [one.what, one] as const))('%s', (_, one) => plays(one));
});
