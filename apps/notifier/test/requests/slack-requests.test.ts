import { investigateIncident, type JobHandler, onJob, queues } from '@incidentfox/jobs';
import { type JobConsumer, startConsumer } from '@incidentfox/jobs/bullmq';
import { createLogger } from '@incidentfox/service-runtime';
import { anIncident, listen, waitFor } from '@incidentfox/test-kit';
import { limitFaults } from '../../src/slack/limits/limit-faults.ts';
import { type NotifierSystem, notifierSystem } from '../stand-ins/notifier-system.ts';
import { aRecord, aReport } from '../stand-ins/records.ts';
import { modalFaults } from '../stand-ins/slack/modal-faults.ts';
import { buttonPress, sendEvent, sendToNotifier } from '../stand-ins/slack/signed-slack-request.ts';

const channel = 'C02AW36C1M5';
const record = aRecord({ report: aReport() });
let system: NotifierSystem;
let worker: JobConsumer;
let asked: {
  incidentId: string;
  trigger: { kind: string; by?: string; services?: string[]; windowMinutes?: number };
}[];

beforeEach(async () => {
  system = await notifierSystem();
  asked = [];
  const handler: JobHandler = onJob(investigateIncident, async (job) => void asked.push(job as (typeof asked)[number]));
  worker = await startConsumer({
    redisUrl: system.redis.url,
    prefix: system.redis.prefix,
    queue: queues.investigations,
    handlers: [handler],
    concurrency: 5,
    logger: createLogger({ service: 'worker', level: 'silent' }),
  });
  system.slack.channel(channel, { members: ['UADA', 'UBOB'] });
  await system.write(record);
});

afterEach(async () => {
  await worker.close();
  const { refused, messages } = { refused: system.slack.refused, messages: system.slack.channel(channel).messages };
  await system.close();
  expect(refused).toEqual([]);
  for (const message of messages) expect(limitFaults(message)).toEqual([]);
});

const press = (action: string, different: Parameters<typeof buttonPress>[1] = {}) =>
  sendToNotifier(system.url, buttonPress(action, different));
const command = (text: string, different: Record<string, string> = {}) =>
  sendToNotifier(system.url, {
    command: '/investigate',
    text,
    channel_id: channel,
    user_id: 'UADA',
    user_name: 'ada',
    trigger_id: `t.${text}`,
    team_id: 'T0',
    ...different,
  });
const mention = (text: string, ts = '1700000001.000100', eventId = 'Ev1') => {
  if (!system.slack.channel(channel).messages.some((one) => one.ts === ts)) system.slack.say(channel, text, { ts });
  const event = { type: 'app_mention', user: 'UADA', channel, ts, text: `<@U0FOX> ${text}`, event_ts: ts };
  return sendEvent(system.url, event, eventId);
};
const whispered = (pattern: RegExp) =>
  waitFor(() => system.slack.whispers.find((one) => pattern.test(one.text)), { what: `a whisper like ${pattern}` });

describe('what comes from Slack', () => {
  test('refuses a wrong signature and a stale one, and queues nothing', async () => {
    expect((await sendToNotifier(system.url, buttonPress('investigate-again'), { secret: 'other' })).status).toBe(401);
    expect((await sendToNotifier(system.url, buttonPress('investigate-again'), { ageSeconds: 400 })).status).toBe(401);
    expect(await system.producer.counts('notifications')).toMatchObject({ waiting: 0, active: 0, completed: 0 });
  });

  test('acknowledges well within three seconds, and serves its health beside', async () => {
    const answer = await press('feedback-helpful');
    expect(answer).toMatchObject({ status: 200 });
    expect(answer.tookMs).toBeLessThan(1500);
    expect((await fetch(`${system.url}/health/ready`)).status).toBe(200);
  });
});

