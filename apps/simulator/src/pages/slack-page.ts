import { type Channel, type Message, tsToMs, type Workspace } from '../vendors/slack/workspace.ts';
import { blockHtml, type Drawn, type PageSurroundings } from './block-html.ts';
import { drawEmojis, escapeHtml } from './html.ts';
import { mrkdwn } from './mrkdwn.ts';
import { slackStyle } from './slack-style.ts';

const refreshSeconds = 2;

/** A channel as a page close to how Slack draws it: what was posted, each thread under its message. It renews itself unless `still`. */
export function slackPage(
  workspace: Workspace,
  channel: Channel,
  options: { readonly filesUrl: string; readonly still: boolean },
): string {
  const draw = (message: Message) =>
    messageHtml(workspace, message, {
      filesUrl: options.filesUrl,
      pressUrl: `/slack/${channel.id}/press`,
      ts: message.ts,
    });
  const messages = channel.messages
    .filter((message) => message.threadTs === null || message.broadcast)
    .map((message) => draw(message) + (message.threadTs === null ? threadHtml(channel, message, draw) : ''));
  const notices = workspace.ephemerals
    .filter((notice) => notice.channelId === channel.id)
    .map(
      (notice) =>
        `<div class="message"><div class="avatar">🦊</div><div class="body"><div class="only-you">Only visible to you</div>${notice.blocks.map((block) => blockHtml(block as Drawn, { filesUrl: '', pressUrl: '', ts: '' })).join('') || mrkdwn(notice.text)}</div></div>`,
    );
  return `<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta http-equiv="content-security-policy" content="default-src 'none'; style-src 'unsafe-inline'; img-src http://127.0.0.1:* data:; form-action 'self'">
${options.still ? '' : `<meta http-equiv="refresh" content="${refreshSeconds}">`}
<title>#${escapeHtml(channel.name)}</title>
<style>${slackStyle}</style>
</head>
<body><div class="channel"><div class="name"># ${escapeHtml(channel.name)}</div>
${messages.join('\n')}
${notices.join('\n')}
</div></body>
</html>
`;
}

function threadHtml(channel: Channel, root: Message, draw: (message: Message) => string): string {
  const replies = channel.messages.filter((message) => message.threadTs === root.ts);
  if (replies.length === 0) return '';
  const count = `${replies.length} ${replies.length === 1 ? 'reply' : 'replies'}`;
  return `<div class="thread"><div class="count">${count}</div>${replies.map(draw).join('\n')}</div>`;
}

function messageHtml(_workspace: Workspace, message: Message, around: PageSurroundings): string {
  const { author } = message;
  const isBot = author.kind === 'bot' || author.id === 'U0INCIDENTIO';
  const name = author.kind === 'bot' ? 'IncidentFox' : author.name;
  const initials = name
    .split(' ')
    .map((word) => word[0])
    .join('')
    .slice(0, 2);
  const avatar =
    author.kind === 'bot' ? '<div class="avatar">🦊</div>' : `<div class="avatar person">${escapeHtml(initials)}</div>`;
  const at = new Date(tsToMs(message.ts)).toISOString().slice(11, 16);
  const blocks = message.blocks.map((block) => blockHtml(block as Drawn, around)).join('\n');
  const body = message.blocks.length > 0 ? blocks : `<div class="section"><div>${mrkdwn(message.text)}</div></div>`;
  const edited = message.editedAt === null ? '' : '<span class="edited">(edited)</span>';
  const replied = message.broadcast ? '<div class="context">replied to a thread</div>' : '';
  const reactions = [...message.reactions]
    .map(([emoji, users]) => `<span>${drawEmojis(`:${escapeHtml(emoji)}:`)} ${users.length}</span>`)
    .join('');
  return `<div class="message">${avatar}<div class="body">
<span class="author">${escapeHtml(name)}</span>${isBot ? '<span class="badge">APP</span>' : ''}<span class="at">${at} UTC</span>${edited}
${replied}${body}${reactions ? `<div class="reactions">${reactions}</div>` : ''}
</div></div>`;
}
