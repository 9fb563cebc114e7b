import { blockHtml } from '../src/pages/block-html.ts';
import { mrkdwn } from '../src/pages/mrkdwn.ts';
import { blockText } from '../src/pages/slack-text.ts';

const around = { filesUrl: 'http://127.0.0.1:1', pressUrl: '/slack/C1/press', ts: '1.0' };

describe('mrkdwn is drawn as Slack draws it', () => {
  test.each([
    ['*bold* _italic_ ~gone~ `code`', '<b>bold</b> <i>italic</i> <s>gone</s> <code>code</code>'],
    ['2 * 3 * 4 and snake_case_name', '2 * 3 * 4 and snake_case_name'],
    ['<https://x.example|a link>', '<a href="https://x.example" rel="noreferrer">a link</a>'],
    ['<!channel>', '<span class="mention loud">@channel</span>'],
    ['&lt;!channel&gt; &amp; more', '&lt;!channel&gt; &amp; more'],
    ['`*not bold*`', '<code>*not bold*</code>'],
    ['```\nx <b>\n```', '<pre>x &lt;b&gt;\n</pre>'],
    ['one\ntwo', 'one<br>two'],
    [':warning: careful', '⚠️ careful'],
  ])('%j', (text, html) => {
    expect(mrkdwn(text)).toBe(html);
  });
});

test.each([['<script>alert(1)</script>'], ['<javascript:alert(1)|click>'], ['"><img src=x onerror=alert(1)>']])(
  '%s never becomes part of the page',
  (text) => {
    const drawn = [
      mrkdwn(text),
      blockHtml({ type: 'header', text: { type: 'plain_text', text } }, around),
      blockHtml(
        { type: 'rich_text', elements: [{ type: 'rich_text_section', elements: [{ type: 'link', url: text, text }] }] },
        around,
      ),
      blockHtml({ type: 'image', image_url: text, alt_text: text }, around),
      blockHtml(
        {
          type: 'actions',
          elements: [{ type: 'button', text: { type: 'plain_text', text }, value: text, action_id: text }],
        },
        around,
      ),
      blockHtml({ type: text }, around),
    ].join('\n');
    expect(drawn).not.toMatch(/<script|<img src=x|href="javascript/);
  },
);

test('blocks become lines for a terminal', () => {
  const lines = [
    { type: 'header', text: { type: 'plain_text', text: 'Findings' } },
    { type: 'section', text: { type: 'mrkdwn', text: '*Summary:* see <https://x.example|the report> &amp; more' } },
    {
      type: 'rich_text',
      elements: [
        {
          type: 'rich_text_list',
          style: 'ordered',
          elements: [{ type: 'rich_text_section', elements: [{ type: 'text', text: 'first' }] }],
        },
      ],
    },
    { type: 'actions', elements: [{ type: 'button', text: { type: 'plain_text', text: 'Again' } }] },
  ].flatMap(blockText);
  expect(lines).toEqual(['', 'FINDINGS', 'Summary: see the report & more', '1. first', '[ Again ]']);
});
