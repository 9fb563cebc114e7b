/** Text as it may stand in a page. */
export const escapeHtml = (text: string): string =>
  text
    .replaceAll('&', '&amp;')
    .replaceAll('<', '&lt;')
    .replaceAll('>', '&gt;')
    .replaceAll('"', '&quot;')
    .replaceAll("'", '&#39;');

const emojis: Readonly<Record<string, string>> = {
  white_check_mark: '✅',
  warning: '⚠️',
  rotating_light: '🚨',
  mag: '🔍',
  hourglass_flowing_sand: '⏳',
  large_green_circle: '🟢',
  large_yellow_circle: '🟡',
  red_circle: '🔴',
  white_circle: '⚪',
  dart: '🎯',
  grey_question: '❔',
  thumbsup: '👍',
  '+1': '👍',
  thumbsdown: '👎',
  '-1': '👎',
  x: '❌',
  fox_face: '🦊',
};

/** `:warning:` as Slack draws it; names it does not know stay as they are. Takes and gives HTML. */
export const drawEmojis = (html: string): string =>
  html.replace(/:([\w+-]+):/g, (whole, name: string) => emojis[name] ?? whole);

/** A link only when it goes to the web: anything else is shown as text. */
export function link(url: string, label: string): string {
  if (!/^https?:\/\//.test(url)) return escapeHtml(label);
  return `<a href="${escapeHtml(url)}" rel="noreferrer">${escapeHtml(label)}</a>`;
}
