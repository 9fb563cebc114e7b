import { drawEmojis, escapeHtml, link } from './html.ts';
import { mrkdwn } from './mrkdwn.ts';

/** The parts of a block that are drawn; everything may be missing, because it comes from outside. */
export interface Drawn {
  readonly type?: string;
  readonly text?: Drawn | string;
  readonly fields?: readonly Drawn[];
  readonly elements?: readonly Drawn[];
  readonly accessory?: Drawn;
  readonly rows?: readonly (readonly Drawn[])[];
  readonly style?: string | Readonly<Record<string, boolean>>;
  readonly indent?: number;
  readonly url?: string;
  readonly name?: string;
  readonly unicode?: string;
  readonly user_id?: string;
  readonly range?: string;
  readonly value?: string | number;
  readonly action_id?: string;
  readonly alt_text?: string;
  readonly image_url?: string;
  readonly slack_file?: { readonly id?: string };
  readonly title?: Drawn;
  readonly positive_button?: Drawn;
  readonly negative_button?: Drawn;
  readonly placeholder?: Drawn;
  readonly fallback?: string;
}

/** Where pictures are and where a press of a button goes. */
export interface PageSurroundings {
  readonly filesUrl: string;
  readonly pressUrl: string;
  readonly ts: string;
}

export function blockHtml(block: Drawn, around: PageSurroundings): string {
  switch (block.type) {
    case 'header':
      return `<h3>${plainText(block.text)}</h3>`;
    case 'divider':
      return '<hr>';
    case 'section':
      return section(block, around);
    case 'context':
      return `<div class="context">${(block.elements ?? []).map((element) => (element.type === 'image' ? picture(element, around, 'small') : `<span>${textHtml(element)}</span>`)).join('')}</div>`;
    case 'actions':
      return `<div class="actions">${(block.elements ?? []).map((element) => control(element, around)).join('')}</div>`;
    case 'context_actions':
      return `<div class="actions quiet">${(block.elements ?? []).flatMap((element) => feedback(element, around)).join('')}</div>`;
    case 'image':
      return `${block.title ? `<div class="context">${plainText(block.title)}</div>` : ''}${picture(block, around, 'large')}`;
    case 'rich_text':
      return `<div class="rich">${(block.elements ?? []).map(richHtml).join('')}</div>`;
    case 'table':
      return `<table>${(block.rows ?? []).map((row) => `<tr>${row.map((cell) => `<td>${cellHtml(cell)}</td>`).join('')}</tr>`).join('')}</table>`;
    case 'markdown':
      return `<div class="rich">${escapeHtml(stringOf(block.text)).replaceAll('\n', '<br>')}</div>`;
    default:
      return `<div class="context">[${escapeHtml(block.type ?? 'unknown block')}]</div>`;
  }
}

const stringOf = (text: Drawn | string | undefined): string =>
  typeof text === 'string' ? text : typeof text?.text === 'string' ? text.text : '';
const plainText = (text: Drawn | string | undefined): string => drawEmojis(escapeHtml(stringOf(text)));
const textHtml = (text: Drawn): string =>
  text.type === 'mrkdwn' ? mrkdwn(stringOf(text)) : plainText(text).replaceAll('\n', '<br>');

function section(block: Drawn, around: PageSurroundings): string {
  const main = typeof block.text === 'object' ? textHtml(block.text) : '';
  const fields = block.fields
    ? `<div class="fields">${block.fields.map((field) => `<div>${textHtml(field)}</div>`).join('')}</div>`
    : '';
  const accessory = block.accessory
    ? `<div class="accessory">${block.accessory.type === 'image' ? picture(block.accessory, around, 'large') : control(block.accessory, around)}</div>`
    : '';
  return `<div class="section"><div>${main}${fields}</div>${accessory}</div>`;
}

function picture(image: Drawn, around: PageSurroundings, size: string): string {
  const url =
    image.slack_file?.id === undefined ? (image.image_url ?? '') : `${around.filesUrl}/files/${image.slack_file.id}`;
  return `<img class="${size}" src="${escapeHtml(url)}" alt="${escapeHtml(image.alt_text ?? '')}">`;
}

function control(element: Drawn, around: PageSurroundings): string {
  if (element.type === 'overflow') return '<span class="button">⋯</span>';
  if (element.type === 'static_select') return `<span class="button">${plainText(element.placeholder)} ⌄</span>`;
  if (element.url !== undefined)
    return `<a class="button" href="${escapeHtml(element.url)}">${plainText(element.text)}</a>`;
  return button(plainText(element.text), element, around, typeof element.style === 'string' ? element.style : '');
}

function feedback(element: Drawn, around: PageSurroundings): string[] {
  if (element.type !== 'feedback_buttons') return [control(element, around)];
  const one = (label: string, half: Drawn | undefined) =>
    button(
      `${label} ${plainText(half?.text)}`,
      { ...half, ...(element.action_id === undefined ? {} : { action_id: element.action_id }) },
      around,
      '',
    );
  return [one('👍', element.positive_button), one('👎', element.negative_button)];
}

/** A button that really works: the press reaches the app as Slack would send it. */
function button(label: string, element: Drawn, around: PageSurroundings, style: string): string {
  const hidden = { ts: around.ts, action_id: element.action_id ?? '', value: String(element.value ?? '') };
  const inputs = Object.entries(hidden).map(
    ([name, value]) => `<input type="hidden" name="${name}" value="${escapeHtml(value)}">`,
  );
  return `<form method="post" action="${escapeHtml(around.pressUrl)}">${inputs.join('')}<button class="button ${escapeHtml(style)}">${label}</button></form>`;
}

function cellHtml(cell: Drawn): string {
  return cell.type === 'rich_text'
    ? (cell.elements ?? []).map(richHtml).join('')
    : escapeHtml(stringOf(cell.text) || String(cell.value ?? ''));
}

function richHtml(element: Drawn): string {
  const inner = element.elements ?? [];
  switch (element.type) {
    case 'rich_text_list': {
      const tag = element.style === 'ordered' ? 'ol' : 'ul';
      return `<${tag} class="indent-${element.indent ?? 0}">${inner.map((item) => `<li>${richHtml(item)}</li>`).join('')}</${tag}>`;
    }
    case 'rich_text_quote':
      return `<blockquote>${inner.map(inlineHtml).join('')}</blockquote>`;
    case 'rich_text_preformatted':
      return `<pre>${inner.map((part) => escapeHtml(stringOf(part.text) || (part.url ?? ''))).join('')}</pre>`;
    default:
      return `<div>${inner.map(inlineHtml).join('')}</div>`;
  }
}

function inlineHtml(part: Drawn): string {
  const style = typeof part.style === 'object' ? part.style : {};
  let html = escapeHtml(stringOf(part.text)).replaceAll('\n', '<br>');
  if (part.type === 'link') html = link(part.url ?? '', stringOf(part.text) || (part.url ?? ''));
  if (part.type === 'emoji') html = drawEmojis(`:${escapeHtml(part.name ?? '')}:`);
  if (part.type === 'user') html = `<span class="mention">@${escapeHtml(part.user_id ?? '')}</span>`;
  if (part.type === 'broadcast') html = `<span class="mention loud">@${escapeHtml(part.range ?? '')}</span>`;
  if (part.type === 'date') html = escapeHtml(part.fallback ?? '');
  if (style.code) html = `<code>${html}</code>`;
  if (style.bold) html = `<b>${html}</b>`;
  if (style.italic) html = `<i>${html}</i>`;
  if (style.strike) html = `<s>${html}</s>`;
  return html;
}
