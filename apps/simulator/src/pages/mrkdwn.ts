import { drawEmojis, escapeHtml, link } from './html.ts';

/** Slack's mrkdwn as HTML: fences, code, links and mentions, then bold, italic and strike. What an attacker could use is drawn as Slack would. */
export function mrkdwn(text: string): string {
  return text
    .split(/(```[\s\S]*?```)/g)
    .map((part) =>
      /^```[\s\S]*```$/.test(part) && part.length >= 6
        ? `<pre>${plain(part.slice(3, -3).replace(/^\n/, ''))}</pre>`
        : outsideFence(part),
    )
    .join('');
}

function outsideFence(text: string): string {
  return text
    .split(/(`[^`\n]+`)/g)
    .map((part) => (/^`[^`\n]+`$/.test(part) ? `<code>${plain(part.slice(1, -1))}</code>` : outsideCode(part)))
    .join('');
}

function outsideCode(text: string): string {
  const drawn = text
    .split(/(<[^<>\n]+>)/g)
    .map((part) => (/^<[^<>]+>$/.test(part) ? special(part.slice(1, -1)) : styled(plain(part))))
    .join('');
  return quotes(drawn).replaceAll('\n', '<br>');
}

/** `<@U1>`, `<#C1|name>`, `<!channel>`, `<https://x|label>`. */
function special(inner: string): string {
  const [target = '', label] = inner.split('|');
  if (target.startsWith('@')) return `<span class="mention">@${escapeHtml(label ?? target.slice(1))}</span>`;
  if (target.startsWith('#')) return `<span class="mention">#${escapeHtml(label ?? target.slice(1))}</span>`;
  if (target.startsWith('!date')) return plain(label ?? '');
  if (target.startsWith('!')) return `<span class="mention loud">@${escapeHtml(target.slice(1))}</span>`;
  return link(decode(target), decode(label ?? target));
}

const decode = (text: string): string => text.replaceAll('&lt;', '<').replaceAll('&gt;', '>').replaceAll('&amp;', '&');
const plain = (text: string): string => drawEmojis(escapeHtml(decode(text)));

function styled(html: string): string {
  const mark = (sign: string, tag: string) => (text: string) =>
    text.replace(
      new RegExp(
        `(^|[\\s(\\[{"'>.,;:!?-])${sign}(?=\\S)([^${sign}\\n]*[^\\s${sign}])${sign}(?=$|[\\s)\\]}"'<.,;:!?-])`,
        'g',
      ),
      `$1<${tag}>$2</${tag}>`,
    );
  return [mark('\\*', 'b'), mark('_', 'i'), mark('~', 's')].reduce((text, draw) => draw(text), html);
}

const quotes = (html: string): string =>
  html
    .split('\n')
    .map((line) => (line.startsWith('&gt;') ? `<span class="quote">${line.slice(4).trimStart()}</span>` : line))
    .join('\n');
