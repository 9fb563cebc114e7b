/** Text that is safe to place in a page. Made by `html` only. */
export class Markup {
  readonly text: string;
  constructor(text: string) {
    this.text = text;
  }
}

type Content = string | number | null | Markup | readonly Markup[];

/** A tagged template that escapes everything it is given, except markup it made itself. */
export function html(parts: TemplateStringsArray, ...contents: readonly Content[]): Markup {
  return new Markup(parts.reduce((text, part, i) => text + render(contents[i - 1] ?? '') + part));
}

const entities: Record<string, string> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;', "'": '&#39;' };

/** Signs nobody sees, and those that turn the direction of the text around them: with them a text can look like another. */
const invisible = /[\p{Cc}\p{Cf}\p{Zl}\p{Zp}\p{Default_Ignorable_Code_Point}]/gu;
/** Line breaks and tabs do no harm, and the last one only says that the sign before it is an emoji. */
const harmless: ReadonlySet<string> = new Set(['\t', '\n', '\ufe0f']);

function show(sign: string): string {
  return harmless.has(sign) ? sign : `[U+${(sign.codePointAt(0) ?? 0).toString(16).toUpperCase().padStart(4, '0')}]`;
}

function render(content: Content): string {
  if (content instanceof Markup) return content.text;
  if (Array.isArray(content)) return content.map((one: Markup) => one.text).join('');
  return String(content ?? '')
    .replace(invisible, show)
    .replace(/[&<>"']/g, (sign) => entities[sign] ?? sign);
}

/** A link that can only lead to the web: telemetry is untrusted, and so are its links. */
export function link(url: string | null | undefined, text: string): Markup {
  return url && /^https?:\/\//.test(url) ? html`<a href="${url}" rel="noreferrer noopener">${text}</a>` : html`${text}`;
}
