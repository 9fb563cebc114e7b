import type { Evidence, Investigation, Report } from '@incidentfox/incident';
import { anIncident } from '@incidentfox/test-kit';

const at = (hhmm: string) => Date.parse(`2026-11-23T${hhmm}:00.000Z`);

export function someEvidence(different: Partial<Evidence> = {}): Evidence {
  return {
    id: 'e1',
    kind: 'metric_shift',
    service: 'checkout-service',
    at: at('14:32'),
    title: '99.9th percentile latency of checkout-service: 30 s (normal: 200 ms)',
    value: 30,
    baseline: 0.2,
    unit: 's',
    facts: {},
    quote: null,
    source: 'prometheus',
    questionId: 'q1',
    link: 'https://prometheus.example.com/graph?g0.expr=latency',
    spark: [0.2, 0.2, 0.21, 0.2, 0.19, 0.22, 4, 18, 30, 29],
    ...different,
  };
}

const evidence: Evidence[] = [
  someEvidence(),
  someEvidence({
    id: 'e2',
    kind: 'log_pattern',
    title: 'New error in the logs of checkout-service, 412 times since 14:32',
    quote: 'upstream connect error or disconnect/reset before headers. reset reason: connection timeout',
    source: 'loki',
    link: null,
    spark: null,
  }),
  someEvidence({
    id: 'e3',
    kind: 'infra_event',
    service: 'payment-gateway',
    title: 'payment-gateway pod restarted 3 times',
    source: 'kubernetes',
    link: null,
    spark: null,
  }),
  someEvidence({
    id: 'e4',
    kind: 'change',
    service: 'payment-gateway',
    at: at('14:30'),
    title: 'payment-gateway v2.1.0 deployed 2 minutes before the onset',
    source: 'github',
    link: 'https://github.com/acme/payments/releases/v2.1.0',
    spark: null,
  }),
];

/** The checkout incident's findings, or others. */
export function aReport(different: Partial<Report> = {}): Report {
  return {
    verdict: 'root_cause',
    confidence: 0.87,
    summary: {
      text: 'checkout-service answers 503 because payment-gateway times out since its v2.1.0 deploy.',
      evidence: ['e1', 'e2'],
    },
    cause: { kind: 'change', service: 'payment-gateway', object: 'v2.1.0' },
    rootCause: [
      { text: 'payment-gateway returns timeouts to checkout-service', evidence: ['e2'] },
      { text: 'It began at 14:32 UTC', evidence: ['e1'] },
      { text: 'payment-gateway v2.1.0 was deployed at 14:30 UTC, 2 minutes before', evidence: ['e4'] },
    ],
    evidence,
    alternatives: [{ text: 'A slow database behind payment-gateway', probability: 0.08, evidence: ['e3'] }],
    ruledOut: [
      { text: 'cart-service v5.4.2: deployed 40 minutes before, its own error rate is unchanged', evidence: ['e4'] },
    ],
    actions: [
      {
        text: 'Look at the logs of the payment-gateway pods',
        command: 'kubectl logs -n shop deploy/payment-gateway --since=15m',
        evidence: ['e3'],
      },
      { text: 'Consider rolling payment-gateway back to v2.0.9', command: null, evidence: ['e4'] },
      { text: 'Open the circuit breaker of checkout-service towards payment-gateway', command: null, evidence: ['e1'] },
    ],
    timeline: [
      { at: at('14:30'), text: 'payment-gateway v2.1.0 deployed', evidence: ['e4'] },
      { at: at('14:32'), text: 'First timeout errors in checkout-service', evidence: ['e2'] },
      { at: at('14:35'), text: 'Error rate of checkout-service above 5%', evidence: ['e1'] },
      { at: at('14:36'), text: 'PagerDuty alert fired', evidence: ['e1'] },
      { at: at('14:36'), text: 'INC-123 created', evidence: ['e1'] },
    ],
    gaps: [],
    nextQuestion: null,
    decisive: 'e1',
    engine: 'test',
    ...different,
  };
}

export function inconclusiveReport(): Report {
  return aReport({
    verdict: 'inconclusive',
    confidence: 0.31,
    cause: null,
    rootCause: [],
    summary: { text: 'checkout-service answers 503 since 14:32 UTC; no single cause stands out.', evidence: ['e1'] },
    alternatives: [
      { text: 'A fault in payment-gateway', probability: 0.31, evidence: ['e3'] },
      { text: 'The node both services run on', probability: 0.27, evidence: ['e3'] },
    ],
    gaps: [{ id: 'g1', what: 'Loki logs of payment-gateway', why: 'connection refused' }],
    nextQuestion: 'Logs of payment-gateway between 14:30 and 14:36 UTC',
  });
}

export function healthyReport(): Report {
  return aReport({
    verdict: 'healthy',
    confidence: 0.9,
    cause: null,
    rootCause: [],
    evidence: [],
    alternatives: [],
    ruledOut: [],
    timeline: [],
    decisive: null,
    summary: {
      text: 'checkout-service and payment-gateway look as they did an hour and a week ago: 14 questions, nothing unusual.',
      evidence: ['e1'],
    },
    actions: [{ text: 'Ask the reporter for a failing request and its time', command: null, evidence: ['e1'] }],
  });
}

/** A record as the worker writes it; running unless it has a report. */
export function aRecord(different: Partial<Investigation> = {}): Investigation {
  const incident =
    different.incident === undefined
      ? anIncident(different.incidentId ? { id: different.incidentId } : {})
      : different.incident;
  const incidentId = incident?.id ?? '01KB1Z7Q8M6T3V9XW2C4R5N0AE';
  const report = different.report ?? null;
  return {
    id: `inv-default-${incidentId}`,
    revision: 1,
    team: 'default',
    incidentId,
    trigger: { kind: 'webhook' },
    state: report ? 'completed' : 'running',
    priority: 'P1',
    priorityOrigin: 'name',
    isTest: false,
    isPrivate: false,
    incident,
    context: {
      affected: [
        { service: 'checkout-service', foundBy: 'alias', because: '"checkout" in the title' },
        { service: 'payment-gateway', foundBy: 'dependency', because: 'checkout-service calls it' },
      ],
      symptom: 'errors',
      alarmAt: at('14:36'),
      window: { from: at('13:36'), to: at('14:40') },
      hints: [],
    },
    steps: [
      { source: 'prometheus', state: 'done', note: '12 series' },
      { source: 'loki', state: 'asking', note: '' },
      { source: 'github', state: 'failed', note: 'answered 401: the token is not valid' },
    ],
    questions: [],
    ending: null,
    queuedAt: '2026-11-23T14:36:01.000Z',
    startedAt: '2026-11-23T14:36:01.200Z',
    finishedAt: report ? '2026-11-23T14:36:09.000Z' : null,
    ...different,
    report,
  };
}