describe('buttons', () => {
  test('helpful and not helpful are kept with who and when, and shown as numbers only', async () => {
    await system.askSlack(record, 'findings');
    await waitFor(() => system.slack.replies(channel).length >= 2);
    await press('feedback-helpful', { actionTs: '1.1' });
    await press('feedback-not-helpful', { user: 'UBOB', actionTs: '1.2' });
    await waitFor(() => /👍 Helpful 1.*👎 Not helpful 1/.test(JSON.stringify(system.slack.roots(channel)[0]?.blocks)));
    expect(await system.stores.feedback.readAll(record.id)).toEqual(
      expect.arrayContaining([
        expect.objectContaining({ user: 'UADA', helpful: true, revision: 1, at: expect.stringMatching(/^20/) }),
        expect.objectContaining({ user: 'UBOB', helpful: false }),
      ]),
    );
    expect(JSON.stringify(system.slack.roots(channel))).not.toMatch(/UADA|UBOB/);
  });

  test('Investigate again starts one run, though pressed twice and repeated by Slack', async () => {
    await press('investigate-again', { actionTs: '2.1' });
    await press('investigate-again', { actionTs: '2.1' });
    await press('investigate-again', { user: 'UBOB', actionTs: '2.2' });
    await whispered(/Looking again/);
    await whispered(/This was just requested/);
    expect(asked).toEqual([
      expect.objectContaining({ incidentId: record.incidentId, trigger: { kind: 'slack', by: 'ada' } }),
    ]);
  });

  test('somebody who is not in the channel starts nothing', async () => {
    await press('investigate-again', { user: 'UEVE' });
    await waitFor(async () => (await system.producer.counts('notifications')).completed === 1);
    expect(asked).toEqual([]);
  });

  test('Wrong service opens a modal with the catalogue, and the choice is investigated', async () => {
    await press('wrong-service');
    const [modal] = system.slack.modals;
    expect(modalFaults(modal ?? {})).toEqual([]);
    expect(JSON.stringify(modal)).toContain('payment-gateway');
    const view = {
      id: 'V1',
      callback_id: modal?.callback_id,
      private_metadata: modal?.private_metadata,
      state: {
        values: {
          services: { chosen: { type: 'multi_static_select', selected_options: [{ value: 'payment-gateway' }] } },
        },
      },
    };
    const payload = JSON.stringify({
      type: 'view_submission',
      user: { id: 'UADA', name: 'ada', team_id: 'T0' },
      team: { id: 'T0' },
      view,
    });
    expect((await sendToNotifier(system.url, { payload })).status).toBe(200);
    await waitFor(() => asked.length === 1);
    expect(asked[0]?.trigger).toEqual({ kind: 'slack', by: 'ada', services: ['payment-gateway'] });
  });

  test('Show evidence tells the person who pressed, and nobody else', async () => {
    await press('show-evidence');
    const whisper = await whispered(/all evidence/);
    expect(whisper.user).toBe('UADA');
    expect(JSON.stringify(whisper.blocks)).toContain('99.9th percentile latency');
    expect(system.slack.channel(channel).messages).toEqual([]);
  });
});

describe('/investigate', () => {
  test('in the incident channel, with a service by its alias and a time', async () => {
    const answer = await command('checkout 2h');
    expect(answer).toMatchObject({ status: 200, body: expect.stringContaining('On it') });
    await waitFor(() => asked.length === 1);
    expect(asked[0]).toMatchObject({
      incidentId: record.incidentId,
      trigger: { kind: 'slack', by: 'ada', services: ['checkout-service'], windowMinutes: 120 },
    });
  });

  test('an incident by reference, from elsewhere, for a member of its channel', async () => {
    system.slack.channel('COTHER', { members: ['UADA'] });
    await command('INC-123', { channel_id: 'COTHER' });
    await waitFor(() => asked.length === 1);
  });

  test('says the same for an incident that is not there and one that is not for you', async () => {
    system.slack.channel('COTHER', { members: ['UADA', 'UEVE'] });
    await command('INC-123', { channel_id: 'COTHER', user_id: 'UEVE' });
    await whispered(/I know no incident INC-123 with a channel you are in/);
    await command('INC-999', { channel_id: 'COTHER', trigger_id: 'other' });
    await whispered(/I know no incident INC-999 with a channel you are in/);
    expect(asked).toEqual([]);
  });

  test('names the known services when it does not know the one typed', async () => {
    await command('ledger');
    await whispered(/No service is called "ledger".*checkout-service, payment-gateway/);
    expect(asked).toEqual([]);
  });
});

describe('where Slack says to answer', () => {
  const at = () => ({ response_url: `${new URL(system.slack.apiUrl).origin}/respond/1` });
  const answered = (pattern: RegExp) =>
    waitFor(() => system.slack.responses.find(({ text }) => pattern.test(String(text))), {
      what: `an answer like ${pattern}`,
    });

  test.each(['a direct message', 'a channel the app is not in'])('a command typed in %s is answered', async (where) => {
    system.slack.channel('CELSE', { joined: false, isPrivate: where === 'a direct message' });
    await command('INC-123', { channel_id: 'CELSE', ...at() });
    await answered(/Looking again/);
    expect(asked).toHaveLength(1);
    expect(system.slack.responses[0]).toMatchObject({ response_type: 'ephemeral', replace_original: false });
  });

  test('a command that finds nothing is answered', async () => {
    await command('INC-999', { channel_id: 'DADA', ...at() });
    await answered(/I know no incident INC-999/);
  });

  test('a command that cannot be served is answered with why', async () => {
    system.incidentIo.watch = { fault: () => ({ kind: 'answer', status: 503, body: 'away' }) };
    await command('INC-123', { channel_id: 'DADA', ...at() });
    await waitFor(() => system.slack.responses.find(({ text }) => /^Failed: .*503/.test(String(text))), {
      timeoutMs: 20_000,
    });
  }, 30_000);

  test('no other host is written to', async () => {
    let written = 0;
    const elsewhere = await listen((_, response) => {
      written++;
      response.end();
    });
    await command('INC-999', { response_url: `${elsewhere.url}/respond` });
    await whispered(/I know no incident INC-999/);
    await elsewhere.close();
    expect(written).toBe(0);
  });
});

