import { WebClient, WebClientEvent } from '@slack/web-api';
import { type RunningSimulator, runSimulator } from './running-simulator.ts';

let simulator: RunningSimulator;
let client: WebClient;
let channel = '';
beforeAll(async () => {
  simulator = await runSimulator();
  client = connect('xoxb-simulator');
});
afterAll(() => simulator.close());
beforeEach(async () => {
  const { body } = await simulator.post('/play', { scenario: 'checkout' });
  ({ channel } = body as { channel: string });
});

const connect = (token: string) =>
  new WebClient(token, {
    slackApiUrl: simulator.urls.slack ?? '',
    retryConfig: { retries: 0 },
    rejectRateLimitedCalls: true,
  });
const refusal = async (call: Promise<unknown>): Promise<string> => {
  try {
    await call;
    return 'accepted';
  } catch (fault) {
    return (fault as { data?: { error?: string } }).data?.error ?? String(fault);
  }
};
const join = () => client.conversations.join({ channel });
const section = (text: string) => ({ type: 'section' as const, text: { type: 'mrkdwn' as const, text } });

test('auth.test tells who we are and what we may', async () => {
  const who = await client.auth.test();
  expect(who).toMatchObject({ ok: true, user_id: 'U0FOXBOT01', bot_id: 'B0FOXBOT01' });
  expect(who.response_metadata?.scopes).toContain('chat:write');
});

test('a wrong token is refused', async () => {
  expect(await refusal(connect('xoxb-other').auth.test())).toBe('invalid_auth');
  expect(WebClientEvent.RATE_LIMITED).toBeDefined();
});

test('nobody posts in a channel before joining it', async () => {
  expect(await refusal(client.chat.postMessage({ channel, text: 'hello' }))).toBe('not_in_channel');
  await join();
  expect(await refusal(client.chat.postMessage({ channel, text: 'hello' }))).toBe('accepted');
});

test('private channels do not exist for those outside, archived ones take nothing', async () => {
  await simulator.post(`/slack/${channel}`, { isPrivate: true });
  expect(await refusal(client.chat.postMessage({ channel, text: 'hello' }))).toBe('channel_not_found');
  expect(await refusal(join())).toBe('channel_not_found');
  await simulator.post(`/slack/${channel}`, { isPrivate: false, isArchived: true });
  expect(await refusal(join())).toBe('is_archived');
});

test('metadata comes back only when asked for', async () => {
  await join();
  const metadata = { event_type: 'incident_finding', event_payload: { key: 'root' } };
  const { ts } = await client.chat.postMessage({ channel, text: 'hello', metadata });
  const without = await client.conversations.history({ channel, limit: 15 });
  const withIt = await client.conversations.history({ channel, limit: 15, include_all_metadata: true });
  expect(without.messages?.[0]).toMatchObject({ ts, metadata: { event_type: 'incident_finding' } });
  expect(without.messages?.[0]?.metadata).not.toHaveProperty('event_payload');
  expect(withIt.messages?.[0]?.metadata).toEqual(metadata);
});

test('an update changes the message in place and keeps its metadata', async () => {
  await join();
  const metadata = { event_type: 'incident_finding', event_payload: { key: 'root' } };
  const { ts = '' } = await client.chat.postMessage({ channel, text: 'before', metadata });
  await client.chat.update({ channel, ts, text: 'after', blocks: [section('after')] });
  const { messages } = await client.conversations.history({ channel, limit: 1, include_all_metadata: true });
  expect(messages?.[0]).toMatchObject({ ts, text: 'after', metadata, edited: { user: 'U0FOXBOT01' } });
  expect(await refusal(client.chat.update({ channel, ts: '1.000000', text: 'x' }))).toBe('message_not_found');
});

