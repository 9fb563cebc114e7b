import type { Evidence, Report } from '@incidentfox/incident';
import { messageFaults, type ShownMessage } from './message-faults.ts';

const evidence = (id: string, kind: Evidence['kind'], title: string, facts: Evidence['facts'] = {}): Evidence => ({
  id,
  kind,
  service: 'payments',
  at: 0,
  title,
  value: null,
  baseline: null,
  unit: null,
  facts,
  quote: null,
  source: null,
  questionId: null,
  link: null,
  spark: null,
});

const report: Report = {
  verdict: 'root_cause',
  confidence: 0.9,
  cause: { kind: 'change', service: 'payments', object: 'v2' },
  summary: { text: 'payments has been failing since v2 was deployed at 14:30 UTC.', evidence: ['e1'] },
  rootCause: [{ text: 'It began 2 min after payments v2 was deployed at 14:30 UTC', evidence: ['e2', 'e1'] }],
  evidence: [
    evidence('e1', 'metric_shift', 'payments error ratio: 40 % (normal: 1 %)'),
    evidence('e2', 'change', 'payments v2 deployed at 14:30 UTC'),
    evidence('e3', 'metric_normal', 'carts error ratio: 1 % (normal: 1 %)'),
  ],
  alternatives: [],
  ruledOut: [{ text: 'Trouble in carts: what was measured of it is in its normal range', evidence: ['e3'] }],
  actions: [{ text: 'Consider rolling payments back from v2 to v1', evidence: ['e2'], command: null }],
  timeline: [
    { at: 0, text: 'payments v2 deployed', evidence: ['e2'] },
    { at: 120_000, text: 'payments error ratio began to rise', evidence: ['e1'] },
  ],
  gaps: [],
  nextQuestion: null,
  decisive: 'e1',
  engine: 'test',
};
const shown: ShownMessage[] = [
  { title: '', lines: [report.summary.text] },
  { title: 'Root Cause', lines: ['It began 2 min after payments v2 was deployed at 14:30 UTC'] },
  { title: 'Evidence', lines: ['payments error ratio: 40 % (normal: 1 %)'] },
  { title: 'Recommended Actions', lines: ['Consider rolling payments back from v2 to v1'] },
  { title: 'Timeline', lines: ['14:30 - payments v2 deployed', '14:32 - payments error ratio began to rise'] },
];
const withLines = (title: string, ...lines: string[]): ShownMessage[] =>
  shown.map((one) => (one.title === title ? { title, lines } : one));

test('a message as it should be has no faults', () => {
  expect(messageFaults(shown, report)).toEqual([]);
});

test.each<[why: string, sections: ShownMessage[], report: Report]>([
  ['said twice', withLines('Root Cause', 'payments error ratio: 40 % (normal: 1 %)'), report],
  ['said twice', withLines('Root Cause', 'carts calls payments; payments error ratio: 40 % (normal: 1 %)'), report],
  ['ruled out, and shown', withLines('Evidence', 'carts error ratio: 1 % (normal: 1 %)'), report],
  ['a fraction of a restart', withLines('Evidence', 'payments restarts: 2.11 (normal: 0)'), report],
  ['an epoch time', withLines('Evidence', 'payments failed at 1795887523811'), report],
  ['nothing where something should stand', withLines('Root Cause', '(empty)'), report],
  [
    'before its cause',
    withLines('Timeline', '14:28 - payments error ratio began to rise', '14:30 - payments v2 deployed'),
    report,
  ],
  ['out of order', withLines('Timeline', '14:32 - payments v2 deployed', '14:30 - Alert x fired'), report],
  [
    'done already',
    shown,
    {
      ...report,
      evidence: [...report.evidence.slice(0, 1), evidence('e2', 'change', 'payments v2 deployed', { takenBackAt: 9 })],
    },
  ],
])('%s is found', (why, sections, of) => {
  expect(messageFaults(sections, of).map((fault) => fault.slice(0, fault.indexOf(':')))).toEqual([why]);
});