test('a reference is shown as it is, whatever the organisation calls its incidents', async () => {
  const other = anIncident({ id: '01KB1ZPROJ00000000000000', reference: 'ACME_PROD-7' });
  const prod = aRecord({ incident: other, incidentId: other.id, report: aReport() });
  await system.write(prod);
  await system.askSlack(prod, 'findings');
  const root = await waitFor(() => system.slack.roots(channel)[0]);
  expect(JSON.stringify(root.blocks)).toContain('· ACME_PROD-7');
  expect(root.text).toMatch(/^ACME_PROD-7: /);
});

test('the whole name is compared where only the number finds the incident', async () => {
  await command('OPS-123', { trigger_id: 'ops' });
  await whispered(/I know no incident OPS-123/);
  await command('#123', { trigger_id: 'number' });
  await waitFor(() => asked.length === 1);
});

describe('a mention', () => {
  test.each([
    ['why?', /Root Cause \(Confidence: 87%\)/],
    ['what changed?', /payment-gateway v2\.1\.0 deployed/],
    ['evidence 3', /payment-gateway pod restarted 3 times/],
    ['status', /Run 1.*is complete after 8 s/],
    ['help', /what changed/],
    ['make me a sandwich', /I did not understand that/],
  ])('"%s" is answered in the thread from the record', async (question, answer) => {
    await mention(question);
    const reply = await waitFor(() => system.slack.replies(channel)[0]);
    expect(JSON.stringify(reply.blocks)).toMatch(answer);
    expect(asked).toEqual([]);
  });

  test('"why?" names the team that owns the blamed service', async () => {
    const blamed = system.settings.teams[0]?.services.find(({ name }) => name === 'payment-gateway');
    if (blamed) blamed.owner = 'Payments';
    await mention('why?');
    const reply = await waitFor(() => system.slack.replies(channel)[0]);
    expect(JSON.stringify(reply.blocks)).toContain('payment-gateway is owned by Payments');
  });

  test('is answered once, though Slack repeats it and tells it for two workspaces', async () => {
    await mention('why?', '1700000002.000100', 'Ev7');
    await sendEvent(
      system.url,
      { type: 'app_mention', user: 'UADA', channel, ts: '1700000002.000100', text: '<@U0FOX> why?' },
      'Ev7',
      { 'x-slack-retry-num': '1' },
    );
    await mention('why?', '1700000002.000100', 'Ev8');
    await waitFor(() => system.slack.replies(channel)[0]);
    await waitFor(async () => (await system.producer.counts('notifications')).completed === 1);
    expect(system.slack.replies(channel)).toHaveLength(1);
  });

  test('in a channel of no investigation explains where it answers', async () => {
    system.slack.channel('CELSE', { members: ['UADA'] });
    await sendEvent(system.url, {
      type: 'app_mention',
      user: 'UADA',
      channel: 'CELSE',
      ts: '5.5',
      text: '<@U0FOX> why',
    });
    await whispered(/channel of an incident/);
  });
});

test('a request that fails permanently is answered to the person who made it', async () => {
  system.incidentIo.watch = { fault: () => ({ kind: 'answer', status: 403, body: { type: 'authorization_error' } }) };
  system.slack.channel('CNONE', { members: ['UADA'] });
  await command('', { channel_id: 'CNONE', trigger_id: 'none' });
  await whispered(/Failed: .*403/);
});

test('the incident of a channel is found among open incidents when it was never investigated', async () => {
  const other = anIncident({ id: '01KB1ZOTHER00000000000000' });
  system.incidentIo.incidents.set(other.id, { slack_channel_id: 'CNEW', reference: 'INC-77', id: other.id });
  system.slack.channel('CNEW', { members: ['UADA'] });
  await command('', { channel_id: 'CNEW', trigger_id: 'new' });
  await waitFor(() => asked.length === 1);
  expect(asked[0]?.incidentId).toBe(other.id);
});
