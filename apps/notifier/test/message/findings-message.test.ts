import { anIncident } from '@incidentfox/test-kit';
import { limitFaults } from '../../src/slack/limits/limit-faults.ts';
import { linesOnScreen } from '../../src/slack/limits/lines-on-screen.ts';
import { wordsOnScreen } from '../../src/slack/limits/words-on-screen.ts';
import { rootMessage } from '../../src/slack/root-message/root-message.ts';
import type { MessageContext } from '../../src/slack/slack-message.ts';
import { findingsAnnouncement } from '../../src/slack/thread/findings-announcement.ts';
import { isNewConclusion, newConclusionMessage } from '../../src/slack/thread/new-conclusion.ts';
import { threadReplies } from '../../src/slack/thread/thread-replies.ts';
import { shorten } from '../../src/text/shorten.ts';
import { sparkline } from '../../src/text/sparkline.ts';
import { asText } from '../stand-ins/as-text.ts';
import { aRecord, aReport, healthyReport, inconclusiveReport, someEvidence } from '../stand-ins/records.ts';

const context: MessageContext = {
  consoleUrl: 'https://fox.example.com',
  isExternallyShared: false,
  owner: 'Payments',
  trustedHosts: ['prometheus.example.com', 'github.com'],
  interactive: true,
  feedback: { helpful: 0, notHelpful: 0 },
};

describe('what readers see', () => {
  test('while the investigation runs', () => {
    expect(asText(rootMessage(aRecord(), null, context))).toMatchSnapshot();
  });
  test('when a cause was found', () => {
    expect(asText(rootMessage(aRecord({ report: aReport() }), null, context))).toMatchSnapshot();
  });
  test('when no cause stands out', () => {
    expect(asText(rootMessage(aRecord({ report: inconclusiveReport() }), null, context))).toMatchSnapshot();
  });
  test('when nothing is wrong', () => {
    expect(asText(rootMessage(aRecord({ report: healthyReport() }), null, context))).toMatchSnapshot();
  });
  test('when the run failed', () => {
    expect(
      asText(rootMessage(aRecord({ state: 'failed', ending: 'No data source answered.' }), null, context)),
    ).toMatchSnapshot();
  });
  test('in the thread', () => {
    const report = aReport({ gaps: [{ id: 'g1', what: 'Loki logs of payment-gateway', why: 'connection refused' }] });
    expect(
      threadReplies(aRecord({ report }), report, context)
        .map(({ part, message }) => `${part}\n${asText(message)}`)
        .join('\n\n'),
    ).toMatchSnapshot();
  });
  test('when the conclusion changed', () => {
    const report = inconclusiveReport();
    const change = { before: aRecord({ report: aReport() }), report };
    expect(asText(newConclusionMessage(aRecord({ revision: 2, report }), change, context))).toMatchSnapshot();
  });
  test('when the first findings of a severe incident are announced', () => {
    const report = aReport();
    expect(asText(findingsAnnouncement(aRecord({ report }), report, context))).toMatchSnapshot();
  });
});

