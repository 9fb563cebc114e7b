import type { KnownBlock, RichTextElement } from '@slack/types';
import type { SlackMessage } from '../../src/slack/slack-message.ts';

/** A message as a reader sees it, roughly: for snapshots that can be read. */
export function asText(message: SlackMessage): string {
  return [`[${message.text}]`, ...message.blocks.map(blockText)].join('\n');
}

function blockText(block: KnownBlock): string {
  switch (block.type) {
    case 'header':
      return `# ${block.text.text}`;
    case 'context':
      return block.elements.map((element) => ('text' in element ? `  ${element.text}` : '(image)')).join(' | ');
    case 'actions':
      return block.elements.map((element) => ('text' in element ? `[${element.text.text}]` : '[?]')).join(' ');
    case 'rich_text':
      return block.elements
        .map((part) =>
          part.type === 'rich_text_list'
            ? part.elements
                .map((item, index) => `${part.style === 'ordered' ? `${index + 1}.` : '•'} ${inline(item.elements)}`)
                .join('\n')
            : inline(part.elements),
        )
        .join('\n');
    default:
      return `(${block.type})`;
  }
}

function inline(elements: readonly RichTextElement[]): string {
  return elements
    .map((element) =>
      element.type === 'text'
        ? element.style && 'code' in element.style && element.style.code
          ? `\`${element.text}\``
          : element.text
        : element.type === 'link'
          ? `${element.text}↗`
          : '?',
    )
    .join('');
}
