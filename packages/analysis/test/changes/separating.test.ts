import { diagnose } from '@incidentfox/analysis';
import type { Diagnosis, Patch } from '@incidentfox/incident';
import { Telemetry } from '../scenarios/telemetry.ts';

const patch = (path: string, diff: string): Patch => ({
  files: [{ path, diff: `@@ -1,3 +1,3 @@\n${diff}` }],
  commits: [],
  isTruncated: false,
});

/** The orders service fails since eight minutes before the alarm; what it says is `message`. */
const failing = (message: string, seed = 31): Telemetry =>
  new Telemetry(seed, ['orders'])
    .service('orders', {
      latency_p99: { normal: 0.2, noise: 0.15 },
      error_ratio: { normal: 0.002, noise: 0.5, turns: { from: -8, level: 0.3 } },
    })
    .service('stock', {
      latency_p99: { normal: 0.1, noise: 0.15 },
      error_ratio: { normal: 0.002, noise: 0.5 },
    })
    .calls('orders', 'stock')
    .logs('orders', [{ message: () => message, from: -8, everyMs: 3_000 }]);

const blamed = (diagnosis: Diagnosis): unknown => {
  const id = diagnosis.verdict === 'root_cause' ? diagnosis.hypotheses[0]?.trigger : null;
  const evidence = diagnosis.evidence.find((one) => one.id === id);
  return evidence?.kind === 'change' ? evidence.facts.version : undefined;
};

test('the name that a diff exchanged, called by the errors of another service, sets its change apart', () => {
  const fieldRenamed = patch('stock/item.go', '-\tCount int `json:"in_stock"`\n+\tCount int `json:"inStock"`');
  const diagnosis = diagnose(
    failing('cannot decode item: missing required field "in_stock"')
      .change({ service: 'stock', minutes: -11, version: 's7', title: 'Names like elsewhere', patch: fieldRenamed })
      .change({
        service: 'orders',
        minutes: -10,
        version: 'o3',
        title: 'Shorter',
        patch: patch('orders/view.go', '-\treturn render(view)\n+\treturn rendered(view)'),
      })
      .done(),
  );
  expect(blamed(diagnosis)).toBe('s7');
});

test('a lone deploy whose diff was read and does nothing of the kind is not blamed for its hour', () => {
  const diagnosis = diagnose(
    failing('order cannot be placed')
      .change({
        service: 'orders',
        minutes: -9,
        version: 'o4',
        title: 'Patch release',
        patch: patch('orders/package.json', '-    "date-words": "3.2.1",\n+    "date-words": "3.2.2",'),
      })
      .done(),
  );
  expect(blamed(diagnosis)).toBeUndefined();
});

test('what a change tells of its own start is no sign of trouble', () => {
  const diagnosis = diagnose(
    failing('order cannot be placed')
      .logs('orders', [
        { message: () => 'feature flag orders-new-basket enabled', from: -9, everyMs: 3_600_000, level: 'info' },
      ])
      .change({ service: 'orders', kind: 'flag', minutes: -9, title: 'Flag orders-new-basket on' })
      .change({
        service: 'orders',
        minutes: -9,
        version: 'o5',
        title: 'Place orders',
        patch: patch(
          'orders/place.ts',
          '-  if (order.lines === undefined) return none;\n   return place(order.lines.all);',
        ),
      })
      .done(),
  );
  expect(diagnosis.hypotheses[0]?.kind === 'configuration' && diagnosis.verdict === 'root_cause').toBe(false);
});

test('going back to the version before does not acquit a migration that stays', () => {
  const indexDropped = patch('orders/migrations/0009_tidy.sql', '+DROP INDEX orders_day_idx;');
  const lock = patch('orders/view.go', '-\treturn render(view)\n+\treturn rendered(view)');
  const suspects = (dropped: Patch) => {
    const diagnosis = diagnose(
      failing('slow statement: SELECT * FROM orders WHERE day = $1, seq scan')
        .change({ service: 'orders', minutes: -60, version: 'o1', title: 'Long ago', patch: lock })
        .change({ service: 'orders', minutes: -9, version: 'o2', title: 'Tidy', patch: dropped })
        .change({ service: 'orders', minutes: 2, version: 'o1', title: 'Back', kind: 'rollback' })
        .done(),
    );
    return diagnosis.hypotheses.some(({ trigger }) => {
      const evidence = diagnosis.evidence.find(({ id }) => id === trigger);
      return evidence?.facts.version === 'o2';
    });
  };
  expect(suspects(indexDropped)).toBe(true);
});