describe('one screen', () => {
  const endless =
    'a service answers slowly because another one, which it calls for every request, answers slowly too; '.repeat(20);
  const largest = aReport({
    summary: { text: `payment-gateway v2.1.0 is the cause. ${endless}`, evidence: ['e1'] },
    rootCause: Array.from({ length: 40 }, (_, i) => ({
      text: `${i} payment-gateway ${endless}`,
      evidence: ['e1'] as ['e1'],
    })),
    evidence: Array.from({ length: 400 }, (_, i) => someEvidence({ id: `e${i + 1}`, title: endless, quote: endless })),
    alternatives: Array.from({ length: 50 }, () => ({ text: endless, probability: 0.01, evidence: ['e1'] as ['e1'] })),
    ruledOut: Array.from({ length: 100 }, () => ({ text: endless, evidence: ['e1'] as ['e1'] })),
    actions: Array.from({ length: 50 }, (_, i) => ({
      text: `Step ${i}: roll payment-gateway back. ${endless}`,
      command: endless,
      evidence: ['e1'] as ['e1'],
    })),
    timeline: Array.from({ length: 300 }, (_, i) => ({
      at: Date.parse('2026-11-23T14:30:00Z') + i * 1000,
      text: endless,
      evidence: ['e1'] as ['e1'],
    })),
    gaps: Array.from({ length: 60 }, (_, i) => ({ id: `g${i}`, what: endless, why: endless })),
  });

  test('the largest possible report still says cause, confidence and the first action, and keeps every limit', () => {
    const message = rootMessage(aRecord({ report: largest }), null, context);
    expect(limitFaults(message)).toEqual([]);
    expect(linesOnScreen(message.blocks)).toBeLessThanOrEqual(36);
    expect(wordsOnScreen(message.blocks)).toBeLessThanOrEqual(120);
    const text = asText(message);
    expect(text).toMatch(/payment-gateway v2\.1\.0 is the cause/);
    expect(text).toMatch(/Root Cause \(Confidence: 87%\)/);
    expect(text).toMatch(/1\. Step 0: roll payment-gateway back/);
    for (const { message: reply } of threadReplies(aRecord({ report: largest }), largest, context)) {
      expect(limitFaults(reply)).toEqual([]);
      expect(reply.blocks).not.toEqual([]);
      expect(asText(reply)).toMatch(/and \d+ more in the report/);
    }
  });

  test('an ordinary report has at most 120 words: its causes, two actions and how it began', () => {
    const report = aReport();
    const message = rootMessage(aRecord({ report }), null, context);
    expect(wordsOnScreen(message.blocks)).toBeLessThanOrEqual(120);
    const text = asText(message);
    for (const { text: said } of [...report.rootCause, ...report.actions.slice(0, 2), ...report.timeline.slice(0, 2)])
      expect(text).toContain(said);
  });

  test('what it leaves out is in the thread', () => {
    const report = aReport();
    const said = threadReplies(aRecord({ report }), report, context).map(({ message }) => asText(message));
    for (const { text } of [...report.actions.slice(2), ...report.timeline]) expect(said.join('\n')).toContain(text);
  });
});

describe('what is left out when there is too much', () => {
  test('not the change that is blamed, nor the alert, but what happened long before', () => {
    const at = (minute: number) => Date.parse('2026-11-23T06:00:00Z') + minute * 60_000;
    const early = Array.from({ length: 20 }, (_, i) => ({
      at: at(i),
      text: `cart-service v9.${i} deployed`,
      evidence: ['e9'] as ['e9'],
    }));
    const report = aReport({ timeline: [...early, ...aReport().timeline] });
    const text = asText(rootMessage(aRecord({ report }), null, context));
    for (const said of ['14:30 - payment-gateway v2.1.0 deployed', '14:32 - First timeout errors'])
      expect(text).toContain(said);
    expect(text).not.toContain('v9.0 deployed');
  });

  test('a cause is not said again where the evidence says it in the same words', () => {
    const title = aReport().evidence[0]?.title ?? '';
    const report = aReport({ rootCause: [...aReport().rootCause, { text: title, evidence: ['e1'] }] });
    expect(asText(rootMessage(aRecord({ report }), null, context)).split(title)).toHaveLength(2);
  });

  test('questions that failed for one reason are one line, and outsiders do not learn inner addresses', () => {
    const gaps = Array.from({ length: 40 }, (_, i) => ({
      id: `g${i}`,
      what: `Loki logs of service-${i}`,
      why: 'loki at http://loki.inner:3100 refused the connection',
    }));
    const report = aReport({ gaps });
    expect(asText(rootMessage(aRecord({ report }), null, context))).toContain(
      'Not checked: Loki logs of service-0 and 39 more (loki at',
    );
    expect(
      JSON.stringify(rootMessage(aRecord({ report }), null, { ...context, isExternallyShared: true })),
    ).not.toContain('loki.inner');
    expect(
      JSON.stringify(threadReplies(aRecord({ report }), report, { ...context, isExternallyShared: true })),
    ).not.toContain('loki.inner');
  });

  test('not the restarts, but a second latency of the same service', () => {
    const second = someEvidence({
      id: 'e9',
      title: '95th percentile latency of checkout-service: 29 s (normal: 140 ms)',
    });
    const [first, ...rest] = aReport().evidence;
    const report = aReport({ evidence: [...(first ? [first] : []), second, ...rest], timeline: [] });
    const text = asText(rootMessage(aRecord({ report }), null, context));
    expect(text).toContain('pod restarted 3 times');
    expect(text).not.toContain('95th percentile');
  });

  test('how much was asked and that the incident exists are no evidence for the channel', () => {
    const report = inconclusiveReport();
    report.evidence = [
      someEvidence({ kind: 'coverage', title: '24 questions answered' }),
      someEvidence({ id: 'e2', kind: 'incident', title: 'INC-123 was created' }),
    ];
    report.decisive = null;
    expect(asText(rootMessage(aRecord({ report }), null, context))).not.toContain('Evidence\n');
  });
});

