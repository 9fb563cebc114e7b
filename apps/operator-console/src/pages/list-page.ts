import type { Investigation } from '@incidentfox/incident';
import type { InvestigationEntry } from '@incidentfox/investigations';
import { html, type Markup } from './html.ts';
import { layout } from './layout.ts';
import { inUtc, titleOf } from './wording.ts';

/** Every investigation, newest first. Private incidents show their reference only; a record that cannot be read, its id. */
export function listPage(entries: readonly InvestigationEntry[]): string {
  const rows = entries.map((entry) =>
    'investigation' in entry ? rowOf(entry.investigation) : unreadableRow(entry.id),
  );
  const table = html`<table><tr><th>Incident</th><th>Priority</th><th>Outcome</th><th>Confidence</th><th>Started</th></tr>${rows}</table>`;
  const nothing = html`<p class="soft">Nothing has been investigated yet. Investigations appear here when incident.io's webhook arrives.</p>`;
  return layout('Investigations', html`<h1>Investigations</h1>${rows.length > 0 ? table : nothing}`);
}

function rowOf(one: Investigation): Markup {
  return html`<tr>
<td><a href="/investigations/${encodeURIComponent(one.id)}">${titleOf(one)}</a></td>
<td>${one.priority}</td><td>${one.report?.verdict.replace('_', ' ') ?? one.state}</td>
<td class="number">${one.report ? `${Math.round(one.report.confidence * 100)}%` : ''}</td>
<td>${inUtc(one.queuedAt)}</td></tr>`;
}

function unreadableRow(id: string): Markup {
  return html`<tr><td>${id}</td><td></td><td>cannot be read</td><td></td><td></td></tr>`;
}
