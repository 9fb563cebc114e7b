import { alarmAt, minute, Telemetry } from './telemetry.js';
/** A deploy of the payment gateway makes it time out; checkout answers 503; another service was deployed as well. */
export function paymentDeploy(affected = 'checkout-service') {
  const pods = ['payment-gateway-7d9f8b6c5-x2k4q', 'payment-gateway-7d9f8b6c5-m8v7t'];
  return new Telemetry(11, [affected])
    .service('checkout-service', {
      error_ratio: { normal: 0.002, noise: 0.5, turns: { from: -4, level: 0.38 } },
      latency_p99: { normal: 0.35, turns: { from: -4, level: 30.2 } },
    })
    .service('payment-gateway', {
      latency_p99: { normal: 0.2, turns: { from: -4, level: 30 } },
      error_ratio: { normal: 0.001, noise: 0.5, turns: { from: -4, level: 0.4 } },
    })
    .service('inventory-service')
    .calls('checkout-service', 'payment-gateway')
    .calls('checkout-service', 'inventory-service')
    .logs('checkout-service', [
      {
        message: (n) => `POST /checkout 503 upstream connect error: connection timeout order=${n * 7919}`,
        from: -4,
        everyMs: 2_500,
      },
    ])
    .logs('payment-gateway', [
      {
        message: (n) => `request ${n * 31} failed: context deadline exceeded`,
        from: -4,
        everyMs: 6_000,
        host: pods[0],
      },
    ])
    .logs('inventory-service')
    .change({
      service: 'payment-gateway',
      minutes: -6,
      version: 'v2.1.0',
      previousVersion: 'v2.0.9',
      title: 'Deploy v2.1.0 to production',
      sha: 'a1b2c3d4',
    })
    .change({
      service: 'inventory-service',
      minutes: -11,
      version: 'v5.3.1',
      previousVersion: 'v5.3.0',
      title: 'Deploy v5.3.1',
    })
    .history('payment-gateway', 1)
    .infra('restart', 'payment-gateway', pods[0], -3, {
      count: 3,
      lastAt: alarmAt + 2 * minute,
      message: 'Back-off restarting failed container',
    })
    .alert('CheckoutHighErrorRate', 'checkout-service', -1)
    .done();
}
/** A lower memory limit kills the cart's pods; search was deployed in between. */
export function memoryLimit() {
  const pod = 'cart-service-5b8c7d9f44-k9x2p';
  return new Telemetry(12, ['cart-service'])
    .service('cart-service', {
      memory: { normal: 2.2e8, noise: 0.02, turns: { from: -18, level: 2.66e8, ramp: 10 } },
      error_ratio: { normal: 0.001, noise: 0.5, turns: { from: -8, level: 0.21 } },
    })
    .series('cart-service', 'restarts', { normal: 0, turns: { from: -8, level: 5 } })
    .service('search-service')
    .calls('storefront', 'cart-service')
    .calls('storefront', 'search-service')
    .logs('cart-service', [
      { message: (n) => `java.lang.OutOfMemoryError: Java heap space thread-${n}`, from: -8, everyMs: 30_000 },
    ])
    .change({ service: 'cart-service', kind: 'config', minutes: -20, title: 'Lower memory limit 512Mi -> 256Mi' })
    .change({ service: 'search-service', minutes: -9, version: 'v8.0.2', title: 'Deploy v8.0.2' })
    .infra('oom_killed', 'cart-service', pod, -8, {
      count: 5,
      exitCode: 137,
      message: 'Container cart terminated: OOMKilled',
      lastAt: alarmAt + 3 * minute,
    })
    .alert('CartPodsRestarting', 'cart-service', -2)
    .done();
}
function silentDependency() {
  return new Telemetry(13, ['product-page'])
    .service('product-page', { error_ratio: { normal: 0.003, noise: 0.5, turns: { from: -7, level: 0.44 } } })
    .service('review-service')
    .calls('product-page', 'pricing-service')
    .calls('product-page', 'review-service')
    .logs('product-page', [
      {
        message: (n) =>
          `GET http://pricing-service:8080/prices/${n * 17}: dial tcp 10.2.0.${n % 200}:8080: connect: connection refused`,
        from: -7,
        everyMs: 3_000,
      },
    ])
    .change({ service: 'product-page', minutes: -95, version: 'v1.9.0', title: 'Deploy v1.9.0' })
    .history('product-page', 6)
    .alert('ProductPageErrors', 'product-page')
    .done();
}
function cpuSaturation() {
  return new Telemetry(14, ['search-service'])
    .service('search-service', {
      cpu: { normal: 0.8, turns: { from: -9, level: 3.95, ramp: 3 } },
      latency_p99: { normal: 0.3, turns: { from: -6, level: 4.2, ramp: 3 } },
    })
    .series('search-service', 'saturation', { normal: 0.2, turns: { from: -9, level: 0.98, ramp: 3 } })
    .service('storefront', { latency_p99: { normal: 0.5, turns: { from: -5, level: 4.6, ramp: 3 } } })
    .calls('storefront', 'search-service')
    .logs('search-service', [
      { message: (n) => `slow query took ${4000 + n} ms`, level: 'warn', from: -6, everyMs: 9_000 },
    ])
    .change({ service: 'storefront', minutes: -3, version: 'v77', title: 'Deploy v77' })
    .alert('SearchLatency', 'search-service')
    .done();
}
function crashLoop() {
  return new Telemetry(15, ['auth-service'])
    .service('auth-service', {
      error_ratio: { normal: 0.001, noise: 0.5, turns: { from: -5, level: 0.6 } },
      request_rate: { normal: 90, turns: { from: -5, level: 40 } },
    })
    .service('web-frontend', { error_ratio: { normal: 0.001, noise: 0.5, turns: { from: -5, level: 0.3 } } })
    .calls('web-frontend', 'auth-service')
    .logs('web-frontend', [
      { message: (n) => `login ${n} failed: auth-service answered 502 bad gateway`, from: -5, everyMs: 3_000 },
    ])
    .infra('crash_loop', 'auth-service', 'auth-service-6c9f5d7b8-q1w2e', -6, {
      count: 9,
      exitCode: 139,
      message: 'back-off 5m0s restarting failed container',
      lastAt: alarmAt + 5 * minute,
    })
    .change({ service: 'web-frontend', minutes: -14, version: 'v310', title: 'Deploy v310' })
    .history('web-frontend', 20)
    .alert('LoginFailures', 'auth-service')
    .done();
}
function lostNode() {
  const node = 'ip-10-0-12-7';
  const telemetry = new Telemetry(16, ['orders-service']);
  for (const service of ['orders-service', 'invoice-service', 'mail-service']) {
    telemetry
      .service(service, { error_ratio: { normal: 0.002, noise: 0.5, turns: { from: -6, level: 0.25 } } })
      .infra('evicted', service, `${service}-pod-1`, -6, {
        node,
        message: 'The node was low on resource: ephemeral-storage',
      });
  }
  return telemetry
    .infra('node_not_ready', null, node, -7, { node, message: 'Kubelet stopped posting node status' })
    .change({ service: 'mail-service', minutes: -12, version: 'v3.3', title: 'Deploy v3.3' })
    .calls('orders-service', 'invoice-service')
    .logs('orders-service', [{ message: () => 'connection reset by peer', from: -6, everyMs: 8_000 }])
    .alert('OrdersErrors', 'orders-service')
    .done();
}
function trafficSurge() {
  return new Telemetry(17, ['storefront'])
    .service('storefront', {
      request_rate: { normal: 200, turns: { from: -8, level: 900, ramp: 2 } },
      latency_p99: { normal: 0.3, turns: { from: -6, level: 2.5, ramp: 3 } },
      cpu: { normal: 1, turns: { from: -8, level: 3.6, ramp: 3 } },
    })
    .service('catalog-service', {
      request_rate: { normal: 400, turns: { from: -7, level: 1700, ramp: 2 } },
      latency_p99: { normal: 0.1, turns: { from: -5, level: 0.9, ramp: 3 } },
    })
    .calls('storefront', 'catalog-service')
    .logs('storefront')
    .change({ service: 'catalog-service', minutes: -40, version: 'v2.2', title: 'Deploy v2.2' })
    .alert('StorefrontLatency', 'storefront')
    .done();
}
function databaseLocks() {
  return new Telemetry(18, ['orders-service'])
    .service('orders-service', {
      latency_p99: { normal: 0.25, turns: { from: -8, level: 12 } },
      error_ratio: { normal: 0.001, noise: 0.5, turns: { from: -8, level: 0.18 } },
    })
    .series('orders-db', 'saturation', { normal: 0.3, turns: { from: -9, level: 0.99 } })
    .series('orders-db', 'cpu', { normal: 1.2, turns: { from: -9, level: 3.9 } })
    .calls('orders-service', 'orders-db')
    .logs('orders-service', [
      {
        message: (n) => `SQLSTATE 40P01 deadlock detected, process ${n * 13} waits for ShareLock on orders-db`,
        from: -8,
        everyMs: 4_000,
      },
    ])
    .change({ service: 'orders-service', minutes: -12, version: 'v41.2', title: 'Deploy v41.2' })
    .history('orders-service', 40)
    .alert('OrdersLatency', 'orders-service')
    .done();
}
function featureFlag() {
  return new Telemetry(19, ['checkout-service'])
    .service('checkout-service', { error_ratio: { normal: 0.002, noise: 0.5, turns: { from: -5, level: 0.22 } } })
    .service('shipping-service')
    .calls('checkout-service', 'shipping-service')
    .logs('checkout-service', [
      {
        message: (n) => `TypeError: Cannot read properties of undefined (reading 'discount') at cart ${n * 991}`,
        from: -5,
        everyMs: 4_000,
      },
    ])
    .change({
      service: 'checkout-service',
      kind: 'flag',
      minutes: -6,
      title: 'Turn on new-discounts for 50 % of users',
    })
    .change({ service: 'shipping-service', minutes: -4, version: 'v9', title: 'Deploy v9' })
    .history('checkout-service', 1)
    .alert('CheckoutErrors', 'checkout-service')
    .done();
}
function expiredCertificate() {
  return new Telemetry(20, ['order-service'])
    .service('order-service', { error_ratio: { normal: 0.001, noise: 0.5, turns: { from: -10, level: 0.5 } } })
    .service('shipping-gateway', { request_rate: { normal: 60, turns: { from: -10, level: 20 } } })
    .calls('order-service', 'shipping-gateway')
    .logs('order-service', [
      {
        message: () =>
          'Post "https://shipping-gateway.shop.svc/rates": x509: certificate has expired or is not yet valid',
        from: -10,
        everyMs: 3_000,
      },
    ])
    .change({ service: 'order-service', minutes: -70, version: 'v2.7', title: 'Deploy v2.7' })
    .history('order-service', 3)
    .alert('OrderErrors', 'order-service')
    .done();
}
function nameResolution() {
  return new Telemetry(21, ['profile-service'])
    .service('profile-service', { error_ratio: { normal: 0.001, noise: 0.5, turns: { from: -6, level: 0.3 } } })
    .service('avatar-service', { error_ratio: { normal: 0.001, noise: 0.5, turns: { from: -6, level: 0.28 } } })
    .logs('profile-service', [
      { message: () => 'getaddrinfo EAI_AGAIN user-cache.shop.svc.cluster.local', from: -6, everyMs: 4_000 },
    ])
    .logs('avatar-service', [
      { message: () => 'getaddrinfo EAI_AGAIN object-storage.shop.svc.cluster.local', from: -6, everyMs: 5_000 },
    ])
    .change({ service: 'avatar-service', minutes: -50, version: 'v12', title: 'Deploy v12' })
    .history('avatar-service', 8)
    .alert('ProfileErrors', 'profile-service')
    .done();
}
function outsideProvider() {
  return new Telemetry(22, ['billing-service'])
    .service('billing-service', {
      error_ratio: { normal: 0.004, noise: 0.5, turns: { from: -9, level: 0.7 } },
      latency_p99: { normal: 0.6, turns: { from: -9, level: 10 } },
    })
    .service('subscription-service')
    .calls('subscription-service', 'billing-service')
    .logs('billing-service', [
      {
        message: (n) => `POST https://api.stripe.com/v1/charges failed: 503 Service Unavailable req_${n * 104729}`,
        from: -9,
        everyMs: 2_500,
      },
    ])
    .change({ service: 'subscription-service', minutes: -12, version: 'v6.1', title: 'Deploy v6.1' })
    .alert('BillingErrors', 'billing-service')
    .done();
}
function codeFault() {
  const telemetry = new Telemetry(23, ['pricing-service'])
    .service('pricing-service', { error_ratio: { normal: 0.001, noise: 0.5, turns: { from: -6, level: 0.15 } } })
    .service('tax-service')
    .calls('pricing-service', 'tax-service')
    .logs('pricing-service', [
      {
        message: (n) =>
          `java.lang.NullPointerException: rate for country ${n % 9} at com.acme.Pricing.apply(Pricing.java:88)`,
        from: -6,
        everyMs: 4_000,
      },
    ])
    .change({ service: 'tax-service', minutes: -8, version: 'v3', title: 'Deploy v3' })
    .alert('PricingErrors', 'pricing-service');
  telemetry.observations.errors.push({
    id: 's1',
    service: 'pricing-service',
    title: 'NullPointerException: rate for country',
    firstSeen: alarmAt - 6 * minute,
    lastSeen: alarmAt,
    count: 214,
    isNew: true,
    isRegression: false,
  });
  return telemetry.done();
}
const cause = 'root_cause';
export const singleCauses = [
  {
    name: 'a deploy of a dependency',
    observations: () => paymentDeploy(),
    truth: {
      verdict: cause,
      services: ['payment-gateway'],
      kinds: ['change'],
      object: 'v2.1.0',
      ruledOut: /inventory-service v5\.3\.1/,
    },
  },
  {
    name: 'a lower memory limit',
    observations: memoryLimit,
    truth: {
      verdict: cause,
      services: ['cart-service'],
      kinds: ['configuration', 'resource_saturation'],
      ruledOut: /search-service v8\.0\.2/,
    },
  },
  {
    name: 'a dependency without telemetry',
    observations: silentDependency,
    truth: { verdict: cause, services: ['pricing-service'], kinds: ['dependency', 'network'] },
  },
  {
    name: 'a saturated CPU',
    observations: cpuSaturation,
    truth: { verdict: cause, services: ['search-service'], kinds: ['resource_saturation'], ruledOut: /storefront v77/ },
  },
  {
    name: 'a crash loop',
    observations: crashLoop,
    truth: { verdict: cause, services: ['auth-service'], kinds: ['crash'] },
  },
  { name: 'a lost node', observations: lostNode, truth: { verdict: cause, kinds: ['node'], object: 'ip-10-0-12-7' } },
  {
    name: 'a surge of traffic',
    observations: trafficSurge,
    truth: { verdict: cause, services: ['storefront'], kinds: ['traffic_surge'] },
  },
  {
    name: 'locks in the database',
    observations: databaseLocks,
    truth: { verdict: cause, services: ['orders-db'], kinds: ['data_store'] },
  },
  {
    name: 'a feature flag',
    observations: featureFlag,
    truth: {
      verdict: cause,
      services: ['checkout-service'],
      kinds: ['configuration'],
      ruledOut: /shipping-service v9/,
    },
  },
  {
    name: 'an expired certificate',
    observations: expiredCertificate,
    truth: { verdict: cause, services: ['shipping-gateway', 'order-service'], kinds: ['network'] },
  },
  {
    name: 'names that do not resolve',
    observations: nameResolution,
    truth: { verdict: cause, services: ['profile-service', 'avatar-service'], kinds: ['network'] },
  },
  {
    name: 'an outside provider',
    observations: outsideProvider,
    truth: { verdict: cause, services: ['billing-service'], kinds: ['third_party'], object: 'api.stripe.com' },
  },
  {
    name: 'a fault in the code',
    observations: codeFault,
    truth: { verdict: cause, services: ['pricing-service'], kinds: ['code_fault'], ruledOut: /tax-service v3/ },
  },
];
//# sourceMappingURL=single-causes.js.map
