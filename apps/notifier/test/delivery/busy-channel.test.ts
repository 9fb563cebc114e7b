import { anIncident, waitFor } from '@incidentfox/test-kit';
import {
  type NotifierSystem,
  type NotifierSystemOptions,
  notifierSystem,
  quick,
} from '../stand-ins/notifier-system.ts';
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

/** The answer to the first post of this kind is lost, and people go on talking before anybody looks. */
const loseAnswer = (to: 'root' | 'reply', messagesOfPeople: number) => {
  let isLost = false;
  const isIt = (call: { method: string; args: Readonly<Record<string, unknown>> }) =>
    call.method === 'chat.postMessage' && (to === 'reply') === Boolean(call.args.thread_ts);
  system.slack.watch = {
    fault: (call) => (isIt(call) && !isLost ? { kind: 'drop_after' } : undefined),
    afterEffect: (call) => {
      if (!isIt(call) || isLost) return;
      isLost = true;
      const thread = call.args.thread_ts ? { threadTs: String(call.args.thread_ts) } : {};
      for (let i = 0; i < messagesOfPeople; i++) system.slack.say(channel, `message ${i}`, thread);
    },
  };
};
const deliver = async (record = aRecord({ report: aReport() })) => {
  await system.write(record);
  await system.askSlack(record, 'findings');
  for (const entry of ['investigation_start', 'root_cause_found', 'investigation_complete'] as const)
    await system.askTimeline(record, entry);
  await settled(system);
  return record;
};

test.each([
  ['root', 20],
  ['root', 250],
  ['reply', 20],
  ['reply', 250],
] as const)(
  'a lost answer to the %s and %i messages of people after it: said once',
  async (which, people) => {
    await open();
    loseAnswer(which, people);
    expect(whatIsWrong(system, await deliver(), 3)).toEqual([]);
  },
  30_000,
);

test.each([600_000, -600_000])(
  'a clock of ours that is %i ms behind that of Slack finds the message all the same',
  async (clockAheadMs) => {
    await open();
    system.slack.clockAheadMs = clockAheadMs;
    loseAnswer('root', 30);
    expect(whatIsWrong(system, await deliver(), 3)).toEqual([]);
  },
  30_000,
);

test('a look that takes more pages than one job may read goes on where it was', async () => {
  await open();
  loseAnswer('root', 1_250);
  expect(whatIsWrong(system, await deliver(), 3)).toEqual([]);
  const looks = system.slack.calls.filter(({ method }) => method === 'conversations.history');
  expect(looks.length).toBeGreaterThanOrEqual(13);
  expect(looks.length).toBeLessThanOrEqual(20);
}, 60_000);

describe('when the records were lost', () => {
  const delivered = async () => {
    const record = await deliver();
    const keys = (await system.redis.command('KEYS', `${system.redis.prefix}*`)) as string[];
    await system.redis.command('DEL', ...keys);
    return record;
  };

  test('the run that begins again finds its message and its thread, and says nothing twice', async () => {
    await open();
    const first = await delivered();
    for (let i = 0; i < 40; i++) system.slack.say(channel, `what happened? ${i}`);
    const queuedAt = new Date().toISOString();
    await deliver(aRecord({ ...first, trigger: { kind: 'reconciliation' }, queuedAt }));
    expect(whatIsWrong(system, first, 3)).toEqual([]);
  }, 30_000);

  test('a team that was renamed finds what it said under its former name', async () => {
    await open();
    const record = aRecord({ report: aReport(), team: 'former', id: 'inv-former-01KB1Z7Q8M6T3V9XW2C4R5N0AE' });
    system.slack.channel(channel).messages.push({
      ...system.slack.say(channel, 'INC-123: investigation started'),
      ts: `${Date.parse('2026-11-23T14:36:02Z') / 1000}.000100`,
      metadata: {
        event_type: 'incidentfox_message',
        event_payload: { key: `${record.id}:slack:root`, investigation: record.id, revision: 1 },
      },
    });
    const posted = system.slack.channel(channel).messages.at(-1);
    delete posted?.user;
    await system.write(aRecord({ trigger: { kind: 'reconciliation' } }));
    await system.askSlack(aRecord(), 'started');
    await settled(system);
    expect(system.slack.roots(channel)).toHaveLength(1);
  });

  test('the first word of a run that a webhook has just begun does not wait for a look', async () => {
    await open();
    await system.write(aRecord());
    await system.askSlack(aRecord(), 'started');
    await settled(system);
    expect(system.slack.calls.map(({ method }) => method)).toEqual(['chat.postMessage']);
  });
});

test('a channel without end does not keep other channels waiting', async () => {
  await open({ timings: quick });
  loseAnswer('root', 1_250);
  const other = aRecord({
    incident: anIncident({ id: 'IOTHER', channel: { id: 'COTHER', name: null } }),
    incidentId: 'IOTHER',
  });
  const busy = aRecord({ report: aReport() });
  await system.write(busy);
  await system.askSlack(busy, 'findings');
  await system.write(other);
  await system.askSlack(other, 'started');
  await waitFor(() => system.slack.roots('COTHER').length === 1, { timeoutMs: 3_000 });
  await settled(system, 30_000);
}, 40_000);
