import { InvestigationState, Priority, Verdict } from '@incidentfox/incident';
import type { NotStartedSince } from '@incidentfox/investigations';
import type { Found, Listed } from '../catalogue/catalogue.ts';
import { type ListQuery, listUrl } from '../catalogue/list-query.ts';
import { html, type Markup } from '../pages/html.ts';
import { layout } from '../pages/layout.ts';
import { type Row, table } from '../pages/table.ts';
import { causeInWords, inUtc, outcomeOf, percent, titleOf } from '../pages/wording.ts';

export interface List extends Found {
  readonly notStarted: readonly NotStartedSince[];
}

/** What was found of all investigations, newest first, and what was never started. */
export function listPage(query: ListQuery, list: List): string {
  const isAsked = query.text !== '' || query.verdict !== null || query.state !== null || query.priority !== null;
  const shown = query.state === 'not_started' ? html`` : foundPart(query, list, isAsked);
  const title = query.text === '' ? 'Investigations' : `${query.text} in investigations`;
  return layout(
    title,
    html`<h1>Investigations</h1>${form(query)}${notStartedPart(query, list, isAsked)}${shown}`,
    '/investigations',
  );
}

function foundPart(query: ListQuery, list: List, isAsked: boolean): Markup {
  const unread = html`<p class="soft">${list.unread} older records were not read yet: a search does not cover them.</p>`;
  const columns = [
    { title: 'Incident' },
    { title: 'Priority', isShort: true },
    { title: 'Outcome', isShort: true },
    { title: 'Confidence', isNumber: true },
    { title: 'Cause' },
    { title: 'Queued', isShort: true },
  ];
  const some = html`${table('Investigations, newest first', columns, list.shown.map(rowOf))}${pagesPart(query, list)}`;
  const count = html`<p class="soft" role="status">${list.total} ${list.total === 1 ? 'investigation' : 'investigations'}${isAsked ? ' found' : ''}</p>`;
  const nothing = html`<p class="soft">Nothing has been investigated yet. Investigations appear here when incident.io's webhook arrives.</p>`;
  const body = list.total === 0 && !isAsked ? nothing : html`${count}${list.total > 0 ? some : html``}`;
  return html`<h2>Investigated</h2>${list.unread > 0 ? unread : html``}${body}`;
}

function rowOf({ id, queuedAt, summary }: Listed): Row {
  const at = html`${inUtc(queuedAt)}`;
  const href = `/investigations/${encodeURIComponent(id)}`;
  if (summary === null)
    return {
      cells: [
        html`<a href="${href}">${id}</a>`,
        html``,
        html`<span class="bad">cannot be read</span>`,
        html``,
        html``,
        at,
      ],
    };
  const run = summary.revision > 1 ? html` <span class="soft">run ${summary.revision}</span>` : html``;
  return {
    cells: [
      html`<a href="${href}">${titleOf(summary)}</a>${run}`,
      html`${summary.priority}`,
      html`${outcomeOf(summary)}`,
      html`${summary.confidence === null ? '' : percent(summary.confidence)}`,
      html`${causeInWords(summary.cause)}`,
      at,
    ],
  };
}

function notStartedPart(query: ListQuery, { notStarted }: List, isAsked: boolean): Markup {
  const isOnly = query.state === 'not_started';
  if (!isAsked || (notStarted.length === 0 && !isOnly)) return html``;
  const none = html`<p class="soft">None in the last week${query.text === '' ? '' : ' that fits'}. Those that are paused are <a href="${listUrl({ state: 'held' })}">held</a>.</p>`;
  const columns = [
    { title: 'Incident' },
    { title: 'Priority', isShort: true },
    { title: 'Why not' },
    { title: 'Since', isShort: true },
  ];
  const rows = notStarted.slice(0, maxShown).map((one) => ({
    cells: [html`${titleOf(one)}`, html`${one.priority}`, html`${one.reason}`, html`${inUtc(one.since)}`],
  }));
  const cut = html`<p class="soft">The latest ${maxShown} of ${notStarted.length}: search for a reference to see one of the others.</p>`;
  const some = html`${table('Incidents that were not started', columns, rows)}${notStarted.length > maxShown ? cut : html``}`;
  return html`<h2>Not started</h2>${notStarted.length > 0 ? some : none}`;
}
const maxShown = 100;

function form(query: ListQuery): Markup {
  return html`<form class="search" role="search" action="/investigations" method="get">
<label class="wide">Reference, name, service or cause<input type="search" name="q" value="${query.text}" maxlength="200" autocomplete="off"></label>
${choice('State', 'state', [...InvestigationState.options, 'not_started'], query.state)}
${choice('Verdict', 'verdict', Verdict.options, query.verdict)}
${choice('Priority', 'priority', Priority.options, query.priority)}
<button>Search</button></form>`;
}

function choice(title: string, name: string, options: readonly string[], chosen: string | null): Markup {
  const lines = options.map(
    (one) =>
      html`<option value="${one}"${one === chosen ? html` selected` : html``}>${one.replace(/_/g, ' ')}</option>`,
  );
  return html`<label>${title}<select name="${name}"><option value="">any</option>${lines}</select></label>`;
}

function pagesPart(query: ListQuery, { page, pages }: List): Markup {
  if (pages === 1) return html``;
  const to = (wanted: number, word: string) =>
    wanted < 1 || wanted > pages ? html`` : html`<a href="${listUrl({ ...query, page: wanted })}">${word}</a>`;
  return html`<nav class="pages" aria-label="Pages">${to(page - 1, 'Newer')}<span>Page ${page} of ${pages}</span>${to(page + 1, 'Older')}</nav>`;
}
