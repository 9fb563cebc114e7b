import type { Investigation } from '@incidentfox/incident';
import { html } from './html.ts';
import { layout } from './layout.ts';
import { inUtc, titleOf } from './wording.ts';

/** Every investigation, newest first. Private incidents show their reference only. */
export function listPage(investigations: readonly Investigation[]): string {
  const rows = investigations.map(
    (one) => html`<tr>
<td><a href="/investigations/${encodeURIComponent(one.id)}">${titleOf(one)}</a></td>
<td>${one.priority}</td><td>${one.report?.verdict.replace('_', ' ') ?? one.state}</td>
<td class="number">${one.report ? `${Math.round(one.report.confidence * 100)}%` : ''}</td>
<td>${inUtc(one.queuedAt)}</td></tr>`,
  );
  const table = html`<table><tr><th>Incident</th><th>Priority</th><th>Outcome</th><th>Confidence</th><th>Started</th></tr>${rows}</table>`;
  const nothing = html`<p class="soft">Nothing has been investigated yet. Investigations appear here when incident.io's webhook arrives.</p>`;
  return layout('Investigations', html`<h1>Investigations</h1>${rows.length > 0 ? table : nothing}`);
}
