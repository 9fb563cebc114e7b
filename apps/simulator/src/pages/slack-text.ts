import type { Channel, Message, Workspace } from '../vendors/slack/workspace.ts';

/** A channel as lines for a terminal: root messages, each followed by its thread. */
export function slackText(workspace: Workspace, channel: Channel): string {
  const roots = channel.messages.filter((message) => message.threadTs === null);
  const shown = roots.flatMap((root) => {
    const thread = channel.messages.filter((message) => message.threadTs === root.ts);
    const replies = thread.flatMap((reply) => indent(messageText(workspace, reply), '    │ '));
    const heading =
      thread.length > 0 ? [`    ┌ thread, ${thread.length} ${thread.length === 1 ? 'reply' : 'replies'}`] : [];
    return [...messageText(workspace, root), ...heading, ...replies, ''];
  });
  return `${[`#${channel.name}`, '', ...shown].join('\n')}\n`;
}

function messageText(workspace: Workspace, message: Message): string[] {
  const author = message.author.kind === 'bot' ? 'IncidentFox' : message.author.name;
  const at = new Date(Number(message.ts) * 1000).toISOString().slice(11, 19);
  const edited = message.editedAt === null ? '' : '  (edited)';
  const lines =
    message.blocks.length > 0 ? message.blocks.flatMap((block) => blockText(block as Block)) : [plain(message.text)];
  return [
    `${author}  ${at} UTC${edited}`,
    ...lines.flatMap((line) => line.split('\n')).map((line) => `  ${line}`.trimEnd()),
  ].map((line) => line.replaceAll(workspace.botUserId, 'IncidentFox'));
}

interface Text {
  readonly type: string;
  readonly text: string;
}
interface Block {
  readonly type: string;
  readonly text?: Text | string;
  readonly fields?: readonly Text[];
  readonly elements?: readonly Element[];
  readonly rows?: readonly (readonly Element[])[];
  readonly alt_text?: string;
  readonly title?: Text;
}
interface Element extends Block {
  readonly style?: unknown;
  readonly url?: string;
  readonly value?: unknown;
  readonly name?: string;
  readonly positive_button?: { readonly text: Text };
  readonly negative_button?: { readonly text: Text };
}

/** Lines of one block. Exported for the tests. */
export function blockText(block: Block): string[] {
  switch (block.type) {
    case 'header':
      return ['', textOf(block.text).toUpperCase()];
    case 'divider':
      return ['─'.repeat(60)];
    case 'section':
      return [
        ...(block.text ? [plain(textOf(block.text))] : []),
        ...(block.fields ?? []).map((field) => plain(field.text)),
      ];
    case 'context':
      return [
        (block.elements ?? []).map((element) => plain(textOf(element.text) || (element.alt_text ?? ''))).join('  ·  '),
      ];
    case 'actions':
      return [(block.elements ?? []).map((element) => `[ ${textOf(element.text) || '…'} ]`).join(' ')];
    case 'context_actions':
      return [
        (block.elements ?? [])
          .flatMap((element) => [
            element.positive_button?.text.text,
            element.negative_button?.text.text,
            textOf(element.text),
          ])
          .filter(Boolean)
          .map((label) => `[ ${label} ]`)
          .join(' '),
      ];
    case 'image':
      return [`[picture: ${block.alt_text ?? ''}]`];
    case 'rich_text':
      return (block.elements ?? []).flatMap((element) => richLines(element));
    case 'table':
      return (block.rows ?? []).map((row) =>
        row.map((cell) => textOf(cell.text) || String(cell.value ?? '') || richLines(cell).join(' ')).join(' | '),
      );
    case 'markdown':
      return [textOf(block.text)];
    default:
      return [`[${block.type}]`];
  }
}

const textOf = (text: Text | string | undefined): string => (typeof text === 'string' ? text : (text?.text ?? ''));

function richLines(element: Element): string[] {
  const inner = element.elements ?? [];
  if (element.type === 'rich_text_list') {
    return inner.map((item, i) => `${element.style === 'ordered' ? `${i + 1}.` : '•'} ${richLines(item).join(' ')}`);
  }
  if (element.type === 'rich_text') return inner.flatMap(richLines);
  const line = inner.map((part) => textOf(part.text) || part.url || (part.name ? `:${part.name}:` : '')).join('');
  return element.type === 'rich_text_section'
    ? [line]
    : indent(line.split('\n'), element.type === 'rich_text_quote' ? '> ' : '  ');
}

/** mrkdwn without its marks, links as their words. */
function plain(text: string): string {
  return text
    .replace(/<([^|>]+)\|([^>]+)>/g, '$2')
    .replace(/<([^>]+)>/g, '$1')
    .replace(/(^|\W)[*_~]([^*_~\n]+)[*_~](?=\W|$)/g, '$1$2')
    .replaceAll('&lt;', '<')
    .replaceAll('&gt;', '>')
    .replaceAll('&amp;', '&');
}

const indent = (lines: readonly string[], by: string): string[] => lines.map((line) => by + line);
