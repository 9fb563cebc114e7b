import type { Investigation, Priority } from '@incidentfox/incident';
import { anIncident, waitFor, wireIncident } from '@incidentfox/test-kit';
import { limitFaults } from '../../src/slack/limits/limit-faults.ts';
import { type NotifierSystem, type NotifierSystemOptions, notifierSystem } from '../stand-ins/notifier-system.ts';
import { aRecord, aReport, healthyReport, inconclusiveReport } from '../stand-ins/records.ts';

const channel = 'C02AW36C1M5';
let system: NotifierSystem;
const open = async (options: NotifierSystemOptions = {}) => {
  system = await notifierSystem(options);
  return system;
};

afterEach(async () => {
  const { refused } = system.slack;
  const messages = system.slack.channel(channel).messages;
  await system.close();
  expect(refused).toEqual([]);
  for (const message of messages) expect(limitFaults(message)).toEqual([]);
});

const all = (value: unknown) => JSON.stringify(value);
const settled = () =>
  waitFor(
    async () => {
      const { waiting, active, delayed } = await system.producer.counts('notifications');
      return waiting + active + delayed === 0;
    },
    { timeoutMs: 15_000, what: 'the queue to be empty' },
  );

describe('the one message', () => {
  test('starts with context, severity and live steps, and becomes the findings in place', async () => {
    await open();
    await system.write(aRecord());
    await system.askSlack(aRecord(), 'started');
    const started = await waitFor(() => system.slack.roots(channel)[0]);
    expect(all(started.blocks)).toMatch(
      /Investigation Started.*High error rate on checkout service.*High \(P1\).*loki/,
    );
    expect(started.text).toBe(
      'INC-123: investigation started for "High error rate on checkout service", severity High (P1).',
    );

    const findings = aRecord({ report: aReport() });
    await system.write(findings);
    await system.askSlack(findings, 'findings');
    await waitFor(() => system.slack.roots(channel)[0]?.edits === 1);
    await settled();
    expect(system.slack.roots(channel)).toHaveLength(1);
    const text = all(system.slack.roots(channel)[0]?.blocks);
    for (const section of ['Summary', 'Root Cause (Confidence: 87%)', 'Evidence', 'Recommended Actions', 'Timeline'])
      expect(text).toContain(section);
    expect(system.slack.replies(channel).length).toBeLessThanOrEqual(3);
  });

  test('names the team that owns the blamed service, when the catalogue does', async () => {
    const owned = (service: { name: string }) => ({
      owner: service.name === 'payment-gateway' ? 'Payments (on-call 3)' : 'Shop',
    });
    await open({
      team: (usual) => ({ ...usual, services: usual.services.map((one) => ({ ...one, ...owned(one) })) }),
    });
    const findings = aRecord({ report: aReport() });
    await system.write(findings);
    await system.askSlack(findings, 'findings');
    await settled();
    const shown = all(system.slack.roots(channel)[0]?.blocks);
    expect(shown).toContain('owner: Payments (on-call 3)');
    expect(shown).not.toContain('owner: Shop');
  });

  test('is not sent again when nothing changed', async () => {
    await open();
    const record = aRecord({ report: aReport() });
    await system.write(record);
    await system.askSlack(record, 'findings');
    await settled();
    const calls = system.slack.calls.length;
    await system.askSlack(record, 'ended');
    await settled();
    expect(system.slack.calls.length).toBe(calls);
  });

  test('is one even when every stage is queued at the same moment', async () => {
    await open();
    const record = aRecord({ report: aReport() });
    await system.write(record);
    await Promise.all([
      system.askSlack(record, 'started'),
      system.askSlack(record, 'progress', 1),
      system.askSlack(record, 'progress', 2),
      system.askSlack(record, 'findings'),
    ]);
    await settled();
    expect(system.slack.roots(channel)).toHaveLength(1);
  });

  test('looks different at a glance for healthy and inconclusive, and says a failed run failed', async () => {
    await open();
    for (const [id, different, header] of [
      ['C1', { report: healthyReport() }, '✅ Nothing Wrong Found'],
      ['C2', { report: inconclusiveReport() }, '❔ No Clear Cause Yet'],
      ['C3', { state: 'failed', ending: 'No data source answered.' }, '⚠️ Investigation Failed'],
      ['C4', { state: 'stopped', ending: 'The incident was merged.' }, '⏹️ Investigation Stopped'],
    ] as const) {
      const record = aRecord({
        incident: anIncident({ id: `I${id}`, channel: { id, name: null } }),
        ...different,
      });
      await system.write(record);
      await system.askSlack(record, 'ended');
      const message = await waitFor(() => system.slack.roots(id)[0]);
      expect(all(message.blocks)).toContain(header);
      expect(limitFaults(message)).toEqual([]);
    }
  });

  test('keeps the findings while a later run looks again, and broadcasts a changed conclusion once', async () => {
    await open();
    const first = aRecord({ report: aReport() });
    await system.write(first);
    await system.askSlack(first, 'findings');
    await settled();
    const again = aRecord({ revision: 2, trigger: { kind: 'slack', by: 'ada' } });
    await system.write(again);
    await system.askSlack(again, 'started');
    await waitFor(() => all(system.slack.roots(channel)[0]?.blocks).includes('Looking again'));
    expect(all(system.slack.roots(channel)[0]?.blocks)).toContain('Root Cause (Confidence: 87%)');

    const changed = aRecord({ revision: 2, report: inconclusiveReport() });
    await system.write(changed);
    await system.askSlack(changed, 'findings');
    await settled();
    const broadcasts = system.slack.replies(channel).filter((message) => message.broadcast);
    expect(broadcasts.map((message) => all(message.blocks))).toEqual([
      expect.stringContaining('The conclusion has changed'),
    ]);
    expect(all(broadcasts[0]?.blocks)).toMatch(/Superseded, run 1 · root cause \(confidence 87%\): .*\?revision=1/s);
    expect(system.slack.roots(channel)).toHaveLength(1);
  });

  test('leaves no reply of an earlier run standing as if it were new', async () => {
    await open();
    const first = aRecord({ report: aReport() });
    await system.write(first);
    await system.askSlack(first, 'findings');
    await settled();
    const second = aRecord({ revision: 2, report: healthyReport() });
    await system.write(second);
    await system.askSlack(second, 'findings');
    await settled();
    const old = system.slack.replies(channel).filter((reply) => !reply.broadcast);
    expect(old.map((reply) => all(reply.blocks))).toEqual(
      old.map(() => expect.stringContaining('Superseded by run 2')),
    );
  });

  test('keeps the findings when a later run fails, and says that it did', async () => {
    await open();
    const first = aRecord({ report: aReport() });
    await system.write(first);
    await system.askSlack(first, 'findings');
    await settled();
    const second = aRecord({ revision: 2, state: 'failed', ending: 'No data source answered.' });
    await system.write(second);
    await system.askSlack(second, 'ended');
    await settled();
    const text = all(system.slack.roots(channel)[0]?.blocks);
    expect(text).toContain('Root Cause (Confidence: 87%)');
    expect(text).toContain('The later run 2 brought no findings: No data source answered.');
  });

  test.each<[string, Investigation['priority'], Priority | null, number]>([
    ['a severe incident are told in one line in the channel too, once', 'P1', 'P1', 1],
    ['a lesser incident stay in the message', 'P2', 'P1', 0],
    ['any incident stay in the message where that is wanted', 'P0', null, 0],
  ])('the first findings of %s', async (_, priority, announceFrom, lines) => {
    await open({ team: (usual) => ({ ...usual, slack: { ...usual.slack, announceFrom } }) });
    for (const revision of [1, 2]) {
      const record = aRecord({ revision, priority, report: aReport() });
      await system.write(record);
      await system.askSlack(record, 'findings');
      await settled();
    }
    const told = system.slack.replies(channel).filter((message) => message.broadcast);
    expect(told.map((message) => all(message.blocks))).toEqual(
      Array(lines).fill(expect.stringContaining('Root cause (confidence 87%). ')),
    );
  });

  test('says nothing new when a later run comes to the same conclusion', async () => {
    await open();
    for (const revision of [1, 2]) {
      const record = aRecord({ revision, report: aReport({ confidence: 0.8 + revision / 100 }) });
      await system.write(record);
      await system.askSlack(record, 'findings');
      await settled();
    }
    expect(system.slack.replies(channel).filter((message) => message.broadcast)).toEqual([]);
  });
});

