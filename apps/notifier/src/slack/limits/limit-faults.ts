import { blockFaults } from './block-limits.ts';
import { arrayFaults, type Fault, isObject, lengthFaults } from './text-limits.ts';

/** Slack documents 50; a message people read has fewer. */
const maxBlocks = 25;
/** Slack refuses near 13,200 characters over all blocks, undocumented; this stays clear of it. */
const maxCharacters = 10_000;
const maxText = 4000;

/** Every rule the message breaks, with the place. Empty means it may be sent. */
export function limitFaults(message: { readonly text: string; readonly blocks: readonly unknown[] }): Fault[] {
  return [
    ...lengthFaults(message.text, '/text', { max: maxText }),
    ...arrayFaults(message.blocks, '/blocks', { max: maxBlocks }, blockFaults),
    ...sameBlockTwice(message.blocks),
    ...totalFaults(message.blocks),
  ];
}

function sameBlockTwice(blocks: readonly unknown[]): Fault[] {
  const ids = blocks.flatMap((block) =>
    isObject(block) && typeof block.block_id === 'string' ? [block.block_id] : [],
  );
  return ids.length === new Set(ids).size ? [] : ['/blocks have the same block_id twice'];
}

function totalFaults(blocks: readonly unknown[]): Fault[] {
  const total = charactersIn(blocks);
  return total > maxCharacters ? [`/blocks hold ${total} characters, at most ${maxCharacters} are sent`] : [];
}

/** Every string a reader or the client gets from the blocks, addresses included. */
function charactersIn(value: unknown): number {
  if (Array.isArray(value)) return value.reduce<number>((sum, item) => sum + charactersIn(item), 0);
  if (!isObject(value)) return 0;
  return Object.entries(value).reduce(
    (sum, [name, inner]) =>
      sum + (typeof inner === 'string' ? (name === 'text' || name === 'url' ? inner.length : 0) : charactersIn(inner)),
    0,
  );
}