describe('links', () => {
  test('evidence opens its source, and the report opens when the console has an address', () => {
    const blocks = JSON.stringify(rootMessage(aRecord({ report: aReport() }), null, context).blocks);
    expect(blocks).toContain('https://prometheus.example.com/graph');
    expect(blocks).toContain('https://fox.example.com/investigations/inv-default-');
    expect(asText(rootMessage(aRecord({ report: aReport() }), null, { ...context, consoleUrl: null }))).not.toContain(
      'Full report',
    );
  });

  test('without a way for Slack to call back there are no buttons', () => {
    expect(
      JSON.stringify(rootMessage(aRecord({ report: aReport() }), null, { ...context, interactive: false }).blocks),
    ).not.toContain('"actions"');
  });
});

test('a new conclusion is another verdict or another cause, not another number', () => {
  expect(
    isNewConclusion(aReport(), aReport({ confidence: 0.5, summary: { text: 'other words', evidence: ['e1'] } })),
  ).toBe(false);
  expect(isNewConclusion(aReport(), inconclusiveReport())).toBe(true);
  expect(
    isNewConclusion(aReport(), aReport({ cause: { kind: 'crash', service: 'payment-gateway', object: null } })),
  ).toBe(true);
});

test('a test incident is labelled', () => {
  expect(asText(rootMessage(aRecord({ isTest: true }), null, context))).toContain('(test incident)');
});

test('a missing severity says what is assumed', () => {
  expect(asText(rootMessage(aRecord({ priorityOrigin: 'missing', priority: 'P2' }), null, context))).toContain(
    'Severity: not set, treated as P2',
  );
});

test('a severity that is set but not mapped is shown with what is assumed', () => {
  const incident = anIncident({ severity: { id: 'sev-gold', name: 'Gold', rank: 7 } });
  expect(
    asText(rootMessage(aRecord({ incident, priorityOrigin: 'unknown', priority: 'P2' }), null, context)),
  ).toContain('Severity: Gold (not mapped, treated as P2)');
});

test('a sparkline keeps a short spike and needs something to compare', () => {
  expect(sparkline([1, 1, 1, 8])).toBe('▁▁▁█');
  expect(sparkline([...Array(99).fill(1), 9, ...Array(100).fill(1)])).toContain('█');
  expect(sparkline([1])).toBe('');
  expect(sparkline([Number.NaN, 1])).toBe('');
  expect(sparkline([2, 2, 2])).toBe('▁▁▁');
});

test('shortening ends at a word and never inside a character people see as one', () => {
  expect(shorten('the payment gateway times out', 20)).toBe('the payment gateway…');
  expect(shorten('👨‍👩‍👧‍👦👨‍👩‍👧‍👦👨‍👩‍👧‍👦', 14)).toBe('👨‍👩‍👧‍👦…');
  for (let max = 0; max < 40; max++)
    expect(shorten('é🔥 x́y https://a.b/c 👍🏽 words', max).length).toBeLessThanOrEqual(Math.max(max, 0));
});
