import { html, type Markup } from './html.ts';

const style = `
:root { color-scheme: light dark; --paper: light-dark(#fbfaf8, #16181b); --card: light-dark(#fff, #1d2024); --ink: light-dark(#23262b, #e3e5e8);
  --soft: light-dark(#656b75, #9aa1ab); --line: light-dark(#e6e3de, #30343a); --accent: light-dark(#b4490f, #f0a36b) }
* { box-sizing: border-box }
body { font: 15px/1.55 system-ui, sans-serif; background: var(--paper); color: var(--ink); max-width: 66rem; margin: 0 auto; padding: 1.5rem 1.25rem 4rem }
nav { display: flex; gap: 1.25rem; padding-bottom: .9rem; margin-bottom: 1.75rem; border-bottom: 1px solid var(--line) }
nav strong { color: var(--accent); margin-right: auto } nav a { color: var(--soft) }
a { color: var(--accent); text-decoration: none } a:hover { text-decoration: underline }
h1 { font-size: 1.5rem; line-height: 1.3; margin: 0 0 .4rem; overflow-wrap: anywhere } h2 { font-size: 1.02rem; margin: 2.1rem 0 .5rem } h2::first-letter { text-transform: uppercase }
table { border-collapse: collapse; width: 100%; background: var(--card); font-size: .92rem }
th, td { text-align: left; padding: .5rem .7rem; border-bottom: 1px solid var(--line); vertical-align: top; overflow-wrap: anywhere }
td.short { white-space: nowrap; width: 1%; overflow-wrap: normal } th { font-weight: 600; color: var(--soft); font-size: .82rem } td:first-child { min-width: 3rem }
.number { text-align: right; font-variant-numeric: tabular-nums; white-space: nowrap } .soft { color: var(--soft) }
code, pre { font: .84rem/1.5 ui-monospace, monospace } pre { white-space: pre-wrap; overflow-wrap: anywhere; margin: .35rem 0; padding: .45rem .65rem; border-left: 3px solid var(--line); background: var(--paper) }
details { min-width: 4rem } summary { cursor: pointer; color: var(--soft) } details[open] { min-width: 18rem }
.tag { border: 1px solid var(--line); border-radius: .35rem; padding: 0 .4rem; font-size: .82rem; color: var(--ink) }
ol, ul { padding-left: 1.3rem; margin: .3rem 0 } li { margin: .3rem 0 }
`;

/** A page of the console around its content. */
export function layout(title: string, content: Markup): string {
  return html`<!doctype html>
<html lang="en"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width">
<title>${title} · IncidentFox</title><link rel="stylesheet" href="/console.css"></head>
<body><nav><strong>IncidentFox</strong><a href="/">Investigations</a><a href="/queues">Queues</a></nav>${content}</body></html>`
    .text;
}

export const stylesheet = style;
