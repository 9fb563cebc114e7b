import type { KnownBlock, RichTextSection } from '@slack/types';

/** How many words the blocks have, buttons left out: what a reader has to get through. */
export function wordsOnScreen(blocks: readonly KnownBlock[]): number {
  return blocks
    .flatMap(textsOf)
    .flatMap((text) => text.split(/\s+/))
    .filter((word) => /[\p{L}\p{N}]/u.test(word)).length;
}

function textsOf(block: KnownBlock): string[] {
  switch (block.type) {
    case 'rich_text':
      return block.elements.flatMap((part) =>
        part.type === 'rich_text_list' ? part.elements.map(textOfSection) : [textOfSection(part)],
      );
    case 'header':
      return [block.text.text];
    case 'context':
      return block.elements.flatMap((element) => ('text' in element ? [element.text] : []));
    default:
      return [];
  }
}

function textOfSection(section: { elements: RichTextSection['elements'] }): string {
  return section.elements.map((element) => ('text' in element && element.text) || '').join('');
}
