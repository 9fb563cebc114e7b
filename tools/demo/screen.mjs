// Everything the demo prints.
const hasColors = Boolean(process.stdout.isTTY) && !process.env.NO_COLOR;
const paint = (code) => (text) => (hasColors ? `\u001b[${code}m${text}\u001b[0m` : text);
const bold = paint(1);
const dim = paint(2);
const rule = '─'.repeat(72);

export function showStart({ reference, scenario }) {
  console.log(
    `\n${bold(`${reference} is declared in incident.io`)} ${dim(`(scenario ${scenario}); its signed webhook was accepted`)}\n`,
  );
}

/** Prints each change with the seconds since the webhook. */
export const showNews = (started) => (where, lines) => {
  const seconds = `${((Date.now() - started) / 1000).toFixed(1)} s`.padStart(7);
  const [first, ...rest] = lines;
  const name = where === 'slack' ? 'Slack   ' : 'Timeline';
  console.log(`${dim(seconds)}  ${bold(name)}  ${first.trim()}`);
  for (const line of rest.slice(0, 12)) console.log(`${' '.repeat(19)}${line}`);
  if (rest.length > 12) console.log(dim(`${' '.repeat(19)}… ${rest.length - 12} more lines, in full below`));
};

export function showFindings(state, tookMs) {
  if (!state) return;
  console.log(`\n${rule}\n${bold('What a Slack reader sees now')}\n`);
  console.log(state.text.trimEnd());
  console.log(`\n${rule}\n${bold('The timeline in incident.io')}\n`);
  for (const entry of state.timeline) {
    console.log(`${entry.timestamp.slice(11, 19)} UTC  ${bold(entry.title)}`);
    for (const line of (entry.description ?? '').split('\n').filter((text) => text !== ''))
      console.log(dim(`              ${line}`));
  }
  console.log(`\n${rule}\nDelivered ${(tookMs / 1000).toFixed(1)} s after the webhook.`);
}

export function showUrls({ control, console: page }, { channel }) {
  console.log(`
  The channel as a page   ${control}/slack/${channel ?? ''}
  Investigations          ${page}/
  Queues                  ${page}/queues

Ctrl-C ends everything.`);
}
