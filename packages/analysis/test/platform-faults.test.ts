import { compileReport, diagnose } from '@incidentfox/analysis';
import {
  type InfraEvent,
  type Observations,
  type PlatformFault,
  platformFaults,
  platformFaultWords,
  type Report,
} from '@incidentfox/incident';
import { checkReport } from '@incidentfox/report-truth';
import { alarmAt, minute, Telemetry, window } from './scenarios/telemetry.ts';

/** checkout fails for eight minutes, and its callers with it; the platform's objects say something since `minutes`. */
function observed(kind: PlatformFault, minutes: number, more: Partial<InfraEvent> = {}): Observations {
  const made = new Telemetry(71, ['storefront'])
    .service('storefront', { error_ratio: { normal: 0.003, noise: 0.5, turns: { from: -8, level: 0.3 } } })
    .service('checkout', { error_ratio: { normal: 0.003, noise: 0.5, turns: { from: -8, level: 0.4 } } })
    .service('cart', { error_ratio: { normal: 0.003, noise: 0.5 } })
    .calls('storefront', 'checkout')
    .calls('storefront', 'cart')
    .done();
  const isOfNode = kind === 'node_pressure' || kind === 'node_closed';
  const event: InfraEvent = {
    kind,
    service: 'checkout',
    object: isOfNode ? 'node-a' : 'Service checkout',
    ...(isOfNode ? { node: 'node-a' } : {}),
    count: 1,
    firstAt: alarmAt + minutes * minute,
    lastAt: window.to - 1,
    message: 'what the object says',
    command: 'kubectl describe service checkout -n shop',
    ...more,
  };
  return { ...made, infra: [event] };
}

function reported(observations: Observations): Report {
  return compileReport({
    diagnosis: diagnose(observations),
    incident: { reference: 'INC-1', name: 'Alarm', createdAt: new Date(alarmAt).toISOString() },
    context: {
      affected: [{ service: 'storefront', foundBy: 'exact', because: 'the title' }],
      symptom: 'unknown',
      alarmAt,
      window,
      hints: [],
    },
  });
}

const told = ({ summary, rootCause }: Report): string => [summary, ...rootCause].map(({ text }) => text).join('\n');
const untrue = (report: Report, observations: Observations) =>
  checkReport(report, observations).filter(({ isTrue }) => isTrue !== true);

const situations: [PlatformFault, string, number, Partial<InfraEvent>][] = platformFaults.flatMap((kind) => [
  [kind, 'as it began', -9, {}],
  [kind, 'for days', -4_000, {}],
  [kind, 'since nobody knows when', -30, { isSinceUnknown: true }],
]);

test.each(situations)('%s %s: every sentence of the report is borne out', (kind, _, minutes, more) => {
  const observations = observed(kind, minutes, more);
  expect(untrue(reported(observations), observations)).toEqual([]);
});

test.each<[PlatformFault, RegExp]>([
  ['scaled_to_zero', /checkout (?:is|has been) scaled to zero/],
  ['setting_missing', /checkout (?:lacks|has lacked) a ConfigMap, Secret or key/],
  ['selector_mismatch', /a Service that selects none of its pods/],
  ['no_endpoints', /checkout has (?:had )?no ready pod behind its Service/],
  ['traffic_cut', /checkout (?:is|has been) cut off by a network policy/],
  ['wrong_port', /a Service that leads to a port none of its containers declares/],
  ['certificate_expired', /a certificate that expired/],
  ['command_failed', /checkout (?:cannot|has been unable to) run its command/],
  ['volume_unavailable', /wait(?:s|ing) for a volume/],
])('%s that began with the trouble is told as its cause, with the command that shows it', (kind, words) => {
  const report = reported(observed(kind, -9));
  expect(report.verdict).toBe('root_cause');
  expect(report.cause?.service).toBe('checkout');
  expect(told(report)).toMatch(words);
  expect(report.actions.map(({ command }) => command)).toContain('kubectl describe service checkout -n shop');
});

test.each(platformFaults)('%s that stood for days is context, and no cause', (kind) => {
  const report = reported(observed(kind, -4_000));
  expect(told(report)).not.toMatch(
    /scaled|lacks|lacked|network policy|Service|certificate|command|volume|suspended|webhook/,
  );
  const evidence = report.evidence.filter(({ facts }) => facts.event === kind);
  expect(evidence.map(({ title, facts }) => [title.endsWith(', since before this incident'), facts.state])).toEqual([
    [true, 'context'],
  ]);
  expect(report.timeline.flatMap(({ evidence: ids }) => ids)).not.toContain(evidence[0]?.id);
});

test('a fault without a time does not date the trouble, and says so', () => {
  const observations = observed('no_endpoints', -30, { isSinceUnknown: true });
  const report = reported(observations);
  const shown = report.evidence.find(({ facts }) => facts.event === 'no_endpoints');
  expect(shown).toMatchObject({
    at: null,
    title: 'Service checkout has no ready pod behind it, since when is not known',
  });
});

test('a command that is none is not recommended', () => {
  const report = reported(observed('scaled_to_zero', -9, { command: 'kubectl get pods; rm -rf /' }));
  expect(report.actions.map(({ command }) => command).join(' ')).not.toContain('rm -rf');
});

test.each(platformFaults)('%s: a report that tells another fault, or another time, is found false', (kind) => {
  const observations = observed(kind, -4_000);
  const report = reported(observations);
  const other = platformFaultWords[kind === 'no_endpoints' ? 'rollout_stuck' : 'no_endpoints'].seen;
  const falsified = (change: (title: string) => string): Report => ({
    ...report,
    evidence: report.evidence.map((one) =>
      one.facts.event === kind ? { ...one, title: change(one.title), facts: { ...one.facts } } : one,
    ),
  });
  const told = [
    falsified((title) => title.replace(platformFaultWords[kind].seen, other)),
    falsified((title) => title.replace(', since before this incident', ', since when is not known')),
  ];
  expect(told.map((one) => untrue(one, observations).length > 0)).toEqual([true, true]);
  const recent = observed(kind, -9);
  const older = reported(recent);
  const evidence = older.evidence.map((one) =>
    one.facts.event === kind ? { ...one, title: `${one.title}, since before this incident` } : one,
  );
  expect(untrue({ ...older, evidence }, recent).length > 0).toBe(
    older.evidence.some(({ facts }) => facts.event === kind),
  );
});
