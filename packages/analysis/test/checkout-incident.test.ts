import { compileReport, diagnose } from '@incidentfox/analysis';
import type { Change, Context } from '@incidentfox/incident';
import { paymentDeploy } from './scenarios/single-causes.ts';
import { ungroundedNumbers } from './ungrounded-numbers.ts';

const observations = paymentDeploy();
const alarmAt = observations.alarmAt ?? observations.window.to;
const context: Context = {
  affected: [{ service: 'checkout-service', foundBy: 'alias', because: '"checkout service" in the title' }],
  symptom: 'errors',
  alarmAt: observations.alarmAt,
  window: observations.window,
  hints: [],
};
const incident = {
  reference: 'INC-123',
  name: 'High error rate on checkout service',
  createdAt: '2026-05-12T14:36:20Z',
};
const diagnosis = diagnose(observations);
const report = compileReport({ diagnosis, incident, context });

describe('a deploy of the payment gateway breaks checkout', () => {
  test('the deploy is the cause, with high confidence', () => {
    expect(report.verdict).toBe('root_cause');
    expect(report.cause).toEqual({ kind: 'change', service: 'payment-gateway', object: 'v2.1.0' });
    expect(report.confidence).toBeGreaterThanOrEqual(0.8);
    expect(report.confidence).toBeLessThanOrEqual(0.95);
  });

  test('the summary says what users see and because of what', () => {
    expect(report.summary.text).toBe(
      'checkout-service returns 503 errors because payment-gateway, which it calls, is timing out.',
    );
  });

  test('the root cause tells since when and after which deploy', () => {
    const texts = report.rootCause.map(({ text }) => text);
    expect(texts).toContain('payment-gateway has been timing out since 14:32 UTC');
    expect(texts).toContain('It began 2 min after payment-gateway v2.1.0 was deployed at 14:30 UTC');
  });

  test('the other deploy is ruled out with a reason', () => {
    const other = report.ruledOut.find(({ text }) => text.startsWith('inventory-service v5.3.1'));
    expect(other?.text).toMatch(/stayed in their normal range/);
    expect(report.alternatives.some(({ text }) => text.includes('inventory-service'))).toBe(false);
  });

  test('the first action undoes the deploy; the others look', () => {
    expect(report.actions.map(({ command }) => command?.startsWith('kubectl rollout undo') ?? false)).toEqual(
      report.actions.map((_, index) => index === 0),
    );
    const texts = report.actions.map(({ text }) => text).join('\n');
    expect(texts).toContain('payment-gateway-7d9f8b6c5-x2k4q');
    expect(texts).toContain('back from v2.1.0 to v2.0.9');
    for (const { command } of report.actions)
      if (command !== null)
        expect(command).toMatch(
          /^(?:kubectl (?:logs|describe|get|top|rollout (?:history|undo))|git (?:log|show|revert)|nslookup) /,
        );
  });

  test('commands name the workload and namespace of the catalogue', () => {
    const services = [
      {
        name: 'payment-gateway',
        aliases: [],
        dependsOn: [],
        vendorNames: { kubernetes: { namespace: 'shop', workload: 'payments' } },
      },
    ];
    const { actions } = compileReport({ diagnosis, incident, context, platform: { kubernetes: true, services } });
    const commands = actions.map(({ command }) => command);
    expect(commands).toContain('kubectl rollout undo deployment/payments -n shop');
  });

  describe('when something was rolled out after the deploy', () => {
    const deploy = observations.changes.find(({ version }) => version === 'v2.1.0')!;
    const actionsAfter = (later: Partial<Change>) => {
      const at = { startedAt: alarmAt, finishedAt: alarmAt };
      const change = { ...deploy, ...at, id: 'later', sha: '5e1ec7ed', ...later };
      const diagnosis = diagnose({ ...observations, changes: [...observations.changes, change] });
      return compileReport({ diagnosis, incident, context }).actions;
    };

    test('going back by one revision would undo that: the revisions are listed instead', () => {
      const commands = actionsAfter({ version: 'v2.1.1', previousVersion: 'v2.1.0' }).map(({ command }) => command);
      expect(commands).toContain('kubectl rollout history deployment/payment-gateway');
    });

    test('and that was the rollback: nobody is told to roll back, although the trouble goes on', () => {
      const actions = actionsAfter({ kind: 'rollback', version: 'v2.0.9', previousVersion: 'v2.1.0' });
      expect(actions.filter(({ text, command }) => /back from|undo/.test(`${text} ${command}`))).toEqual([]);
    });
  });

  test('off Kubernetes nobody is sent to kubectl', () => {
    const { actions } = compileReport({
      diagnosis,
      incident,
      context,
      platform: { kubernetes: false, services: [] },
    });
    expect(actions.length).toBe(report.actions.length);
    expect(actions.filter(({ command }) => command?.startsWith('kubectl'))).toEqual([]);
  });

  test('the timeline runs from the deploys to the incident', () => {
    const times = report.timeline.map(({ at }) => at);
    expect(times).toEqual([...times].sort((a, b) => a - b));
    expect(report.timeline.at(-1)?.text).toBe('This incident was created');
    expect(report.timeline.map(({ text }) => text)).toContain('payment-gateway v2.1.0 deployed');
  });

  test('every number in every text occurs in the evidence that the text cites', () => {
    const sentences = [
      report.summary,
      ...report.rootCause,
      ...report.alternatives,
      ...report.ruledOut,
      ...report.actions,
      ...report.timeline,
    ];
    for (const one of sentences) expect([one.text, ungroundedNumbers(one, report.evidence)]).toEqual([one.text, []]);
  });

  test('a number that no evidence holds is found out', () => {
    const [first] = report.rootCause;
    expect(ungroundedNumbers({ ...first!, text: `${first!.text}, for 77 min` }, report.evidence)).toEqual(['77']);
  });

  test('the same input gives the same bytes', () => {
    expect(JSON.stringify(diagnose(paymentDeploy()))).toBe(JSON.stringify(diagnosis));
  });
});