test('replies are in the thread and not in the channel, unless broadcast', async () => {
  await join();
  const { ts = '' } = await client.chat.postMessage({ channel, text: 'root' });
  await client.chat.postMessage({ channel, text: 'quiet', thread_ts: ts });
  await client.chat.postMessage({ channel, text: 'loud', thread_ts: ts, reply_broadcast: true });
  const inChannel = (await client.conversations.history({ channel })).messages?.map(({ text }) => text);
  const inThread = (await client.conversations.replies({ channel, ts })).messages?.map(({ text }) => text);
  expect(inChannel).toEqual(['loud', 'root', expect.stringContaining('was declared')]);
  expect(inThread).toEqual(['root', 'quiet', 'loud']);
  expect(await refusal(client.chat.postMessage({ channel, text: 'x', thread_ts: '1.000000' }))).toBe(
    'thread_not_found',
  );
});

test('a reply to a message that was deleted becomes a message of its own, and only its missing thread says so', async () => {
  await join();
  const { ts = '' } = await client.chat.postMessage({ channel, text: 'root' });
  await client.chat.delete({ channel, ts });
  const { message } = await client.chat.postMessage({ channel, text: 'loose', thread_ts: ts });
  expect(message).not.toHaveProperty('thread_ts');
  expect((await client.conversations.history({ channel, limit: 1 })).messages?.[0]?.text).toBe('loose');
});

test('history pages with a cursor and by time', async () => {
  await join();
  for (const text of ['one', 'two', 'three']) await client.chat.postMessage({ channel, text });
  const first = await client.conversations.history({ channel, limit: 2 });
  const second = await client.conversations.history({
    channel,
    limit: 2,
    cursor: first.response_metadata?.next_cursor ?? '',
  });
  expect(first.messages?.map(({ text }) => text)).toEqual(['three', 'two']);
  expect(second.messages?.map(({ text }) => text)).toEqual(['one', expect.stringContaining('was declared')]);
  const since = await client.conversations.history({ channel, oldest: first.messages?.[1]?.ts ?? '' });
  expect(since.messages?.map(({ text }) => text)).toEqual(['three']);
});

