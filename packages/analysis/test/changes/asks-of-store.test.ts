import { diagnose } from '@incidentfox/analysis';
import type { Patch } from '@incidentfox/incident';
import { Telemetry } from '../scenarios/telemetry.ts';

const patch = (path: string, diff: string): Patch => ({
  files: [{ path, diff: `@@ -1,3 +1,3 @@\n${diff}` }],
  commits: [],
  isTruncated: false,
});

/** The store is short of CPU since eight minutes before the alarm, and slows both of its callers. */
const slowStore = (): Telemetry => {
  const telemetry = new Telemetry(81, ['orders']);
  for (const caller of ['orders', 'stock'])
    telemetry
      .service(caller, { latency_p99: { normal: 0.2, noise: 0.15, turns: { from: -8, level: 2 } } })
      .calls(caller, 'orders-db');
  return telemetry
    .series('orders-db', 'cpu', { normal: 0.3, turns: { from: -8, level: 3.8 } })
    .series('orders-db', 'latency_mean', { normal: 0.01, turns: { from: -8, level: 0.8 } })
    .series('orders-db', 'request_rate', { normal: 400 });
};
const suspectsIn = (telemetry: Telemetry) => {
  const { hypotheses, evidence } = diagnose(telemetry.done());
  const titleOf = (id: string | null) => evidence.find((one) => one.id === id)?.title ?? '';
  return hypotheses.filter(({ trigger }) => titleOf(trigger).includes('v7')).map(({ probability }) => probability);
};
const deploy = (title: string, more: { patch?: Patch; service?: string } = {}) =>
  slowStore().change({ service: 'stock', minutes: -10, version: 'v7', title, ...more });

describe('a change of a caller of the store in which the trouble began', () => {
  const best = (telemetry: Telemetry) => Math.max(0, ...suspectsIn(telemetry));

  test('is a suspect when its title speaks of what is asked of a store', () => {
    expect(best(deploy('Search by a new index'))).toBeGreaterThan(best(deploy('Show prices in euros')) + 0.1);
  });

  test('is a suspect when its diff alters what is asked at once', () => {
    const query = patch('stock/import.ts', '-  batchSize: 50,\n+  batchSize: 5000,');
    expect(best(deploy('Import faster', { patch: query }))).toBeGreaterThan(0.3);
  });

  test('is none when it belongs to somebody who does not call the store', () => {
    const telemetry = slowStore().service('mail').calls('orders', 'mail');
    expect(best(telemetry.change({ service: 'mail', minutes: -10, version: 'v7', title: 'A new index' }))).toBeLessThan(
      0.1,
    );
  });
});
