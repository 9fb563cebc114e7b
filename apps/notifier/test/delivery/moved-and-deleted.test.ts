import { anIncident, waitFor } from '@incidentfox/test-kit';
import { type NotifierSystem, notifierSystem } from '../stand-ins/notifier-system.ts';
import { aRecord, aReport } from '../stand-ins/records.ts';
import { settled } from '../stand-ins/settled.ts';
import { sendEvent, sendToNotifier } from '../stand-ins/slack/signed-slack-request.ts';

const channel = 'C02AW36C1M5';
let system: NotifierSystem;
beforeEach(async () => {
  system = await notifierSystem();
});
afterEach(async () => {
  const { refused } = system.slack;
  await system.close();
  expect(refused).toEqual([]);
});

const all = (value: unknown) => JSON.stringify(value);
const show = async (record = aRecord({ report: aReport() }), step = 0) => {
  await system.write(record);
  await system.askSlack(record, 'findings', step);
  await settled(system);
  return record;
};

describe('a channel that incident.io makes after the run began', () => {
  const record = aRecord({ report: aReport(), incident: anIncident({ channel: null }) });
  beforeEach(async () => {
    system.slack.channel(channel, { members: ['UADA'] });
    await show(record);
    expect(system.slack.roots(channel)).toHaveLength(1);
  });

  test('is known by where the findings went: a mention there is answered', async () => {
    const { ts } = system.slack.say(channel, 'why?');
    await sendEvent(system.url, { type: 'app_mention', user: 'UADA', channel, ts, text: '<@U0FOX> why?' });
    const answer = await waitFor(() => system.slack.replies(channel).find(({ threadTs }) => threadTs === ts));
    expect(all(answer.blocks)).toContain('Root Cause (Confidence: 87%)');
  });

  test('is where /investigate starts another run', async () => {
    const asked = { command: '/investigate', text: '', channel_id: channel, user_id: 'UADA', trigger_id: 't1' };
    await sendToNotifier(system.url, asked);
    await waitFor(() => system.slack.whispers.some(({ text }) => text.includes('Looking again')));
  });
});

describe('a channel that is replaced', () => {
  test.each(['archived', 'closed to us'])('because it was %s: the findings come to the new one', async (why) => {
    await system.write(aRecord());
    await system.askSlack(aRecord(), 'started');
    await settled(system);
    system.slack.channel(channel, why === 'archived' ? { archived: true } : { isPrivate: true, joined: false });
    const record = aRecord({ report: aReport() });
    system.incidentIo.incidents.set(record.incidentId, { slack_channel_id: 'CNEW' });
    await show(record);
    expect(system.slack.roots('CNEW').map(({ blocks }) => all(blocks))).toEqual([
      expect.stringContaining('Root Cause (Confidence: 87%)'),
    ]);
    expect(system.slack.replies('CNEW')).toHaveLength(3);
    expect(system.slack.replies('CNEW').every(({ threadTs }) => threadTs === system.slack.roots('CNEW')[0]?.ts)).toBe(
      true,
    );
  });

  test('after the findings: the new one gets them as soon as incident.io says so, once', async () => {
    const record = await show();
    system.incidentIo.incidents.set(record.incidentId, { slack_channel_id: 'CNEW' });
    await show(
      { ...record, incident: anIncident({ channel: { id: 'CNEW', name: null } }) },
      1, // what the worker queues when the channel is another one
    );
    await show({ ...record, incident: anIncident({ channel: { id: 'CNEW', name: null } }) }, 2);
    expect(system.slack.roots('CNEW')).toHaveLength(1);
    expect(system.slack.replies('CNEW')).toHaveLength(3);
    expect(system.slack.roots(channel)).toHaveLength(1);
  });
});

describe('a root message somebody deletes', () => {
  const remove = (ts: string | undefined) => {
    const { messages } = system.slack.channel(channel);
    messages.splice(
      messages.findIndex((one) => one.ts === ts),
      1,
    );
  };
  const newRun = () => show(aRecord({ revision: 2, report: aReport({ confidence: 0.9 }) }));
  const whole = (confidence: number) => {
    const [root, ...others] = system.slack.roots(channel);
    expect(others).toEqual([]);
    expect(all(root?.blocks)).toContain(`Root Cause (Confidence: ${confidence}%)`);
    expect(system.slack.replies(channel).filter(({ threadTs }) => threadTs === root?.ts)).toHaveLength(3);
  };

  test('comes again with the next run, and its replies with it', async () => {
    await show();
    remove(system.slack.roots(channel)[0]?.ts);
    await newRun();
    whole(90);
  });

  test('between the root message and its replies: no reply stands loose in the channel', async () => {
    let isDeleted = false;
    system.slack.watch = {
      before: (call) => {
        if (call.method !== 'chat.postMessage' || !call.args.thread_ts || isDeleted) return;
        isDeleted = true;
        remove(String(call.args.thread_ts));
      },
    };
    await show();
    whole(87);
  });

  test('and the answer to the loose reply is lost: it is found in the channel and taken back', async () => {
    let isDeleted = false;
    const isReply = (call: { method: string; args: Readonly<Record<string, unknown>> }) =>
      call.method === 'chat.postMessage' && Boolean(call.args.thread_ts);
    let isLost = false;
    system.slack.watch = {
      before: (call) => {
        if (!isReply(call) || isDeleted) return;
        isDeleted = true;
        remove(String(call.args.thread_ts));
      },
      fault: (call) => {
        if (!isReply(call) || isLost) return undefined;
        isLost = true;
        return { kind: 'drop_after' };
      },
    };
    await show();
    whole(87);
  });
});
