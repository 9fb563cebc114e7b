import { change } from '../../shop/over-time.ts';
import { pick } from '../../shop/random.ts';
import type { Scenario } from '../../shop/scenario.ts';

/** orders-db runs out of connections and CPU; inventory and checkout wait for it. */
export const dataStore: Scenario = {
  name: 'data-store',
  title: 'orders-db is saturated and two services wait for it',
  incident: {
    name: 'Checkout and stock reservations time out',
    summary: 'Both the checkout and the warehouse team see time-outs.',
    severity: 'Critical',
  },
  behaviours: {
    'orders-db': {
      cpuCores: change(0.8, 3.9, { at: -18, over: 4 }),
      latency: change(1, 160, { at: -16, over: 4 }),
      errorRatio: change(0.0004, 0.09, { at: -13, over: 2 }),
      memoryMb: change(2600, 3480, { at: -18, over: 6 }),
    },
    'checkout-service': {
      latency: change(1, 22, { at: -15, over: 4 }),
      errorRatio: change(0.004, 0.17, { at: -12, over: 2 }),
      errorCode: '500',
    },
    'inventory-service': {
      latency: change(1, 16, { at: -15, over: 4 }),
      errorRatio: change(0.003, 0.11, { at: -12, over: 2 }),
      errorCode: '500',
    },
  },
  logs: [
    {
      service: 'orders-db',
      level: 'fatal',
      perSecond: change(0, 1.9, { at: -13, over: 2 }),
      line: () => 'msg="remaining connection slots are reserved for non-replication superuser connections"',
    },
    {
      service: 'orders-db',
      level: 'warn',
      perSecond: change(0, 0.4, { at: -17, over: 3 }),
      line: (random) =>
        `msg="slow statement" duration_ms=${4000 + Math.floor(random() * 9000)} statement="SELECT * FROM order_lines WHERE shipped_at IS NULL ORDER BY created_at"`,
    },
    ...['checkout-service', 'inventory-service'].map((service) => ({
      service,
      level: 'error' as const,
      perSecond: change(0, 1.5, { at: -12, over: 2 }),
      line: (random: () => number) =>
        `msg="${pick(random, ['sorry, too many clients already', 'timeout acquiring a connection from the pool'])}" store=orders-db pool_waiting=${10 + Math.floor(random() * 40)}`,
    })),
  ],
  alerts: [
    {
      name: 'OrdersDbConnectionsHigh',
      service: 'orders-db',
      at: -12,
      severity: 'critical',
      summary: 'orders-db uses 97 of 100 connections',
      paged: true,
    },
  ],
  gauges: [
    { service: 'orders-db', metric: 'pg_stat_activity_count', value: change(38, 99, { at: -17, over: 4 }) },
    { service: 'orders-db', metric: 'pg_settings_max_connections', value: () => 100, jitter: 0 },
  ],
};
