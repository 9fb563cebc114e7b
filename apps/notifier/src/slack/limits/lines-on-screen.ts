import type { KnownBlock, RichTextSection } from '@slack/types';

/** Characters on one line of a channel on a laptop, roughly. */
const lineWidth = 95;

/** How many lines the blocks take on a screen, estimated: enough to choose between a long and a short form. */
export function linesOnScreen(blocks: readonly KnownBlock[]): number {
  return blocks.reduce((sum, block) => sum + linesOfBlock(block), 0);
}

function linesOfBlock(block: KnownBlock): number {
  switch (block.type) {
    case 'rich_text':
      return block.elements.reduce((sum, part) => {
        if (part.type === 'rich_text_list')
          return sum + part.elements.reduce((lines, item) => lines + linesOfSection(item), 0);
        return sum + linesOfSection(part);
      }, 0);
    case 'header':
    case 'actions':
      return 2;
    default:
      return 1;
  }
}

function linesOfSection(section: { elements: RichTextSection['elements'] }): number {
  const text = section.elements.map((element) => ('text' in element && element.text) || '').join('');
  return text.split('\n').reduce((sum, row) => sum + Math.max(1, Math.ceil(row.length / lineWidth)), 0);
}
