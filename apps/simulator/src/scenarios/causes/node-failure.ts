import { change } from '../../shop/over-time.ts';
import { token } from '../../shop/random.ts';
import type { Scenario } from '../../shop/scenario.ts';

const node = 'ip-10-0-2-41';

/** One of three nodes stops. Every service loses the pods it had there, and nothing else. */
export const nodeFailure: Scenario = {
  name: 'node-failure',
  title: 'a node stops and takes a pod of several services with it',
  incident: {
    name: 'Several services degraded at once',
    summary: 'cart, search and checkout all report errors. They share nothing but the cluster.',
    severity: 'Critical',
  },
  nodes: [{ node, notReadyAt: -7, reason: 'NodeStatusUnknown' }],
  behaviours: {
    'cart-service': { errorRatio: change(0.003, 0.21, { at: -7.5, over: 0.5 }), errorCode: '503' },
    'search-service': { errorRatio: change(0.003, 0.19, { at: -7.5, over: 0.5 }), errorCode: '503' },
    'checkout-service': { errorRatio: change(0.004, 0.16, { at: -7.5, over: 0.5 }), errorCode: '503' },
  },
  logs: ['cart-service', 'search-service', 'checkout-service'].map((service) => ({
    service,
    level: 'error',
    perSecond: change(0, 1.2, { at: -7.5, over: 0.5 }),
    line: (random) =>
      `msg="connect: no route to host" peer=10.0.2.${10 + Math.floor(random() * 90)}:8080 trace_id=${token(random, 16, '0123456789abcdef')}`,
  })),
  clusterEvents: [
    { node, at: -7, type: 'Normal', reason: 'NodeNotReady', message: `Node ${node} status is now: NodeNotReady` },
    ...['cart-service', 'search-service', 'checkout-service'].map((service) => ({
      service,
      pod: 0,
      at: -6.6,
      type: 'Warning' as const,
      reason: 'NodeNotReady',
      message: 'Node is not ready',
    })),
  ],
  alerts: [
    {
      name: 'KubeNodeNotReady',
      service: 'cart-service',
      at: -5,
      severity: 'critical',
      summary: `${node} has been unready for more than a minute`,
      paged: true,
    },
  ],
};
