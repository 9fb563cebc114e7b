import { createHmac } from 'node:crypto';
import { WebClient } from '@slack/web-api';
import { readConfig } from '../src/config.ts';
import { type Heard, type RunningSimulator, runSimulator } from './running-simulator.ts';

let simulator: RunningSimulator;
let channel = '';
beforeEach(async () => {
  simulator = await runSimulator();
  const { body } = await simulator.post('/play', { scenario: 'checkout' });
  ({ channel } = body as { channel: string });
  simulator.answerWith(200);
  simulator.heard.length = 0;
});
afterEach(() => simulator.close());

const client = () =>
  new WebClient('xoxb-simulator', { slackApiUrl: simulator.urls.slack ?? '', retryConfig: { retries: 0 } });

/** As Slack's documentation tells apps to check it. */
function isSigned({ headers, body }: Heard): boolean {
  const base = `v0:${headers['x-slack-request-timestamp']}:${body}`;
  return (
    headers['x-slack-signature'] ===
    `v0=${createHmac('sha256', readConfig({}).SLACK_SIGNING_SECRET).update(base).digest('hex')}`
  );
}
const payload = ({ body }: Heard) =>
  JSON.parse(new URLSearchParams(body).get('payload') ?? '{}') as Record<string, never>;

async function postButton(): Promise<string> {
  await client().conversations.join({ channel });
  const blocks = [
    {
      type: 'actions' as const,
      block_id: 'row',
      elements: [
        {
          type: 'button' as const,
          action_id: 'again',
          text: { type: 'plain_text' as const, text: 'Again' },
          value: 'inv-1',
        },
      ],
    },
  ];
  return (await client().chat.postMessage({ channel, text: 'x', blocks })).ts ?? '';
}

test('a press reaches the app signed, with the message and the value', async () => {
  const ts = await postButton();
  await simulator.post(`/slack/${channel}/press`, { ts, action_id: 'again', value: 'inv-1' });
  const [heard] = simulator.heard;
  expect(heard && isSigned(heard)).toBe(true);
  expect(heard && payload(heard)).toMatchObject({
    type: 'block_actions',
    channel: { id: channel },
    message: { ts },
    actions: [{ type: 'button', action_id: 'again', block_id: 'row', value: 'inv-1' }],
  });
});

test('a button that is not there cannot be pressed', async () => {
  const ts = await postButton();
  expect((await simulator.post(`/slack/${channel}/press`, { ts, action_id: 'other' })).status).toBe(404);
});

test('the app hears what is said only when it is mentioned', async () => {
  await simulator.post(`/slack/${channel}/say`, { text: 'looks bad' });
  expect(simulator.heard).toHaveLength(0);
  await simulator.post(`/slack/${channel}/say`, { text: '<@U0FOXBOT01> why' });
  expect(JSON.parse(simulator.heard[0]?.body ?? '{}')).toMatchObject({
    type: 'event_callback',
    event: { type: 'app_mention', channel, text: '<@U0FOXBOT01> why' },
  });
});

test('a command carries an address to answer to, and the answer is for one person', async () => {
  await simulator.post(`/slack/${channel}/command`, { command: '/investigate', text: 'INC-4821' });
  const form = new URLSearchParams(simulator.heard[0]?.body);
  expect(form.get('text')).toBe('INC-4821');
  const answer = await fetch(form.get('response_url') ?? '', {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ text: 'On it' }),
  });
  expect(answer.status).toBe(200);
  const page = await (await fetch(`${simulator.control}/slack/${channel}`)).text();
  expect(page).toContain('Only visible to you');
  expect(page).toContain('On it');
});

test('a modal is opened and sent back', async () => {
  await client().views.open({
    trigger_id: '1.2',
    view: { type: 'modal', callback_id: 'wrong-service', title: { type: 'plain_text', text: 'Service' }, blocks: [] },
  });
  await simulator.post(`/slack/${channel}/submit`, {
    values: { service: { pick: { type: 'static_select', selected_option: { value: 'cart-service' } } } },
  });
  const [heard] = simulator.heard;
  expect(heard && payload(heard)).toMatchObject({
    type: 'view_submission',
    view: { callback_id: 'wrong-service', state: { values: { service: {} } } },
  });
});
