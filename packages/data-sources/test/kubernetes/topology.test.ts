import { Secret } from '@incidentfox/secrets';
import { kubernetes } from '../../src/kubernetes/index.ts';
import { kubernetesSettings } from '../../src/kubernetes/settings.ts';
import { aPlainQuestion } from '../plain-question.ts';
import type { StandIn } from '../stand-in.ts';
import { clusterToken, startCluster } from './stand-in-cluster.ts';

const standIns: StandIn[] = [];
afterEach(async () => Promise.all(standIns.splice(0).map((one) => one.close())));

const workload = (name: string, env: Record<string, string> = {}, namespace = 'shop') => ({
  metadata: { name, namespace },
  spec: {
    selector: { matchLabels: { app: name } },
    template: {
      spec: { containers: [{ name, env: Object.entries(env).map(([key, value]) => ({ name: key, value })) }] },
    },
  },
});

async function callsIn(...deployments: ReturnType<typeof workload>[]): Promise<string[]> {
  const standIn = await startCluster({ deployments, statefulsets: [workload('pg-main')] });
  standIns.push(standIn);
  const settings = { ...kubernetesSettings.parse({ url: standIn.url }), token: new Secret('plain', clusterToken) };
  const source = kubernetes.create({ id: 'kubernetes', now: Date.now, settings });
  const { service: _, history: __, ...rest } = aPlainQuestion({});
  const answer = await source.sweeps?.topology?.({ ...rest, names: [] });
  expect(answer?.items.every(({ foundBy }) => foundBy === 'pod_settings')).toBe(true);
  return (answer?.items ?? []).map(({ from, to }) => `${from} calls ${to}`);
}

describe('whom a workload is set up to call', () => {
  test.each([
    ['CART_ADDR', 'cart:7070', 'cart'],
    ['CART_URL', 'http://cart.shop.svc.cluster.local:8080/v1', 'cart'],
    ['CART_HOST', 'cart', 'cart'],
    ['DATABASE_URL', 'postgres://app:s3cret@pg-main-primary.shop:5432/app?sslmode=disable', 'pg-main'],
    ['SPRING_DATASOURCE_URL', 'jdbc:postgresql://pg-main-0.pg-main.shop.svc:5432/app', 'pg-main'],
    ['REDIS_HOST', 'redis-sessions', 'redis-sessions'],
    ['PAYMENT_API', 'https://api.bank.example/v2', 'api.bank.example'],
  ])('%s=%s', async (name, value, callee) => {
    expect(await callsIn(workload('web', { [name]: value }), workload('cart'))).toEqual([`web calls ${callee}`]);
  });

  test.each([
    ['OTEL_EXPORTER_OTLP_ENDPOINT', 'http://collector:4317'],
    ['LISTEN_ADDR', '0.0.0.0:8080'],
    ['CACHE_HOST', 'localhost'],
    ['MODE', 'cart'],
    ['OTHER_HOST', 'nobody-knows'],
    ['SELF_URL', 'http://web:8080'],
  ])('is nobody by %s=%s', async (name, value) => {
    expect(await callsIn(workload('web', { [name]: value }), workload('cart'), workload('collector'))).toEqual([]);
  });
});

describe('one service in several environments', () => {
  const production = workload('web', { BANK_URL: 'https://api.bank.example' });
  const staging = workload('web', { BANK_URL: 'https://sandbox.bank.example' }, 'shop-staging');

  test('calls whom it is set up to call where the incident is', async () => {
    expect(await callsIn(staging, production)).toEqual(['web calls api.bank.example']);
  });

  test('that only runs in staging calls nobody in production', async () => {
    expect(await callsIn(staging)).toEqual([]);
  });
});
