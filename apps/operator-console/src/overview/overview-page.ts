import { listUrl } from '../catalogue/list-query.ts';
import { html, type Markup } from '../pages/html.ts';
import { layout } from '../pages/layout.ts';
import { table } from '../pages/table.ts';
import { duration, inUtc, titleOf } from '../pages/wording.ts';
import type { ShownOverview } from './shown-overview.ts';

/** What runs now, what became of the last day, and what is stuck. */
export function overviewPage(overview: ShownOverview, now: number): string {
  return layout(
    'Overview',
    html`<h1>Overview</h1>${stuckPart(overview)}${livePart(overview, now)}${lastDayPart(overview)}${queuesPart(overview)}`,
    '/',
  );
}

function stuckPart({ stuck }: ShownOverview): Markup {
  if (stuck.length === 0) return html`<p class="soft">Nothing is stuck.</p>`;
  const lines = stuck.map(
    (one) =>
      html`<li><a href="${one.href}">${one.title}</a>: ${one.what}${one.why === null ? '' : `: ${one.why}`} <span class="soft">since ${inUtc(one.since)}</span></li>`,
  );
  return html`<section class="stuck" aria-labelledby="stuck"><h2 id="stuck">Stuck (${stuck.length})</h2><ul>${lines}</ul></section>`;
}

const maxLive = 50;

function livePart({ live }: ShownOverview, now: number): Markup {
  if (live.length === 0) return html`<h2>Running now</h2><p class="soft">No investigation runs.</p>`;
  const columns = [
    { title: 'Incident' },
    { title: 'Priority', isShort: true },
    { title: 'State', isShort: true },
    { title: 'For', isNumber: true },
  ];
  const rows = live.slice(0, maxLive).map((one) => ({
    cells: [
      html`<a href="/investigations/${encodeURIComponent(one.id)}">${titleOf(one)}</a>`,
      html`${one.priority}`,
      html`${one.state}`,
      html`${duration(now - Date.parse(one.queuedAt))}`,
    ],
  }));
  const cut = html`<p><a href="${listUrl({ state: 'running' })}">All that run</a></p>`;
  return html`<h2>Running now (${live.length})</h2>${table('Running now', columns, rows)}${live.length > maxLive ? cut : html``}`;
}

const states = new Set(['completed', 'failed', 'stopped', 'held']);
const verdicts = new Set(['root cause', 'inconclusive', 'healthy']);

function lastDayPart({ lastDay, timeToFindings, notStarted }: ShownOverview): Markup {
  const figures = lastDay.map(({ outcome, count }) => figure(String(count), outcome, urlOf(outcome)));
  const refused = figure(String(notStarted), 'not started', listUrl({ state: 'not_started' }));
  const times = timeToFindings
    ? [
        figure(duration(timeToFindings.median), 'to findings, median', null),
        figure(duration(timeToFindings.slowest), 'to findings, slowest', null),
      ]
    : [];
  return html`<h2>Last 24 hours</h2><ul class="figures">${figures}${refused}${times}</ul>`;
}

function figure(value: string, what: string, href: string | null): Markup {
  return html`<li><b>${value}</b>${href === null ? html`${what}` : html`<a href="${href}">${what}</a>`}</li>`;
}

/** The list of all with this outcome, not only of the last day. */
function urlOf(outcome: string): string | null {
  const value = outcome.replace(/ /g, '_');
  if (verdicts.has(outcome)) return listUrl({ verdict: value as 'healthy' });
  return states.has(outcome) ? listUrl({ state: value as 'failed' }) : null;
}

function queuesPart({ queues }: ShownOverview): Markup {
  const columns = [
    { title: 'Queue' },
    { title: 'Waiting', isNumber: true },
    { title: 'Oldest', isNumber: true },
    { title: 'Active', isNumber: true },
    { title: 'Delayed', isNumber: true },
    { title: 'Failed', isNumber: true },
  ];
  const rows = queues.map((queue) => ({
    cells: [
      html`<a href="/queues/queue/${queue.name}">${queue.name}</a>`,
      html`${queue.waiting}`,
      html`${queue.oldestMs === null ? '' : duration(queue.oldestMs)}`,
      html`${queue.active}`,
      html`${queue.delayed}`,
      html`${queue.failed}`,
    ],
  }));
  return html`<h2>Queues</h2>${table('Queues', columns, rows)}`;
}
