/** What Slack's documentation lets a request say, kept apart from the code under test: arguments by method, hard limits of blocks. */
const documented: Readonly<Record<string, readonly string[]>> = {
  'auth.test': [],
  'chat.postMessage': [
    'channel',
    'text',
    'blocks',
    'thread_ts',
    'reply_broadcast',
    'parse',
    'link_names',
    'mrkdwn',
    'unfurl_links',
    'unfurl_media',
    'metadata',
  ],
  'chat.update': ['channel', 'ts', 'text', 'blocks', 'parse', 'link_names', 'metadata', 'reply_broadcast', 'file_ids'],
  'chat.delete': ['channel', 'ts'],
  'chat.postEphemeral': ['channel', 'user', 'text', 'blocks', 'thread_ts', 'parse', 'link_names'],
  'conversations.join': ['channel'],
  'conversations.info': ['channel'],
  'conversations.members': ['channel', 'limit', 'cursor'],
  'conversations.history': ['channel', 'oldest', 'latest', 'inclusive', 'limit', 'include_all_metadata', 'cursor'],
  'conversations.replies': [
    'channel',
    'ts',
    'oldest',
    'latest',
    'inclusive',
    'limit',
    'include_all_metadata',
    'cursor',
  ],
  'views.open': ['trigger_id', 'view'],
};

export function argumentFaults(method: string, args: Readonly<Record<string, unknown>>): string | null {
  const allowed = documented[method];
  if (!allowed) return 'unknown_method';
  const unknown = Object.keys(args).find((name) => name !== 'token' && !allowed.includes(name));
  return unknown ? `invalid_arguments: ${unknown}` : null;
}

type Json = { [name: string]: unknown };
const maxText: Readonly<Record<string, number>> = { header: 150, section: 3000 };
const blockTypes = new Set(['header', 'section', 'context', 'actions', 'divider', 'rich_text', 'image', 'input']);

/** Slack's `invalid_blocks`, as far as documented limits go. */
export function blockFault(blocks: unknown): string | null {
  if (!Array.isArray(blocks)) return 'blocks is not a list';
  if (blocks.length > 50) return 'more than 50 blocks';
  for (const block of blocks as Json[]) {
    const type = String(block.type);
    if (!blockTypes.has(type)) return `unknown block ${type}`;
    const text = (block.text as Json | undefined)?.text;
    if (typeof text === 'string' && (text.length === 0 || text.length > (maxText[type] ?? 3000)))
      return `${type} text has ${text.length} characters`;
    if (typeof block.block_id === 'string' && block.block_id.length > 255) return 'block_id too long';
    const elements = block.elements as Json[] | undefined;
    if (type === 'context' && (elements?.length ?? 0) > 10) return 'context has more than 10 elements';
    if (type === 'actions' && (elements ?? []).length > 25) return 'actions has more than 25 elements';
    if (type === 'rich_text' && emptyRichText(block)) return 'rich_text has an empty element';
  }
  return JSON.stringify(blocks).length > 60_000 ? 'msg_blocks_too_long' : null;
}

function emptyRichText(value: unknown): boolean {
  if (Array.isArray(value)) return value.some(emptyRichText);
  if (typeof value !== 'object' || value === null) return false;
  const node = value as Json;
  if (node.type === 'text' && (node.text === '' || typeof node.text !== 'string')) return true;
  if (Array.isArray(node.elements) && node.elements.length === 0) return true;
  return Object.values(node).some(emptyRichText);
}