describe('the channel', () => {
  test('is awaited: asked again with growing delay until incident.io has made it', async () => {
    await open();
    const record = aRecord({ incident: anIncident({ channel: null }) });
    system.incidentIo.incidents.set(record.incidentId, { slack_channel_id: '' });
    await system.write(record);
    await system.askSlack(record, 'started');
    await waitFor(() => system.incidentIo.calls.length >= 1);
    expect(system.slack.calls).toEqual([]);
    system.incidentIo.incidents.set(record.incidentId, wireIncident({ id: record.incidentId }));
    await waitFor(() => system.slack.roots(channel).length === 1, { timeoutMs: 8_000 });
  });

  test('that never comes leaves the delivery in a clear state, and a later update still delivers', async () => {
    await open({ timings: { settleMs: 50, leaseMs: 1_000, progressIntervalMs: 300, channelWithinMs: 1 } });
    const record = aRecord({ incident: anIncident({ channel: null }) });
    system.incidentIo.incidents.set(record.incidentId, { slack_channel_id: null });
    await system.write(record);
    await system.askSlack(record, 'started');
    await waitFor(async () => (await system.stores.deliveries.read(record.id, 'slack:channel'))?.state === 'given_up', {
      timeoutMs: 8_000,
    });
    await settled();
    await system.write(aRecord());
    await system.askSlack(aRecord(), 'progress', 1);
    await waitFor(() => system.slack.roots(channel).length === 1);
  });

  test('is joined when we are not in it, and posted to once', async () => {
    await open();
    system.slack.channel(channel, { joined: false });
    await system.write(aRecord());
    await system.askSlack(aRecord(), 'started');
    await waitFor(() => system.slack.roots(channel).length === 1);
    expect(system.slack.calls.map((call) => call.method)).toEqual([
      'chat.postMessage',
      'conversations.join',
      'chat.postMessage',
    ]);
  });

  test.each([
    ['archived', { archived: true }, /archived/],
    ['private and we are not in it', { isPrivate: true, joined: false }, /invite the app/],
  ])('%s: a clear state, and the timeline is written all the same', async (_, state, reason) => {
    await open();
    system.slack.channel(channel, state);
    const record = aRecord({ report: aReport() });
    await system.write(record);
    await system.askSlack(record, 'findings');
    await system.askTimeline(record, 'investigation_complete');
    await settled();
    expect(await system.stores.deliveries.read(record.id, 'slack:root')).toMatchObject({
      state: 'given_up',
      reason: expect.stringMatching(reason),
    });
    expect(system.slack.channel(channel).messages).toEqual([]);
    expect(system.incidentIo.itemsOf(record.incidentId)).toHaveLength(1);
  });

  test('shared with another organisation gets no raw log lines', async () => {
    await open();
    system.slack.channel(channel, { shared: true });
    const record = aRecord({ report: aReport() });
    await system.write(record);
    await system.askSlack(record, 'findings');
    await settled();
    expect(all(system.slack.channel(channel).messages)).not.toContain('upstream connect error');
    expect(all(system.slack.roots(channel))).toContain('payment-gateway times out');
  });
});

