import { change } from '../../shop/over-time.ts';
import type { Scenario } from '../../shop/scenario.ts';

/** The certificate of fraud-check ends on the hour; payment-gateway can no longer talk to it. Nothing was changed, that is the trouble. */
export const expiredCertificate: Scenario = {
  name: 'expired-certificate',
  title: 'the certificate of fraud-check has run out',
  incident: {
    name: 'Payments rejected by payment-gateway',
    summary: 'Every payment that needs a fraud score fails since a few minutes.',
    severity: 'Critical',
  },
  behaviours: {
    // Its own process is well: nobody reaches it.
    'fraud-check': {
      traffic: change(1, 0.02, { at: -8, over: 0.25 }),
      cpuCores: change(0.25, 0.03, { at: -8, over: 1 }),
    },
    'payment-gateway': { errorRatio: change(0.002, 0.41, { at: -8, over: 0.25 }), errorCode: '500' },
    'checkout-service': { errorRatio: change(0.004, 0.36, { at: -8, over: 0.25 }), errorCode: '502' },
  },
  logs: [
    {
      service: 'payment-gateway',
      level: 'error',
      perSecond: change(0, 5, { at: -8, over: 0.25 }),
      line: () =>
        'msg="certificate has expired" code=CERT_HAS_EXPIRED host=fraud-check.shop.svc:8443 valid_to="on the hour"',
    },
    {
      service: 'checkout-service',
      level: 'error',
      perSecond: change(0, 4.2, { at: -8, over: 0.25 }),
      line: () => 'msg="payment failed" upstream=payment-gateway status=500',
    },
  ],
  gauges: [
    {
      service: 'fraud-check',
      metric: 'probe_ssl_earliest_cert_expiry_seconds_left',
      value: (minute) => (-8 - minute) * 60,
      jitter: 0,
    },
  ],
  alerts: [
    {
      name: 'PaymentErrors',
      service: 'payment-gateway',
      at: -5,
      severity: 'critical',
      summary: 'Payments fail',
      paged: true,
    },
  ],
};
