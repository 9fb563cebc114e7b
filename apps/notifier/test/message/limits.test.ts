import { limitFaults } from '../../src/slack/limits/limit-faults.ts';
import { modalFaults } from '../stand-ins/slack/modal-faults.ts';

const text = (length: number) => 'x'.repeat(length);
const plain = (length: number) => ({ type: 'plain_text', text: text(length) });
const rich = (...elements: unknown[]) => ({ type: 'rich_text', elements });
const section = (...elements: unknown[]) => ({ type: 'rich_text_section', elements });
const button = (different: object = {}) => ({ type: 'button', action_id: 'a', text: plain(10), ...different });
const faults = (...blocks: unknown[]) => limitFaults({ text: 'A sentence.', blocks });

test.each<[string, unknown, unknown]>([
  ['header text of 150', { type: 'header', text: plain(150) }, { type: 'header', text: plain(151) }],
  ['header in plain text', { type: 'header', text: plain(3) }, { type: 'header', text: { type: 'mrkdwn', text: 'x' } }],
  ['section text of 3000', { type: 'section', text: plain(3000) }, { type: 'section', text: plain(3001) }],
  ['section text of at least 1', { type: 'section', text: plain(1) }, { type: 'section', text: plain(0) }],
  ['section with text or fields', { type: 'section', fields: [plain(1)] }, { type: 'section' }],
  [
    '10 fields',
    { type: 'section', fields: Array(10).fill(plain(5)) },
    { type: 'section', fields: Array(11).fill(plain(5)) },
  ],
  ['fields of 2000', { type: 'section', fields: [plain(2000)] }, { type: 'section', fields: [plain(2001)] }],
  [
    '10 context elements',
    { type: 'context', elements: Array(10).fill(plain(5)) },
    { type: 'context', elements: Array(11).fill(plain(5)) },
  ],
  [
    '25 actions',
    { type: 'actions', elements: Array.from({ length: 25 }, (_, i) => button({ action_id: `a${i}` })) },
    { type: 'actions', elements: Array.from({ length: 26 }, (_, i) => button({ action_id: `a${i}` })) },
  ],
  [
    'action ids once',
    { type: 'actions', elements: [button(), button({ action_id: 'b' })] },
    { type: 'actions', elements: [button(), button()] },
  ],
  [
    'action id of 255',
    { type: 'actions', elements: [button({ action_id: text(255) })] },
    { type: 'actions', elements: [button({ action_id: text(256) })] },
  ],
  [
    'button text of 75',
    { type: 'actions', elements: [button({ text: plain(75) })] },
    { type: 'actions', elements: [button({ text: plain(76) })] },
  ],
  [
    'button value of 2000',
    { type: 'actions', elements: [button({ value: text(2000) })] },
    { type: 'actions', elements: [button({ value: text(2001) })] },
  ],
  [
    'button address of 3000',
    { type: 'actions', elements: [button({ url: `https://x.example/${text(2980)}` })] },
    { type: 'actions', elements: [button({ url: `https://x.example/${text(2983)}` })] },
  ],
  [
    'accessibility label of 75',
    { type: 'actions', elements: [button({ accessibility_label: text(75) })] },
    { type: 'actions', elements: [button({ accessibility_label: text(76) })] },
  ],
  [
    'confirm title of 100',
    { type: 'actions', elements: [button({ confirm: confirm(100) })] },
    { type: 'actions', elements: [button({ confirm: confirm(101) })] },
  ],
  ['block id of 255', { type: 'divider', block_id: text(255) }, { type: 'divider', block_id: text(256) }],
  ['image alt text of 2000', image(2000), image(2001)],
  ['image with an alt text', image(1), { type: 'image', image_url: 'https://x.example/a.png' }],
  ['a known block', { type: 'divider' }, { type: 'blinking' }],
  ['text in rich text', rich(section({ type: 'text', text: 'x' })), rich(section({ type: 'text', text: '' }))],
  [
    'an address in a link',
    rich(section({ type: 'link', url: 'https://x.example' })),
    rich(section({ type: 'link', url: 'x' })),
  ],
  [
    'sections in a list',
    rich({ type: 'rich_text_list', style: 'bullet', elements: [section({ type: 'text', text: 'x' })] }),
    rich({ type: 'rich_text_list', style: 'bullet', elements: [{ type: 'text', text: 'x' }] }),
  ],
  [
    'a list style',
    rich({ type: 'rich_text_list', style: 'ordered', elements: [section({ type: 'text', text: 'x' })] }),
    rich({ type: 'rich_text_list', style: 'roman', elements: [section({ type: 'text', text: 'x' })] }),
  ],
  [
    'text and links in code',
    rich({ type: 'rich_text_preformatted', elements: [{ type: 'text', text: 'x' }] }),
    rich({ type: 'rich_text_preformatted', elements: [{ type: 'emoji', name: 'x' }] }),
  ],
  [
    'nobody mentioned',
    rich(section({ type: 'text', text: '@channel' })),
    rich(section({ type: 'broadcast', range: 'channel' })),
  ],
  ['no person mentioned', rich(section({ type: 'text', text: 'ada' })), rich(section({ type: 'user', user_id: 'U1' }))],
])('allows %s and not more', (_, allowed, refused) => {
  expect(faults(allowed)).toEqual([]);
  expect(faults(refused)).not.toEqual([]);
});

function confirm(title: number) {
  return { title: plain(title), text: plain(300), confirm: plain(30), deny: plain(30) };
}

function image(alt: number) {
  return { type: 'image', image_url: 'https://x.example/a.png', alt_text: text(alt) };
}

test('counts the whole message: blocks, characters, the text, and ids used twice', () => {
  const divider = { type: 'divider' };
  expect(faults(...Array(25).fill(divider))).toEqual([]);
  expect(faults(...Array(26).fill(divider))).toEqual(['/blocks has 26 items, at most 25 are allowed']);
  expect(faults(...Array(4).fill({ type: 'section', text: plain(2501) }))).toEqual([
    '/blocks hold 10004 characters, at most 10000 are sent',
  ]);
  expect(limitFaults({ text: '', blocks: [divider] })).toEqual(['/text is shorter than 1']);
  expect(limitFaults({ text: text(4001), blocks: [divider] })).toHaveLength(1);
  expect(faults({ ...divider, block_id: 'a' }, { ...divider, block_id: 'a' })).toEqual([
    '/blocks have the same block_id twice',
  ]);
});

test('a modal has its own limits', () => {
  const select = (options: number) => ({
    type: 'input',
    label: plain(5),
    element: {
      type: 'multi_static_select',
      action_id: 'a',
      options: Array.from({ length: options }, (_, i) => ({ text: plain(75), value: `v${i}` })),
    },
  });
  const modal = (different: object = {}) => ({
    type: 'modal',
    title: plain(24),
    blocks: [select(100)],
    private_metadata: text(3000),
    ...different,
  });
  expect(modalFaults(modal())).toEqual([]);
  for (const wrong of [
    { title: plain(25) },
    { private_metadata: text(3001) },
    { blocks: [select(101)] },
    { blocks: [] },
    { submit: plain(25) },
  ])
    expect(modalFaults(modal(wrong))).not.toEqual([]);
});