describe('blocks', () => {
  beforeEach(() => join());
  const post = (blocks: unknown) => refusal(client.chat.postMessage({ channel, text: 'x', blocks: blocks as never }));

  test.each([
    [
      'a header of 151 characters',
      [{ type: 'header', text: { type: 'plain_text', text: 'x'.repeat(151) } }],
      'invalid_blocks',
    ],
    ['a header in mrkdwn', [{ type: 'header', text: { type: 'mrkdwn', text: 'x' } }], 'invalid_blocks'],
    ['an empty section', [{ type: 'section' }], 'invalid_blocks'],
    ['a section of 3001 characters', [section('x'.repeat(3001))], 'invalid_blocks'],
    [
      'eleven context elements',
      [{ type: 'context', elements: Array(11).fill({ type: 'mrkdwn', text: 'x' }) }],
      'invalid_blocks',
    ],
    ['an unknown block', [{ type: 'canvas' }], 'invalid_blocks'],
    ['an unknown field', [{ type: 'divider', colour: 'red' }], 'invalid_blocks'],
    ['a button without text', [{ type: 'actions', elements: [{ type: 'button', action_id: 'a' }] }], 'invalid_blocks'],
    ['an image without alternative', [{ type: 'image', image_url: 'https://x.example/x.png' }], 'invalid_blocks'],
    ['a file nobody uploaded', [{ type: 'image', alt_text: 'x', slack_file: { id: 'F1' } }], 'invalid_blocks'],
    [
      'two blocks with one id',
      [
        { type: 'divider', block_id: 'a' },
        { type: 'divider', block_id: 'a' },
      ],
      'invalid_blocks',
    ],
    ['51 blocks', Array(51).fill({ type: 'divider' }), 'invalid_blocks'],
    ['more text than a message holds', Array(5).fill(section('x'.repeat(2900))), 'msg_blocks_too_long'],
    ['something that is no list', { type: 'divider' }, 'invalid_blocks_format'],
    [
      'an empty rich text element',
      [{ type: 'rich_text', elements: [{ type: 'rich_text_section', elements: [{ type: 'text', text: '' }] }] }],
      'invalid_blocks',
    ],
    [
      'a table with 21 cells in a row',
      [{ type: 'table', rows: [Array(21).fill({ type: 'raw_text', text: 'x' })] }],
      'invalid_blocks',
    ],
  ])('%s is refused', async (_what, blocks, error) => {
    expect(await post(blocks)).toBe(error);
  });

  test('what is allowed is taken', async () => {
    const blocks = [
      { type: 'header', text: { type: 'plain_text', text: 'x'.repeat(150), emoji: true } },
      section('x'.repeat(3000)),
      {
        type: 'rich_text',
        elements: [
          {
            type: 'rich_text_list',
            style: 'bullet',
            elements: [
              {
                type: 'rich_text_section',
                elements: [
                  { type: 'text', text: 'a', style: { bold: true } },
                  { type: 'link', url: 'https://x.example' },
                ],
              },
            ],
          },
        ],
      },
      { type: 'table', rows: [[{ type: 'raw_text', text: 'a' }]] },
      {
        type: 'context_actions',
        elements: [
          {
            type: 'feedback_buttons',
            action_id: 'f',
            positive_button: { text: { type: 'plain_text', text: 'y' }, value: 'y' },
            negative_button: { text: { type: 'plain_text', text: 'n' }, value: 'n' },
          },
        ],
      },
      {
        type: 'actions',
        elements: [{ type: 'button', action_id: 'b', text: { type: 'plain_text', text: 'Again' }, value: '1' }],
      },
    ];
    expect(await post(blocks)).toBe('accepted');
  });

  test('a refusal points at the fault', async () => {
    await expect(
      client.chat.postMessage({ channel, text: 'x', blocks: [{ type: 'divider' }, section('')] }),
    ).rejects.toMatchObject({
      data: { response_metadata: { messages: [expect.stringContaining('/blocks/1/text/text')] } },
    });
  });
});

test('an unknown argument or method is refused', async () => {
  await join();
  expect(await refusal(client.apiCall('chat.postMessage', { channel, text: 'x', colour: 'red' }))).toBe(
    'invalid_arguments',
  );
  expect(await refusal(client.apiCall('chat.shout', { channel }))).toBe('unknown_method');
});

test('too many posts in a second are answered with 429 and Retry-After', async () => {
  await join();
  const posts = await Promise.allSettled(
    Array.from({ length: 7 }, () => client.chat.postMessage({ channel, text: 'x' })),
  );
  const limited = posts.filter((post) => post.status === 'rejected');
  expect(limited).toHaveLength(2);
  expect(limited[0]?.reason).toMatchObject({ retryAfter: expect.any(Number) });
});

test('a picture is uploaded and then may stand in a message', async () => {
  await join();
  const { files } = await client.filesUploadV2({ filename: 'chart.png', file: Buffer.from('not really a picture') });
  const id = (files as { files: { id: string }[] }[])[0]?.files[0]?.id ?? '';
  expect(await client.files.info({ file: id })).toMatchObject({ file: { id, mimetype: 'image/png' } });
  const blocks = [{ type: 'image' as const, alt_text: 'a chart', slack_file: { id } }];
  expect(await refusal(client.chat.postMessage({ channel, text: 'x', blocks }))).toBe('accepted');
});

test('a lost answer leaves the message behind', async () => {
  await join();
  await simulator.post('/faults', { vendor: 'slack', mode: 'drop_after_effect', times: 1 });
  expect(await refusal(client.chat.postMessage({ channel, text: 'ghost' }))).toContain('A request error occurred');
  const { messages } = await client.conversations.history({ channel });
  expect(messages?.map(({ text }) => text)).toContain('ghost');
});
