import type { Investigation, Report } from '@incidentfox/incident';
import { anIncident } from '@incidentfox/test-kit';
import { wrongServiceModal } from '../../src/slack/bolt/wrong-service-modal.ts';
import { limitFaults } from '../../src/slack/limits/limit-faults.ts';
import { answerFromRecord } from '../../src/slack/requests/answer-from-record.ts';
import { rootMessage } from '../../src/slack/root-message/root-message.ts';
import type { MessageContext, SlackMessage } from '../../src/slack/slack-message.ts';
import { findingsAnnouncement } from '../../src/slack/thread/findings-announcement.ts';
import { newConclusionMessage } from '../../src/slack/thread/new-conclusion.ts';
import { threadReplies } from '../../src/slack/thread/thread-replies.ts';
import { timelineEntries } from '../../src/timeline/timeline-entries.ts';
import { hostileStrings } from '../stand-ins/hostile-corpus.ts';
import { aRecord, aReport, healthyReport, inconclusiveReport } from '../stand-ins/records.ts';
import { modalFaults } from '../stand-ins/slack/modal-faults.ts';

const context: MessageContext = {
  consoleUrl: 'https://fox.example.com',
  isExternallyShared: false,
  owner: null,
  trustedHosts: ['prometheus.example.com', 'github.com'],
  interactive: true,
  feedback: { helpful: 1, notHelpful: 0 },
};

/** The text put into every field that comes from outside. */
function everywhere<T>(value: T, text: string): T {
  const ownFields = new Set([
    'id',
    'state',
    'verdict',
    'kind',
    'priority',
    'evidence',
    'decisive',
    'symptom',
    'foundBy',
    'capability',
    'category',
    'team',
    'incidentId',
    'queuedAt',
    'startedAt',
    'finishedAt',
    'createdAt',
    'engine',
    'questionId',
    'link',
  ]);
  const walk = (node: unknown, name: string): unknown => {
    if (typeof node === 'string') return ownFields.has(name) ? node : text;
    if (Array.isArray(node))
      return name === 'evidence' && typeof node[0] === 'string'
        ? node
        : node.map((item) => walk(item, name === 'evidence' ? 'list' : name));
    if (typeof node === 'object' && node !== null)
      return Object.fromEntries(Object.entries(node).map(([key, inner]) => [key, walk(inner, key)]));
    return node;
  };
  return walk(value, '') as T;
}

function record(report: Report | null, text: string): Investigation {
  const usual = aRecord({ report, trigger: { kind: 'slack', by: 'x' }, ending: 'x', incident: anIncident() });
  const evidence = usual.report?.evidence.map((one) => ({ ...one, facts: { [text.slice(0, 100)]: text } }));
  const hostile = everywhere(usual, text);
  return hostile.report && evidence
    ? {
        ...hostile,
        report: {
          ...hostile.report,
          evidence: hostile.report.evidence.map((one) => ({ ...one, facts: { [text.slice(0, 100)]: text } })),
        },
      }
    : hostile;
}

function everyMessage(text: string): SlackMessage[] {
  const reports = [aReport(), inconclusiveReport(), healthyReport()];
  return [
    rootMessage(record(null, text), null, context),
    rootMessage({ ...record(null, text), state: 'failed' }, null, context),
    rootMessage({ ...record(null, text), revision: 2 }, record(aReport(), text), context),
    ...reports.flatMap((given) => {
      const investigation = record(given, text);
      const report = investigation.report as Report;
      return [
        rootMessage(investigation, null, context),
        rootMessage(investigation, null, { ...context, isExternallyShared: true }),
        newConclusionMessage(investigation, { before: investigation, report }, context),
        findingsAnnouncement(investigation, report, context),
        ...threadReplies(investigation, report, context).map(({ message }) => message),
        ...(['why', 'changes', 'status', 'help', 'unknown'] as const).map((kind) =>
          answerFromRecord({ kind }, investigation, context),
        ),
        answerFromRecord({ kind: 'evidence', number: 1 }, investigation, context),
        answerFromRecord({ kind: 'evidence', number: null }, investigation, context),
      ];
    }),
  ];
}

function stringsIn(value: unknown, name = ''): { name: string; text: string }[] {
  if (typeof value === 'string') return [{ name, text: value }];
  if (Array.isArray(value)) return value.flatMap((item) => stringsIn(item, name));
  return typeof value === 'object' && value !== null
    ? Object.entries(value).flatMap(([key, inner]) => stringsIn(inner, key))
    : [];
}

