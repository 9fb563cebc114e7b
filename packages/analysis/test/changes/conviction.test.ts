import { compileReport, diagnose } from '@incidentfox/analysis';
import type { Diagnosis, Observations, Patch } from '@incidentfox/incident';
import { seeded, Telemetry } from '../scenarios/telemetry.ts';

const patch = (path: string, diff: string): Patch => ({
  files: [{ path, diff: `@@ -1,3 +1,3 @@\n${diff}` }],
  commits: [],
  isTruncated: false,
});
const poolCut = patch('orders/db/pool.ts', '-  poolSize: 50,\n+  poolSize: 5,');
const onlyTests = patch('orders/test/pool.test.ts', '-  expect(1).toBe(1);\n+  expect(2).toBe(2);');
const renamed = patch('orders/format.ts', '-  const d = toDto(order);\n+  const dto = toDto(order);');

/** The orders service waits for connections since eight minutes before the alarm. */
const waiting = (seed = 71): Telemetry =>
  new Telemetry(seed, ['orders'])
    .service('orders', {
      latency_p99: { normal: 0.2, noise: 0.15, turns: { from: -8, level: 5 } },
      error_ratio: { normal: 0.002, noise: 0.5, turns: { from: -8, level: 0.3 } },
      saturation: { normal: 0.3, turns: { from: -8, level: 1 } },
    })
    .service('stock')
    .calls('orders', 'stock')
    .logs('orders', [
      { message: (n) => `connection pool exhausted, ${n % 40} requests wait to acquire`, from: -8, everyMs: 3_000 },
    ]);

const triggerOf = (diagnosis: Diagnosis) => {
  const id = diagnosis.verdict === 'root_cause' ? diagnosis.hypotheses[0]?.trigger : null;
  const evidence = diagnosis.evidence.find((one) => one.id === id);
  return evidence?.kind === 'change' ? evidence.facts.version : undefined;
};
const reportOf = (observations: Observations, diagnosis: Diagnosis) =>
  compileReport({
    diagnosis,
    incident: { reference: 'INC-1', name: 'Orders', createdAt: new Date(observations.alarmAt).toISOString() },
    context: {
      affected: [{ service: 'orders', foundBy: 'exact', because: 'in the title' }],
      symptom: 'unknown',
      alarmAt: observations.alarmAt,
      window: observations.window,
      hints: [],
    },
  });
const told = (observations: Observations) => {
  const diagnosis = diagnose(observations);
  return { diagnosis, report: reportOf(observations, diagnosis), trigger: triggerOf(diagnosis) };
};
const undoing = /rolling|undoing/;

test('of two deploys minutes apart the one whose diff explains the trouble is blamed, and its line is quoted', () => {
  const { trigger, report } = told(
    waiting()
      .change({ service: 'orders', minutes: -11, version: 'v1', title: 'Small things', patch: poolCut })
      .change({ service: 'orders', minutes: -9, version: 'v2', title: 'Fix the pool timeout', patch: renamed })
      .done(),
  );
  expect(trigger).toBe('v1');
  expect(report.rootCause.map(({ text }) => text).join('\n')).toContain(
    'changed the pool size from 50 to 5 in `orders/db/pool.ts`',
  );
});

test('a deploy of tests alone is not blamed, however near it is', () => {
  const { trigger, report } = told(
    waiting().change({ service: 'orders', minutes: -9, version: 'v2', title: 'Pool', patch: onlyTests }).done(),
  );
  expect(trigger).toBeUndefined();
  expect(report.actions.filter(({ text }) => undoing.test(text))).toEqual([]);
});

test('rivals that nothing sets apart share the probability, and nothing is to be undone', () => {
  const { trigger, diagnosis, report } = told(
    waiting()
      .change({ service: 'orders', minutes: -10, version: 'v1', title: 'One', patch: poolCut })
      .change({
        service: 'orders',
        minutes: -9,
        version: 'v2',
        title: 'Two',
        patch: patch('orders/db/other.ts', '-  poolSize: 40,\n+  poolSize: 4,'),
      })
      .done(),
  );
  expect(trigger).toBeUndefined();
  const rivals = diagnosis.hypotheses.filter(({ kind, trigger: id }) => kind === 'change' && id !== null);
  expect(rivals).toHaveLength(2);
  expect(report.actions.filter(({ text }) => undoing.test(text))).toEqual([]);
  expect(report.actions.map(({ text }) => text).join('\n')).toMatch(
    /^Compare the deploy of orders v2 with the deploy of orders v1/,
  );
});

