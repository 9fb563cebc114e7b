import { change } from '../../shop/over-time.ts';
import { token } from '../../shop/random.ts';
import type { Scenario } from '../../shop/scenario.ts';

/** The card processor outside fails. payment-gateway is the first of ours to feel it, and changed nothing. */
export const thirdParty: Scenario = {
  name: 'third-party',
  title: 'the card processor outside has an outage',
  incident: {
    name: 'Payments failing',
    summary: 'Card payments are declined with a technical error. Started a few minutes ago.',
    severity: 'Critical',
    customFields: { 'Affected service': 'payment-gateway' },
  },
  behaviours: {
    'payment-gateway': {
      errorRatio: change(0.002, 0.64, { at: -9, over: 0.5 }),
      errorCode: '502',
      latency: change(1, 3, { at: -9, over: 0.5 }),
    },
    'checkout-service': { errorRatio: change(0.004, 0.55, { at: -9, over: 0.5 }), errorCode: '502' },
  },
  logs: [
    {
      service: 'payment-gateway',
      level: 'error',
      perSecond: change(0, 5.5, { at: -9, over: 0.5 }),
      line: (random) =>
        `msg="card processor answered 503 Service Unavailable" host=api.cardprocessor.example retry=${Math.floor(random() * 3)} request_id=${token(random, 12)}`,
    },
    {
      service: 'checkout-service',
      level: 'error',
      perSecond: change(0, 4.8, { at: -9, over: 0.5 }),
      line: (random) =>
        `msg="payment failed" upstream=payment-gateway status=502 trace_id=${token(random, 16, '0123456789abcdef')}`,
    },
  ],
  alerts: [
    {
      name: 'PaymentFailures',
      service: 'payment-gateway',
      at: -6,
      severity: 'critical',
      summary: 'More than half of all charges fail',
      paged: true,
    },
  ],
};
