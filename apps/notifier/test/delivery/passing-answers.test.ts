import { waitFor } from '@incidentfox/test-kit';
import type { Fault } from '../stand-ins/fault-plan.ts';
import { type NotifierSystem, type NotifierSystemOptions, notifierSystem } from '../stand-ins/notifier-system.ts';
import { aRecord, aReport } from '../stand-ins/records.ts';
import { settled, whatIsWrong } from '../stand-ins/settled.ts';

const channel = 'C02AW36C1M5';
let system: NotifierSystem;
const open = async (options: NotifierSystemOptions = {}) => {
  system = await notifierSystem(options);
};
afterEach(async () => {
  const { refused } = system.slack;
  await system.close();
  expect(refused).toEqual([]);
});

const entries = ['investigation_start', 'root_cause_found', 'investigation_complete'] as const;
const page = '<html><title>Sign in to your network</title></html>';
const forms: [string, Fault][] = [
  ['a page with status 200', { kind: 'answer', body: page }],
  ['a page with status 200 although it happened', { kind: 'answer_after', body: page }],
  ['an empty body', { kind: 'answer', body: '' }],
  ['half of the answer', { kind: 'answer_after', body: '{"ok":true,"channel":"C02AW3' }],
  ['JSON of a gateway', { kind: 'answer', body: { message: 'no healthy upstream' } }],
  ['a 403 page', { kind: 'answer', status: 403, body: page }],
  ['team_added_to_org', { kind: 'answer', body: { ok: false, error: 'team_added_to_org' } }],
  ['org_login_required', { kind: 'answer', body: { ok: false, error: 'org_login_required' } }],
  ['service_unavailable', { kind: 'answer', body: { ok: false, error: 'service_unavailable' } }],
  ['fatal_error although it happened', { kind: 'answer_after', body: { ok: false, error: 'fatal_error' } }],
  ['a word newer than this code', { kind: 'answer', body: { ok: false, error: 'blue_moon' } }],
  ['a 429 without its time', { kind: 'answer', status: 429, body: page }],
];

/** Every call of Slack is answered so until the test lifts it. */
const answerAllWith = (fault: Fault) => {
  let calls = 0;
  system.slack.watch = {
    fault: () => {
      calls++;
      return fault;
    },
  };
  return {
    seen: () => waitFor(() => calls >= 2, { timeoutMs: 10_000, what: 'two calls that were answered so' }),
    lift: () => {
      system.slack.watch = {};
    },
  };
};

test.each(forms)(
  'Slack answers every call with %s for a while: then the message stands there once, with its findings',
  async (_, fault) => {
    await open();
    const trouble = answerAllWith(fault);
    const record = aRecord({ report: aReport() });
    await system.write(record);
    await system.askSlack(record, 'findings');
    await trouble.seen();
    trouble.lift();
    for (const entry of entries) await system.askTimeline(record, entry);
    await settled(system, 30_000);
    expect(whatIsWrong(system, record, 3)).toEqual([]);
    expect((await system.producer.counts('notifications')).failed).toBe(0);
  },
  45_000,
);

test.each(forms)(
  'an edit that is answered with %s is made again: "Investigation Started" does not stand for ever',
  async (_, fault) => {
    await open();
    await system.write(aRecord());
    await system.askSlack(aRecord(), 'started');
    await settled(system);
    let isFirst = true;
    system.slack.watch = {
      fault: ({ method }) => {
        if (method !== 'chat.update' || !isFirst) return undefined;
        isFirst = false;
        return fault;
      },
    };
    const record = aRecord({ report: aReport() });
    await system.write(record);
    await system.askSlack(record, 'findings');
    await settled(system);
    expect(JSON.stringify(system.slack.roots(channel)[0]?.blocks)).toContain('Root Cause (Confidence: 87%)');
    expect(system.slack.roots(channel)).toHaveLength(1);
  },
  30_000,
);

test.each<[string, Fault]>([
  ['a page with status 200', { kind: 'answer', body: page }],
  ['a page with status 200 although it was written', { kind: 'answer_after', status: 201, body: page }],
  ['an empty body', { kind: 'answer', body: '' }],
  ['half of the answer', { kind: 'answer_after', status: 201, body: '{"incident_timeline_item":{"id":"TI' }],
  ['503', { kind: 'answer', status: 503, body: page }],
])(
  'incident.io answers timeline writes with %s for a while: then there are three entries',
  async (_, fault) => {
    await open();
    let calls = 0;
    system.incidentIo.watch = {
      fault: ({ method }) => {
        if (!method.includes('timeline_items')) return undefined;
        calls++;
        return calls <= 6 ? fault : undefined;
      },
    };
    const record = aRecord({ report: aReport() });
    await system.write(record);
    await system.askSlack(record, 'findings');
    for (const entry of entries) await system.askTimeline(record, entry);
    await settled(system, 30_000);
    expect(whatIsWrong(system, record, 3)).toEqual([]);
    expect((await system.producer.counts('notifications')).failed).toBe(0);
  },
  45_000,
);

test('a role that is given a moment later is used: a first 403 or 404 of incident.io is not the last word', async () => {
  await open({ timings: { refusalPatienceMs: 60_000 } });
  const record = aRecord({ report: aReport() });
  let refusals = 0;
  system.incidentIo.watch = {
    fault: ({ method }) =>
      method.startsWith('POST') && refusals++ < 1
        ? { kind: 'answer', status: 404, body: { type: 'not_found' } }
        : undefined,
  };
  await system.write(record);
  await system.askTimeline(record, 'investigation_complete');
  await settled(system, 30_000);
  expect(system.incidentIo.itemsOf(record.incidentId)).toHaveLength(1);
}, 45_000);

test('patience ends: what stays away is given up after its time, and the log says so', async () => {
  await open({ timings: { settleMs: 50, leaseMs: 1_000, awayPatienceMs: 1_500 } });
  system.slack.watch = { fault: () => ({ kind: 'answer', body: page }) };
  const record = aRecord({ report: aReport() });
  await system.write(record);
  await system.askSlack(record, 'findings');
  await settled(system);
  expect((await system.producer.counts('notifications')).failed).toBe(1);
  expect(system.warnings.join()).toMatch(/Slack gave no clear answer \(not_from_slack\) \(tried for/);
}, 30_000);