test('a change after the trouble began is no suspect', () => {
  const { trigger } = told(
    waiting().change({ service: 'orders', minutes: 2, version: 'v3', title: 'Late', patch: poolCut }).done(),
  );
  expect(trigger).toBeUndefined();
});

test('a change that was undone is not to be undone again', () => {
  const { report } = told(
    new Telemetry(72, ['orders'])
      .service('orders', { error_ratio: { normal: 0.002, noise: 0.5, turns: { from: -8, until: 1, level: 0.4 } } })
      .change({ service: 'orders', minutes: -10, version: 'v2', previousVersion: 'v1', title: 'Two' })
      .change({ service: 'orders', minutes: 0, kind: 'rollback', version: 'v1', title: 'Back' })
      .done(),
  );
  expect(report.actions.filter(({ text }) => undoing.test(text))).toEqual([]);
});

test('a flag that the new errors name is blamed rather than a deploy', () => {
  const { diagnosis } = told(
    new Telemetry(73, ['orders'])
      .service('orders', { error_ratio: { normal: 0.002, noise: 0.5, turns: { from: -8, level: 0.4 } } })
      .logs('orders', [
        { message: (n) => `smart-bundles: no price for bundle of ${n % 7} parts`, from: -8, everyMs: 3_000 },
      ])
      .change({ service: 'orders', kind: 'flag', minutes: -9, title: 'Flag smart-bundles off->on' })
      .change({ service: 'orders', minutes: -10, version: 'v2', title: 'Two', patch: renamed })
      .done(),
  );
  expect(diagnosis.hypotheses[0]).toMatchObject({ kind: 'configuration', object: 'Flag smart-bundles off->on' });
});

test('an outside host whose own page confirms it stands before a deploy, and the page is cited', () => {
  const telemetry = new Telemetry(74, ['orders'])
    .service('orders', { error_ratio: { normal: 0.002, noise: 0.5, turns: { from: -8, level: 0.4 } } })
    .logs('orders', [
      {
        message: (n) => `POST https://api.cards.com/v1 failed: 503 Service Unavailable ${n}`,
        from: -8,
        everyMs: 3_000,
      },
    ])
    .change({ service: 'orders', minutes: -9, version: 'v2', title: 'Two', patch: renamed });
  const observations: Observations = {
    ...telemetry.done(),
    providerStatuses: [
      {
        provider: 'Cards',
        hosts: ['api.cards.com'],
        from: telemetry.observations.alarmAt - 7 * 60_000,
        to: null,
        title: 'Errors',
        impact: 'major',
      },
    ],
  };
  const { diagnosis, trigger } = told(observations);
  expect(trigger).toBeUndefined();
  expect(diagnosis.hypotheses[0]).toMatchObject({ kind: 'third_party', object: 'api.cards.com' });
  const cited = diagnosis.hypotheses[0]?.supports.map((id) => diagnosis.evidence.find((one) => one.id === id)?.kind);
  expect(cited).toContain('provider_status');
});

test('whatever the diffs are, probabilities are shares and nothing is undone below three in four', () => {
  const random = seeded(99);
  const lines = [
    'poolSize: 5,',
    'timeout: 100,',
    'await db.query(q);',
    '// words',
    'x = y',
    '@@',
    'for (const a of b) get(a);',
  ];
  const pick = () => lines[Math.floor(random() * lines.length)] ?? '';
  for (let round = 0; round < 25; round += 1) {
    const telemetry = waiting(round + 1);
    for (let i = 0; i < 4; i += 1)
      telemetry.change({
        service: random() < 0.7 ? 'orders' : 'stock',
        minutes: -9 - Math.floor(random() * 40),
        version: `v${i}`,
        title: pick(),
        patch: patch(`a/${i}.ts`, `-${pick()}\n+${pick()}\n+${pick()}`),
      });
    const { diagnosis, report } = told(telemetry.done());
    const sum = diagnosis.hypotheses.reduce((all, { probability }) => all + probability, 0);
    expect(sum).toBeLessThanOrEqual(1.02);
    if (diagnosis.confidence < 0.75) expect(report.actions.filter(({ text }) => undoing.test(text))).toEqual([]);
  }
});
