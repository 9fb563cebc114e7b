import { maxTextRead } from '../thresholds.ts';

/**
 * Text from incidents, logs and commits, made harmless before it is shown. Rich text never interprets what it holds, so
 * there the aim is only that nothing hides or rearranges the line; the notification text has a second, stricter treatment.
 */

/** Zero-width characters, direction overrides, tag characters, fillers, byte order marks: they hide text or turn it around. */
const invisible = /[\p{Default_Ignorable_Code_Point}\ufff9-\ufffb]/gu;
const control = /[\p{Cc}\u2028\u2029]+/gu;
const loneSurrogate = /\p{Surrogate}/gu;
/** More than two combining marks on one letter climb over the neighbouring lines. */
const stackedMarks = /(\p{M}{2})\p{M}+/gu;
/** What Slack's own markup would read as a mention, a channel or a link. */
const markupOpening = /<(?=[!@#]|[a-z][a-z0-9+.-]*:)/gi;
const broadcast = /@(?=(?:channel|here|everyone)\b)/gi;

/** One line for a rich text or plain text element: visible, in reading order, without live markup. */
export function oneLine(text: string): string {
  return disarm(text).replace(control, ' ').replace(/\s+/g, ' ').trim();
}

function disarm(text: string): string {
  return text
    .slice(0, maxTextRead)
    .replace(loneSurrogate, '\ufffd')
    .replace(invisible, '')
    .replace(stackedMarks, '$1')
    .replace(markupOpening, '\u2039')
    .replace(broadcast, '\uff20');
}

/**
 * For the `text` of a message: the notification, and all there is when Slack refuses the blocks. Web addresses and domains
 * are written so that no client makes links of them, formatting signs are replaced by their look-alikes, and `& < >` are
 * escaped as Slack asks.
 */
export function notificationText(text: string): string {
  return escapeMarkup(unformat(unlink(text)));
}

/** Breaks what clients turn into links: `https: //host`, `evil[.]com`. */
export function unlink(text: string): string {
  return text.replace(/:\/\//g, ': //').replace(/([\p{L}\d])\.(?=\p{L}{2,})/gu, '$1[.]');
}

const lookAlikes: Readonly<Record<string, string>> = { '*': '∗', '`': 'ʹ', '~': '∼', _: 'ˍ' };

/** An underscore inside a name formats nothing and stays. */
function unformat(text: string): string {
  return text.replace(/[*`~]|(?<![\p{L}\d])_|_(?![\p{L}\d])/gu, (sign) => lookAlikes[sign] ?? sign);
}

/** Slack's three escapes, and only those. */
export function escapeMarkup(text: string): string {
  return text.replace(/&/g, '&amp;').replace(/</g, '&lt;').replace(/>/g, '&gt;');
}
