import type { SampledSeries } from '../real-servers/sampled-series.ts';

/** A system made by chance, with the truth about it. */
export interface RandomWorld {
  readonly seed: number;
  /** How people called things in it. */
  readonly habits: { readonly label: string; readonly spelling: string; readonly hasStaging: boolean };
  readonly services: readonly WorldService[];
  /** Stores and outside hosts. */
  readonly stores: readonly string[];
  readonly calls: readonly WorldCall[];
  readonly series: readonly SampledSeries[];
  readonly workloads: readonly object[];
}

export interface WorldService {
  readonly name: string;
  /** What its telemetry and its workload call it. */
  readonly spelled: string;
  readonly signals: readonly CallSignal[];
}

export interface WorldCall {
  readonly from: string;
  readonly to: string;
}

/** How it can be seen whom a service calls. */
export type CallSignal = 'service graph' | 'mesh' | 'client metrics' | 'pod settings';

const names =
  'checkout cart payments search catalog ledger shipping quotes mailer adverts profile inventory billing'.split(' ');
const storeNames = ['redis-sessions', 'pg-orders', 'kafka-events', 'mongo-media'];
const outside = ['api.bank.example.com', 'hooks.courier.example.net'];
/** Every usual way to say which service a series is of. */
export const labels =
  'service service_name app application job k8s_deployment_name kubernetes_name app_name app_kubernetes_io_name app_kubernetes_io_instance container deployment workload name instance'.split(
    ' ',
  );
export const spellings: Readonly<Record<string, (name: string) => string>> = {
  'as it is': (name) => name,
  'prod- before it': (name) => `prod-${name}`,
  '-prod behind it': (name) => `${name}-prod`,
  '-eu-west-1 behind it': (name) => `${name}-eu-west-1`,
  '-app behind it': (name) => `${name}-app`,
  '-service behind it': (name) => `${name}-service`,
};

export function makeRandomWorld(seed: number): RandomWorld {
  const chance = mulberry(seed);
  const pick = <T>(from: readonly T[]): T => from[Math.floor(chance() * from.length)] as T;
  const label = labels[seed % labels.length] as string;
  const spelling = pick(Object.keys(spellings));
  const hasStaging = chance() < 0.4;
  const spell = (name: string) => (spellings[spelling] as (name: string) => string)(name);
  const own = shuffled(names, chance).slice(0, 7 + Math.floor(chance() * 5));
  const stores = [...shuffled(storeNames, chance).slice(0, 2), ...outside.slice(0, Math.floor(chance() * 3))];
  const common = shuffled(['service graph', 'mesh', 'client metrics', 'pod settings'] as const, chance).slice(0, 2);
  const services = own.map((name): WorldService => {
    const signals = common.filter(() => chance() < 0.75);
    return { name, spelled: spell(name), signals };
  });
  const calls = own.flatMap((from, at): WorldCall[] => {
    const later = shuffled(own.slice(at + 1), chance).slice(0, 1 + Math.floor(chance() * 2));
    const kept = chance() < 0.6 ? [pick(stores)] : [];
    return [...later, ...kept].map((to) => ({ from, to }));
  });
  const spelledOf = new Map(services.map((one) => [one.name, one.spelled]));
  const callee = (to: string) => spelledOf.get(to) ?? to;
  const telling = (from: string, signal: CallSignal) =>
    services.find((one) => one.name === from)?.signals.includes(signal);
  const place = { namespace: 'shop' };
  const of = (service: string): Record<string, string> => ({
    ...place,
    [label]: label === 'instance' ? `${service}:8080` : label === 'job' ? `shop/${service}` : service,
  });
  const series: SampledSeries[] = services.flatMap(({ spelled }) => requests(of(spelled)));
  calls.forEach(({ from, to }, at) => {
    const caller = spelledOf.get(from) as string;
    const isInside = spelledOf.has(to);
    const host = isInside ? pick([callee(to), `${callee(to)}.shop.svc.cluster.local`, `${callee(to)}:8080`]) : to;
    if (telling(from, 'service graph'))
      series.push(counter('traces_service_graph_request_total', { ...place, client: caller, server: callee(to) }));
    if (telling(from, 'mesh') && isInside)
      series.push(
        counter('istio_requests_total', {
          ...place,
          reporter: 'source',
          response_code: '200',
          source_workload: caller,
          destination_service_name: callee(to),
        }),
      );
    if (telling(from, 'client metrics') || (telling(from, 'mesh') && !isInside))
      series.push(
        at % 2 === 0
          ? counter('http_client_requests_seconds_count', { ...of(caller), client_name: host, status: '200' })
          : counter('http_client_request_duration_seconds_count', {
              ...of(caller),
              server_address: host.replace(/:.*/, ''),
            }),
      );
    if (hasStaging)
      series.push(
        counter('traces_service_graph_request_total', {
          namespace: 'shop-staging',
          client: caller,
          server: 'staging-only',
        }),
      );
  });
  const workloads = services.map(({ name, spelled }) => {
    const env = calls
      .filter(({ from }) => from === name && telling(name, 'pod settings'))
      .map(({ to }, at) => ({ name: `UPSTREAM_${at}_URL`, value: `http://${callee(to)}:8080/v1` }));
    return aWorkload(spelled, env);
  });
  return {
    seed,
    habits: { label, spelling, hasStaging },
    services,
    stores,
    calls,
    series: eachOnce(series),
    workloads,
  };
}

const eachOnce = (series: readonly SampledSeries[]): SampledSeries[] => [
  ...new Map(series.map((one) => [JSON.stringify([one.name, one.labels]), one])).values(),
];

const aWorkload = (name: string, env: readonly { name: string; value: string }[]) => ({
  metadata: { name, namespace: 'shop', uid: name, creationTimestamp: '2026-01-01T00:00:00Z', labels: { app: name } },
  spec: {
    replicas: 1,
    selector: { matchLabels: { app: name } },
    template: { metadata: { labels: { app: name } }, spec: { containers: [{ name, env }] } },
  },
  status: { replicas: 1 },
});

const counter = (name: string, labels: Record<string, string>): SampledSeries => ({ name, labels, perSecond: () => 4 });
const requests = (of: Record<string, string>): SampledSeries[] => [
  { name: 'http_requests_total', labels: { ...of, code: '200' }, perSecond: () => 10 },
  { name: 'http_requests_total', labels: { ...of, code: '500' }, perSecond: () => 0.01 },
];

function shuffled<T>(all: readonly T[], chance: () => number): T[] {
  return all
    .map((one) => [chance(), one] as const)
    .sort(([a], [b]) => a - b)
    .map(([, one]) => one);
}

/** Numbers from 0 to 1, the same for the same seed. */
function mulberry(seed: number): () => number {
  let state = seed * 2_654_435_761;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296;
  };
}
