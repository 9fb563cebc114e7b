import { html, type Markup } from './html.ts';

const style = `
:root { color-scheme: light dark; --line: color-mix(in srgb, currentColor 18%, transparent); --soft: color-mix(in srgb, currentColor 62%, transparent) }
body { font: 15px/1.5 system-ui, sans-serif; max-width: 62rem; margin: 2rem auto; padding: 0 1rem }
h1 { font-size: 1.35rem; margin: 0 0 .3rem } h2 { font-size: 1rem; margin: 1.8rem 0 .4rem }
table { border-collapse: collapse; width: 100% } th, td { text-align: left; padding: .35rem .6rem .35rem 0; border-bottom: 1px solid var(--line); vertical-align: top }
th { font-weight: 600; color: var(--soft); font-size: .85rem } td { overflow-wrap: anywhere } td:first-child { white-space: nowrap } td.number { text-align: right; font-variant-numeric: tabular-nums }
nav, .soft { color: var(--soft) } nav a { margin-right: 1rem } code, pre { font: .85rem/1.45 ui-monospace, monospace } pre { white-space: pre-wrap; margin: .2rem 0 }
.tag { border: 1px solid var(--line); border-radius: .3rem; padding: 0 .35rem; font-size: .82rem } ol, ul { padding-left: 1.3rem; margin: .3rem 0 }
`;

/** A page of the console around its content. */
export function layout(title: string, content: Markup): string {
  return html`<!doctype html>
<html lang="en"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width">
<title>${title} · IncidentFox</title><link rel="stylesheet" href="/console.css"></head>
<body><nav><a href="/">Investigations</a><a href="/queues">Queues</a></nav>${content}</body></html>`.text;
}

export const stylesheet = style;
