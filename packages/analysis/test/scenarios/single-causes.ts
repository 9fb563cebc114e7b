import type { Observations } from '@incidentfox/incident';
import { minute, Telemetry } from './telemetry.ts';

/** A deploy of the payment gateway makes it time out; checkout answers 503; another service was deployed as well. */
export function paymentDeploy(): Observations {
  const pods = ['payment-gateway-7d9f8b6c5-x2k4q', 'payment-gateway-7d9f8b6c5-m8v7t'];
  return new Telemetry(11, ['checkout-service'])
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
        message: (n) => `request ${n * 31} failed: context deadline exceeded while acquiring connection`,
        from: -4,
        everyMs: 6_000,
        host: pods[0] as string,
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
    .infra('restart', 'payment-gateway', pods[0] as string, -3, {
      count: 3,
      lastAt: Date.UTC(2026, 4, 12, 14, 36) + 2 * minute,
      message: 'Back-off restarting failed container',
    })
    .alert('CheckoutHighErrorRate', 'checkout-service', -1)
    .done();
}
