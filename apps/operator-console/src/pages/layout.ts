import { html, type Markup } from './html.ts';

/** The pages the head leads to. */
type Place = '/' | '/investigations' | '/queues';

const places: readonly (readonly [place: Place, title: string])[] = [
  ['/', 'Overview'],
  ['/investigations', 'Investigations'],
  ['/queues', 'Queues'],
];

/** A page of the console around its content, which begins with the only h1. */
export function layout(title: string, content: Markup, here: Place | null = null): string {
  const links = places.map(
    ([place, name]) => html`<a href="${place}"${place === here ? html` aria-current="page"` : html``}>${name}</a>`,
  );
  return html`<!doctype html>
<html lang="en"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width, initial-scale=1">
<title>${title} · IncidentFox</title><link rel="stylesheet" href="/console.css"></head>
<body><a class="skip" href="#content">Skip to the content</a>
<header><nav aria-label="Main"><strong>IncidentFox</strong>${links}</nav></header><main id="content" tabindex="-1">${content}</main></body></html>`
    .text;
}
