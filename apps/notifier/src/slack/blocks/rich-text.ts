import type {
  KnownBlock,
  RichTextBlock,
  RichTextElement,
  RichTextLink,
  RichTextList,
  RichTextSection,
  RichTextText,
} from '@slack/types';
import { shorten } from '../../text/shorten.ts';
import { oneLine } from '../../text/untrusted-text.ts';
import { isTrustedHost } from '../trusted-hosts.ts';

/** Our own words. */
export function plain(text: string): RichTextText {
  return { type: 'text', text };
}

export function bold(text: string): RichTextText {
  return { type: 'text', text, style: { bold: true } };
}

/** Anything that came from outside, on one line and not longer than `max`. */
export function quoted(text: string, max: number): RichTextText {
  return { type: 'text', text: shorten(oneLine(text), max) || '(empty)' };
}

/** The same, in the look of code: log lines, commands. */
export function code(text: string, max: number): RichTextText {
  return { type: 'text', text: shorten(oneLine(text), max) || '(empty)', style: { code: true } };
}

/** A link with our own label. Null when the address is not one a browser should open. */
export function link(url: string | null, label: string): RichTextLink | null {
  if (!url || url.length > 2000) return null;
  try {
    const { protocol, username, password, href } = new URL(url);
    if ((protocol !== 'https:' && protocol !== 'http:') || username || password) return null;
    return { type: 'link', url: href, text: label };
  } catch {
    return null;
  }
}

/** A link from outside: its label names the host, unless the configuration or a vendor does. */
export function outsideLink(url: string | null, label: string, trustedHosts: readonly string[]): RichTextLink | null {
  const made = link(url, label);
  if (!made) return null;
  const { host } = new URL(made.url);
  return isTrustedHost(host, trustedHosts) ? made : { ...made, text: `${label} (${shorten(oneLine(host), 80)})` };
}

export function line(...elements: readonly (RichTextElement | null)[]): RichTextSection {
  return { type: 'rich_text_section', elements: elements.filter((element) => element !== null) };
}

export function list(style: 'bullet' | 'ordered', items: readonly RichTextSection[]): RichTextList {
  return { type: 'rich_text_list', style, elements: [...items] };
}

export function richText(...elements: RichTextBlock['elements']): RichTextBlock {
  return { type: 'rich_text', elements };
}

/** A bold title and a list under it. Null when the list is empty, so that no empty section is drawn. */
export function titledList(
  title: string,
  style: 'bullet' | 'ordered',
  items: readonly RichTextSection[],
): RichTextBlock | null {
  return items.length === 0 ? null : richText(line(bold(title)), list(style, items));
}

/** The blocks without those that had nothing to show. */
export function present(blocks: readonly (KnownBlock | null)[]): KnownBlock[] {
  return blocks.filter((block) => block !== null);
}
