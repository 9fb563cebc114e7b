import { answerFromRecord } from '../../src/slack/requests/answer-from-record.ts';
import { rootMessage } from '../../src/slack/root-message/root-message.ts';
import type { MessageContext } from '../../src/slack/slack-message.ts';
import { findingsAnnouncement } from '../../src/slack/thread/findings-announcement.ts';
import { newConclusionMessage } from '../../src/slack/thread/new-conclusion.ts';
import { threadReplies } from '../../src/slack/thread/thread-replies.ts';
import { isTrustedHost, trustedHostsOf } from '../../src/slack/trusted-hosts.ts';
import { withhold } from '../../src/text/withhold-quotes.ts';
import { aRecord, aReport, someEvidence } from '../stand-ins/records.ts';

const shared: MessageContext = {
  consoleUrl: 'https://fox.example.com',
  isExternallyShared: true,
  owner: null,
  trustedHosts: ['prometheus.example.com'],
  interactive: true,
  feedback: { helpful: 0, notHelpful: 0 },
};

describe('in a channel shared with another organisation', () => {
  const line = 'user "ada" of tenant secret-tenant-42 could not log in: password "hunter2" refused by ldap-7';
  const cut = `${line.slice(0, 60)}…`;
  const logged = someEvidence({ id: 'e2', kind: 'log_pattern', quote: line, facts: { template: line } });
  const report = aReport({
    evidence: [someEvidence(), logged],
    summary: { text: `checkout-service logged "${line}" 412 times`, evidence: ['e2'] },
    rootCause: [
      { text: `payment-gateway logged "${line}" 412 times (none before)`, evidence: ['e2'] },
      { text: `first errors "${cut}" at 14:32`, evidence: ['e2'] },
      { text: 'payment-gateway v2.1.0 was deployed at 14:30 UTC', evidence: ['e1'] },
    ],
    timeline: [{ at: 0, text: `checkout-service: first errors "${cut}"`, evidence: ['e2'] }],
    nextQuestion: `Does "${line}" stop when the tenant is moved?`,
  });
  const record = aRecord({ report });
  const everything = JSON.stringify([
    rootMessage(record, null, shared),
    threadReplies(record, report, shared),
    newConclusionMessage(record, { before: record, report }, shared),
    findingsAnnouncement(record, report, shared),
    ...(['why', 'changes', 'status'] as const).map((kind) => answerFromRecord({ kind }, record, shared)),
    answerFromRecord({ kind: 'evidence', number: 2 }, record, shared),
    answerFromRecord({ kind: 'evidence', number: null }, record, shared),
  ]);

  test.each(['secret-tenant-42', 'hunter2', 'ldap-7', 'user \\"ada', 'could not log in'])(
    'nothing of a log line with quotation marks of its own gets through: %s',
    (part) => expect(everything).not.toContain(part),
  );

  test('the conclusion stays', () => expect(everything).toContain('payment-gateway v2.1.0 was deployed at 14:30 UTC'));

  test('a sentence that quotes nothing keeps its own quotation marks', () =>
    expect(withhold('the flag "fast-checkout-2" was turned on', [line])).toBe(
      'the flag "fast-checkout-2" was turned on',
    ));

  test('a megabyte is looked through in less than 100 ms', () => {
    const before = process.cpuUsage();
    withhold('"a'.repeat(500_000), ['"'.repeat(500_000), 'a"'.repeat(500_000)]);
    expect(process.cpuUsage(before).user / 1_000).toBeLessThan(100);
  });
});

describe('a link', () => {
  const linked = (link: string) => {
    const report = aReport({ evidence: [someEvidence({ link })] });
    return JSON.stringify(rootMessage(aRecord({ report }), null, { ...shared, isExternallyShared: false }));
  };

  test('to a configured host has the name of the source for its label', () =>
    expect(linked('https://prometheus.example.com/graph')).toContain('"text":"prometheus"}'));

  test.each([
    ['https://evil.example/login', 'prometheus (evil.example)'],
    ['https://prometheus.example.com.evil.example/', 'prometheus (prometheus.example.com.evil.example)'],
    ['https://prometheus.example.com:8443/', 'prometheus (prometheus.example.com:8443)'],
    ['https://xn--pyal-53d.com/', 'prometheus (xn--pyal-53d.com)'],
  ])('to another host names it: %s', (link, label) => expect(linked(link)).toContain(`"text":"${label}"`));

  test.each(['https://:secret@prometheus.example.com/', 'https://user@prometheus.example.com/', 'javascript:alert(1)'])(
    'with a user, a password or another scheme is none: %s',
    (link) => expect(linked(link)).not.toMatch(/prometheus\.example\.com\/|javascript/),
  );

  test('may lead to what the configuration and the vendors of the sources name, and to nothing like it', () => {
    const tools = [
      {
        id: 'prometheus',
        kind: 'prometheus',
        settings: { url: 'http://prom:9090/x', public_url: 'https://graphs.acme.io' },
      },
      { id: 'loki', kind: 'loki', settings: { explore: { url: 'https://grafana.acme.io' } } },
      { id: 'github', kind: 'github', settings: { url: 'https://api.github.com' } },
      { id: 'datadog', kind: 'datadog', settings: {} },
    ];
    const hosts = trustedHostsOf({ tools }, 'https://fox.acme.io');
    for (const host of [
      'prom:9090',
      'graphs.acme.io',
      'grafana.acme.io',
      'github.com',
      'app.datadoghq.com',
      'fox.acme.io',
      'app.incident.io',
    ])
      expect([host, isTrustedHost(host, hosts)]).toEqual([host, true]);
    for (const host of [
      'acme.io',
      'evil.acme.io',
      'notgithub.com',
      'datadoghq.com.evil.io',
      'evildatadoghq.com',
      'gitlab.com',
    ])
      expect([host, isTrustedHost(host, hosts)]).toEqual([host, false]);
  });
});