const invisible = /[\p{Default_Ignorable_Code_Point}\p{Surrogate}]/u;

test('the corpus is large', () => expect(new Set(hostileStrings).size).toBeGreaterThanOrEqual(150));

/** What a reader, a client or a screen reader could be fooled by in one message. */
function dangersIn(message: SlackMessage): string[] {
  const dangers = [...limitFaults(message)];
  for (const { name, text } of stringsIn(message.blocks)) {
    const ourAddress = /^https:\/\/(fox\.example\.com|prometheus\.example\.com|github\.com)\//;
    if (name === 'url' && !ourAddress.test(text)) dangers.push(`links to ${text}`);
    if (name === 'url') continue;
    if (/<[!@#]|<[a-z]+:|@(channel|here|everyone)\b/i.test(text)) dangers.push(`live markup in ${text}`);
    if (invisible.test(text.replaceAll('\ufe0f', ''))) dangers.push(`hides something: ${text}`); // our own signs use that one
  }
  if (/[<>]|&(?!(amp|lt|gt);)/.test(message.text)) dangers.push(`not escaped: ${message.text}`);
  if (/:\/\/|\p{L}\.\p{L}{2,}/u.test(message.text)) dangers.push(`clients would link: ${message.text}`);
  if (!/^[A-Za-z0-9 -]{1,20}: .*\S/.test(message.text)) dangers.push(`no sentence: ${message.text}`);
  return dangers;
}

test('hostile text in every field cannot mention, link, hide or break a message', () => {
  const found = hostileStrings.flatMap((hostile) =>
    everyMessage(hostile).flatMap((message) =>
      dangersIn(message).map((danger) => `${JSON.stringify(hostile).slice(0, 60)}: ${danger.slice(0, 300)}`),
    ),
  );
  expect(found).toEqual([]);
}, 120_000);

test('no block speaks markdown: every text is plain or rich, so nothing in it can format', () => {
  for (const hostile of ['*bold* `code` ~x~', '_x_']) {
    for (const message of everyMessage(hostile)) {
      expect(JSON.stringify(message.blocks)).not.toContain('"mrkdwn"');
      expect(message.text).not.toMatch(/[*`~]|(^|\W)_\w/);
    }
  }
});

test('timeline entries hold no live links, mentions or markup from outside', () => {
  for (const hostile of hostileStrings) {
    const investigation = record(aReport(), hostile);
    for (const type of [
      'investigation_start',
      'root_cause_found',
      'investigation_complete',
      'evidence_event',
    ] as const) {
      for (const entry of timelineEntries(investigation, type, 'https://fox.example.com')) {
        const own = entry.description.replace(/\n\n\[Full report\]\(https:\/\/fox\.example\.com\/[^)]*\)$/, '');
        const outsideCode = own.replace(/(?<!\\)`[^`\n]+`/g, 'code'); // nothing in code is live
        expect(outsideCode).not.toMatch(/:\/\/|(?<!\\)[<>[\]`]/u);
        expect(own).not.toMatch(/\p{Cc}(?<!\n)/u);
        expect(entry.title.length).toBeLessThanOrEqual(200);
        expect(entry.title).not.toBe('');
      }
    }
  }
});

test('hostile links are not opened', () => {
  for (const link of [
    'javascript:alert(1)',
    'data:text/html,x',
    'https://user:pass@evil.example',
    'not a link',
    '',
    `https://a.example/${'x'.repeat(3000)}`,
  ]) {
    const report = aReport({ evidence: aReport().evidence.map((one) => ({ ...one, link })) });
    expect(
      JSON.stringify(rootMessage(aRecord({ report }), null, { ...context, consoleUrl: null }).blocks),
    ).not.toContain('"link"');
  }
});

test('a catalogue with hostile names still gives a valid modal', () => {
  for (const hostile of hostileStrings.filter((text) => text !== '')) {
    const services = [
      { name: hostile, aliases: [hostile], dependsOn: [], vendorNames: {} },
      { name: 'checkout', aliases: [], dependsOn: [], vendorNames: {} },
    ];
    expect(
      modalFaults(wrongServiceModal(services, { investigationId: 'i', revision: 1, channel: 'C' }) as never),
    ).toEqual([]);
  }
});
