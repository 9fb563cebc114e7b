import { SlackRefusal } from './answers.ts';
import { MessageBlock } from './block-rules.ts';

const maxBlocks = 50;
/** Not documented; messages above this were seen to be refused with `msg_blocks_too_long`. */
const maxCharacters = 13_200;
const maxTableCharacters = 10_000;
const maxMarkdownCharacters = 12_000;

/** Refuses blocks as Slack refuses them: `invalid_blocks` with a pointer to each fault. Returns them untouched. */
export function checkBlocks(blocks: unknown, knownFiles: ReadonlySet<string>): readonly unknown[] {
  if (!Array.isArray(blocks)) throw new SlackRefusal('invalid_blocks_format');
  const faults = blocks.flatMap((block, index) => faultsOf(block, index));
  if (blocks.length > maxBlocks) faults.push(`no more than ${maxBlocks} items allowed [json-pointer:/blocks]`);
  faults.push(...repeatedIds(blocks), ...unknownFiles(blocks, knownFiles));
  if (charactersOf(blocks.filter((block) => typeOf(block) === 'table')) > maxTableCharacters)
    faults.push('all tables of a message hold at most 10000 characters');
  if (charactersOf(blocks.filter((block) => typeOf(block) === 'markdown')) > maxMarkdownCharacters)
    faults.push('markdown blocks hold at most 12000 characters together');
  if (faults.length > 0) throw new SlackRefusal('invalid_blocks', faults.slice(0, 10));
  if (charactersOf(blocks) > maxCharacters) throw new SlackRefusal('msg_blocks_too_long');
  return blocks;
}

const typeOf = (block: unknown): unknown => (block as { type?: unknown } | null)?.type;

function faultsOf(block: unknown, index: number): string[] {
  const result = MessageBlock.safeParse(block);
  if (result.success) return [];
  // Of a union's branches, the one that got furthest tells most: its issues lie deepest.
  const branches = result.error.issues.flatMap((issue) => (issue.code === 'invalid_union' ? issue.errors : [[issue]]));
  const own = branches.filter((issues) => !issues.some((issue) => issue.path[0] === 'type' && issue.path.length === 1));
  const issue = own.flat()[0];
  if (!issue) return [`unsupported type: ${String(typeOf(block))} [json-pointer:/blocks/${index}/type]`];
  return [`${issue.message} [json-pointer:/blocks/${[index, ...issue.path.map(String)].join('/')}]`];
}

function repeatedIds(blocks: readonly unknown[]): string[] {
  const ids = blocks.flatMap((block) => (block as { block_id?: string } | null)?.block_id ?? []);
  const repeated = ids.find((id, index) => ids.indexOf(id) !== index);
  return repeated === undefined ? [] : [`block_id \`${repeated}\` is not unique [json-pointer:/blocks]`];
}

function unknownFiles(blocks: readonly unknown[], known: ReadonlySet<string>): string[] {
  return blocks.flatMap((block, index) => {
    const file = (block as { slack_file?: { id?: string } } | null)?.slack_file;
    return file?.id !== undefined && !known.has(file.id)
      ? [`invalid slack file [json-pointer:/blocks/${index}/slack_file]`]
      : [];
  });
}

/** All text that a reader would see, in characters. */
function charactersOf(value: unknown): number {
  if (Array.isArray(value)) return value.reduce((sum: number, item) => sum + charactersOf(item), 0);
  if (typeof value !== 'object' || value === null) return 0;
  return Object.entries(value).reduce(
    (sum, [key, inner]) => sum + (key === 'text' && typeof inner === 'string' ? inner.length : charactersOf(inner)),
    0,
  );
}
