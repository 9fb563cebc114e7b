/**
 * The little company every scenario plays in: its services, how they call each other, and what a normal minute of each looks
 * like. A scenario only says what departs from this.
 */
export interface ShopService {
  readonly name: string;
  readonly aliases: readonly string[];
  readonly team: string;
  readonly namespace: string;
  /** Kubernetes deployment, container and `app` label. */
  readonly workload: string;
  readonly repo: string;
  readonly version: string;
  readonly pods: number;
  /** Services and stores it calls, with the share of its requests that do. */
  readonly calls: Readonly<Record<string, number>>;
  /** Requests per second over all pods at an average hour. */
  readonly perSecond: number;
  /** Share of requests answered 5xx on a normal day. */
  readonly errorRatio: number;
  /** Seconds. */
  readonly latency: { readonly median: number; readonly p99: number };
  readonly memoryMb: number;
  readonly memoryLimitMb: number;
  readonly cpuCores: number;
  readonly routes: readonly string[];
}

const service = (own: Pick<ShopService, 'name' | 'workload' | 'perSecond'> & Partial<ShopService>): ShopService => ({
  aliases: [own.workload],
  team: 'storefront',
  namespace: 'shop',
  repo: `acme/${own.workload}`,
  version: 'v1.0.0',
  pods: 2,
  calls: {},
  errorRatio: 0.003,
  latency: { median: 0.03, p99: 0.2 },
  memoryMb: 210,
  memoryLimitMb: 512,
  cpuCores: 0.25,
  routes: ['/'],
  ...own,
});

export const shop: readonly ShopService[] = [
  service({
    name: 'storefront',
    aliases: ['web', 'shop front'],
    workload: 'storefront',
    version: 'v8.41.0',
    perSecond: 62,
    pods: 3,
    latency: { median: 0.06, p99: 0.35 },
    calls: { 'checkout-service': 0.2, 'catalog-service': 0.6, 'cart-service': 0.3, 'search-service': 0.2 },
    routes: ['/', '/products/:id', '/cart', '/checkout'],
  }),
  service({
    name: 'checkout-service',
    aliases: ['checkout'],
    team: 'payments',
    workload: 'checkout',
    version: 'v5.12.3',
    perSecond: 14,
    pods: 3,
    errorRatio: 0.004,
    latency: { median: 0.045, p99: 0.2 },
    calls: { 'payment-gateway': 0.9, 'inventory-service': 1, 'cart-service': 1, 'orders-db': 1 },
    routes: ['/checkout', '/checkout/confirm', '/checkout/quote'],
  }),
  service({
    name: 'payment-gateway',
    aliases: ['payments', 'payment gateway'],
    team: 'payments',
    workload: 'payment-gateway',
    version: 'v2.0.4',
    perSecond: 12.6,
    errorRatio: 0.002,
    latency: { median: 0.055, p99: 0.2 },
    calls: { 'fraud-check': 0.4 },
    routes: ['/v1/charges', '/v1/refunds'],
  }),
  service({
    name: 'inventory-service',
    aliases: ['inventory', 'stock'],
    team: 'warehouse',
    workload: 'inventory',
    version: 'v3.7.1',
    perSecond: 22,
    calls: { 'orders-db': 0.3 },
    routes: ['/stock/:sku', '/reservations'],
  }),
  service({
    name: 'cart-service',
    aliases: ['cart', 'basket'],
    workload: 'cart',
    version: 'v4.2.0',
    perSecond: 33,
    latency: { median: 0.012, p99: 0.09 },
    routes: ['/cart', '/cart/items'],
  }),
  service({
    name: 'catalog-service',
    aliases: ['catalog', 'catalogue', 'products'],
    workload: 'catalog',
    version: 'v6.0.2',
    perSecond: 37,
    memoryMb: 360,
    calls: { 'search-service': 0.2 },
    routes: ['/products/:id', '/categories/:id'],
  }),
  service({
    name: 'search-service',
    aliases: ['search'],
    team: 'discovery',
    workload: 'search',
    version: 'v2.19.0',
    perSecond: 20,
    latency: { median: 0.08, p99: 0.4 },
    memoryMb: 390,
    routes: ['/search', '/suggest'],
  }),
  service({
    name: 'fraud-check',
    aliases: ['fraud'],
    team: 'payments',
    workload: 'fraud-check',
    version: 'v1.8.0',
    perSecond: 5,
    latency: { median: 0.09, p99: 0.35 },
    routes: ['/v1/score'],
  }),
  service({
    name: 'orders-db',
    aliases: ['orders database', 'orders postgres'],
    team: 'platform',
    workload: 'orders-db',
    repo: 'acme/databases',
    version: '15.4',
    pods: 1,
    perSecond: 21,
    errorRatio: 0.0004,
    latency: { median: 0.004, p99: 0.05 },
    memoryMb: 2600,
    memoryLimitMb: 4096,
    cpuCores: 0.8,
    routes: ['query'],
  }),
];

export function shopService(name: string): ShopService {
  const found = shop.find((candidate) => candidate.name === name);
  if (!found) throw new Error(`the shop has no service called ${name}`);
  return found;
}

export const nodes: readonly { readonly name: string; readonly zone: string; readonly memoryMb: number }[] = [
  { name: 'ip-10-0-1-17', zone: 'eu-west-1a', memoryMb: 16_384 },
  { name: 'ip-10-0-2-41', zone: 'eu-west-1b', memoryMb: 16_384 },
  { name: 'ip-10-0-3-88', zone: 'eu-west-1c', memoryMb: 16_384 },
];
