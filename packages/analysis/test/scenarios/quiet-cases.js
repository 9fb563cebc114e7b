import { Telemetry } from './telemetry.js';

const calm = (seed) =>
  new Telemetry(seed, ['checkout-service'])
    .service('checkout-service')
    .service('payment-gateway')
    .service('cart-service')
    .calls('checkout-service', 'payment-gateway')
    .calls('checkout-service', 'cart-service')
    .logs('checkout-service')
    .logs('payment-gateway');
const alertOnly = () => calm(51).alert('CheckoutHighErrorRate', 'checkout-service').done();
const healthy = () => calm(52).done();
const healthyWithDeploys = () =>
  calm(53)
    .change({ service: 'payment-gateway', minutes: -6, version: 'v2.1.0', title: 'Deploy v2.1.0' })
    .change({ service: 'checkout-service', minutes: -3, version: 'v7', title: 'Deploy v7' })
    .done();
/** Much noise, and errors that were there before. */
const noisy = () =>
  new Telemetry(54, ['checkout-service'])
    .service('checkout-service', {
      latency_p99: { normal: 0.4, noise: 0.5 },
      request_rate: { normal: 100, noise: 0.5 },
      cpu: { normal: 0.4, noise: 0.4 },
    })
    .service('payment-gateway', {
      latency_p99: { normal: 0.2, noise: 0.6 },
      error_ratio: { normal: 0.004, noise: 0.9 },
    })
    .calls('checkout-service', 'payment-gateway')
    .logs('checkout-service', [
      { message: (n) => `retrying job ${n * 3}: connection timeout`, from: -149, everyMs: 45_000 },
    ])
    .infra('restart', 'payment-gateway', 'payment-gateway-1', -900, { lastAt: 0, message: 'chronic' })
    .change({ service: 'checkout-service', minutes: -15, version: 'v31', title: 'Deploy v31' })
    .done();
/** A busy, healthy service whose source gives the newest lines only, of a window that ended among other chores than it began. */
function newestLinesOnly() {
  const observations = calm(56).done();
  const logs = observations.logs.map((digest) => {
    const lines = digest.lines
      .slice(-15)
      .map((line, n) => (n % 2 === 0 ? line : { ...line, message: 'flushed the page cache' }));
    return {
      ...digest,
      total: digest.lines.length * 8,
      lines,
      baselines: digest.baselines.map(({ window, total }) => ({ window, total: total * 8 })),
    };
  });
  return { ...observations, logs };
}
/** A slow rise of errors, seen by metrics only. */
const metricsOnly = () =>
  new Telemetry(57, ['cart-service'])
    .service('cart-service', {
      error_ratio: { normal: 0.003, noise: 0.3, turns: { from: -20, level: 0.035, ramp: 9 } },
    })
    .gap('Loki logs of cart-service')
    .gap('GitHub changes of cart-service')
    .gap('Kubernetes events of cart-service')
    .done();
/** Only the logs could be asked, and they say nothing. */
const hardlyAsked = () =>
  new Telemetry(55, ['checkout-service'])
    .logs('checkout-service')
    .gap('Prometheus metrics of checkout-service')
    .gap('Kubernetes events')
    .done();
export const quietCases = [
  {
    name: 'an alert without any symptom',
    observations: alertOnly,
    truth: { verdict: 'healthy', kinds: ['monitoring_artefact'] },
  },
  { name: 'nothing wrong', observations: healthy, truth: { verdict: 'healthy', kinds: ['nothing_wrong'] } },
  {
    name: 'nothing wrong, with deploys',
    observations: healthyWithDeploys,
    truth: { verdict: 'healthy', kinds: ['nothing_wrong'] },
  },
  { name: 'nothing wrong, with noise', observations: noisy, truth: { verdict: 'healthy' } },
  { name: 'nothing wrong, with the newest lines only', observations: newestLinesOnly, truth: { verdict: 'healthy' } },
  {
    name: 'errors that only metrics show',
    observations: metricsOnly,
    truth: { verdict: 'inconclusive', maxConfidence: 0.6 },
  },
  { name: 'too little could be asked', observations: hardlyAsked, truth: { verdict: 'inconclusive' } },
];
//# sourceMappingURL=quiet-cases.js.map