describe('when an answer is lost', () => {
  test.each([
    ['the connection breaks after the effect', { kind: 'drop_after' } as const],
    ['Slack answers 500 after the effect', { kind: 'error_after', status: 500 } as const],
    ['the connection breaks before the effect', { kind: 'drop_before' } as const],
    ['Slack answers fatal_error', { kind: 'answer', body: { ok: false, error: 'fatal_error' } } as const],
  ])(
    '%s: one message in the end',
    async (_, fault) => {
      await open();
      let posts = 0;
      system.slack.watch = {
        fault: (call) => (call.method === 'chat.postMessage' && posts++ % 3 === 0 && posts < 5 ? fault : undefined),
      };
      const record = aRecord({ report: aReport() });
      await system.write(record);
      await system.askSlack(record, 'findings');
      await waitFor(() => system.slack.replies(channel).length >= 2, { timeoutMs: 20_000 });
      await settled();
      expect(system.slack.roots(channel)).toHaveLength(1);
      expect(new Set(system.slack.replies(channel).map((reply) => reply.metadata?.event_payload.key)).size).toBe(
        system.slack.replies(channel).length,
      );
    },
    30_000,
  );

  test('429 is waited for as long as Slack asks, and nothing is posted twice', async () => {
    await open();
    let posts = 0;
    const limited = {
      kind: 'answer',
      status: 429,
      headers: { 'retry-after': '1' },
      body: { ok: false, error: 'ratelimited' },
    } as const;
    system.slack.watch = {
      fault: (call) => (call.method === 'chat.postMessage' && posts++ === 0 ? limited : undefined),
    };
    const askedAt = Date.now();
    await system.write(aRecord());
    await system.askSlack(aRecord(), 'started');
    await waitFor(() => system.slack.roots(channel)[0]);
    expect(Date.now() - askedAt).toBeGreaterThanOrEqual(1000);
    await settled();
    expect(system.slack.roots(channel)).toHaveLength(1);
  });

  test('blocks that Slack refuses are said in plain text, once', async () => {
    await open();
    system.slack.watch = {
      fault: (call) =>
        Array.isArray(call.args.blocks) && call.args.blocks.length > 0
          ? {
              kind: 'answer',
              body: {
                ok: false,
                error: 'invalid_blocks',
                response_metadata: { messages: ['invalid [json-pointer:/blocks/0]'] },
              },
            }
          : undefined,
    };
    await system.write(aRecord({ report: aReport() }));
    await system.askSlack(aRecord({ report: aReport() }), 'findings');
    await settled();
    const [root] = system.slack.roots(channel);
    expect(root).toMatchObject({ blocks: [], text: expect.stringContaining('root cause found with 87% confidence') });
    expect(system.slack.roots(channel)).toHaveLength(1);
    system.slack.channel(channel).messages.length = 0;
  });

  test('a message somebody deleted is posted again with the findings', async () => {
    await open();
    await system.write(aRecord());
    await system.askSlack(aRecord(), 'started');
    await waitFor(() => system.slack.roots(channel)[0]);
    await settled();
    system.slack.channel(channel).messages.length = 0;
    const record = aRecord({ report: aReport() });
    await system.write(record);
    await system.askSlack(record, 'findings');
    await settled();
    expect(system.slack.roots(channel)).toHaveLength(1);
  });

  test('a workspace that forbids late edits gets the findings in the thread, shown in the channel', async () => {
    await open();
    await system.write(aRecord());
    await system.askSlack(aRecord(), 'started');
    await waitFor(() => system.slack.roots(channel)[0]);
    await settled();
    system.slack.watch = {
      fault: (call) =>
        call.method === 'chat.update'
          ? { kind: 'answer', body: { ok: false, error: 'edit_window_closed' } }
          : undefined,
    };
    const record = aRecord({ report: aReport() });
    await system.write(record);
    await system.askSlack(record, 'findings');
    await settled();
    const broadcasts = system.slack.replies(channel).filter((reply) => reply.broadcast);
    expect(all(broadcasts[0]?.blocks)).toContain('Root Cause (Confidence: 87%)');
    expect(system.slack.replies(channel).length).toBeLessThanOrEqual(4);
  });
});

test('a team without Slack posts nothing and still has its timeline', async () => {
  await open({ team: (usual) => ({ ...usual, slack: { ...usual.slack, enabled: false } }) });
  const record = aRecord({ report: aReport() });
  await system.write(record);
  await system.askSlack(record, 'findings');
  await system.askTimeline(record, 'root_cause_found');
  await settled();
  expect(system.slack.calls).toEqual([]);
  expect(system.incidentIo.items).toHaveLength(1);
});
