import type { Evidence, Investigation, Report, Sentence } from '@incidentfox/incident';
import { costPart } from './cost-part.ts';
import { html, link, type Markup } from './html.ts';
import { layout } from './layout.ts';
import { inUtc, seconds, titleOf } from './wording.ts';

/**
 * One revision in full: the report with all its evidence, and every question that was asked. Whether it may be shown follows
 * what incident.io says of the incident now, which the latest revision holds.
 */
export function investigationPage(revision: Investigation, isPrivate: boolean): string {
  const one = { ...revision, isPrivate };
  const head = html`<h1>${titleOf(one)}</h1><p class="soft"><span class="tag">${one.priority}</span>
revision ${one.revision} · ${one.state} · queued ${inUtc(one.queuedAt)} ·
${link(one.incident?.permalink, 'open in incident.io')}</p>`;
  // a private incident's details belong to its own channel and timeline, not to everyone who may open the console
  if (one.isPrivate)
    return layout(titleOf(one), html`${head}<p>This incident is private: its findings are in its own channel.</p>`);
  const ending = one.ending ? html`<p>${one.ending}</p>` : html``;
  return layout(
    titleOf(one),
    html`${head}${ending}${one.report ? reportPart(one.report) : html``}${contextPart(one)}${costPart(one.questions)}${questionsPart(one)}`,
  );
}

function reportPart(report: Report): Markup {
  const percent = Math.round(report.confidence * 100);
  return html`<h2>${report.verdict.replace('_', ' ')} (confidence ${percent}%) <span class="soft">by engine ${report.engine}</span></h2><p>${report.summary.text}</p>
${sentences('ul', 'Why', report.rootCause)}${evidencePart(report.evidence)}
${sentences('ol', 'Recommended actions', report.actions)}
${report.alternatives.length > 0 ? sentences('ul', 'Other explanations', report.alternatives) : html``}
${sentences('ul', 'Ruled out', report.ruledOut)}
<h2>Timeline</h2><table>${report.timeline.map((event) => html`<tr><td class="short">${inUtc(event.at)}</td><td>${event.text}</td></tr>`)}</table>
${report.gaps.length > 0 ? html`<h2>Could not be checked</h2><ul>${report.gaps.map((gap) => html`<li>${gap.what}: ${gap.why}</li>`)}</ul>` : html``}
${report.nextQuestion ? html`<p>To decide: ${report.nextQuestion}</p>` : html``}`;
}

function sentences(
  list: 'ul' | 'ol',
  title: string,
  items: readonly (Sentence & { command?: string | null })[],
): Markup {
  if (items.length === 0) return html``;
  const lines = items.map(
    (item) =>
      html`<li>${item.text} <span class="soft">[${item.evidence.join(', ')}]</span>${item.command ? html`<pre>${item.command}</pre>` : html``}</li>`,
  );
  return list === 'ul' ? html`<h2>${title}</h2><ul>${lines}</ul>` : html`<h2>${title}</h2><ol>${lines}</ol>`;
}

function evidencePart(evidence: readonly Evidence[]): Markup {
  const rows = evidence.map(
    (e) => html`<tr><td><code>${e.id}</code></td><td>${e.title}${e.quote ? html`<pre>${e.quote}</pre>` : html``}</td>
<td class="short">${e.at === null ? '' : inUtc(e.at)}</td><td class="short">${link(e.link, e.source ?? 'incident')}</td></tr>`,
  );
  return html`<h2>Evidence</h2><table><tr><th></th><th>Fact</th><th>When</th><th>From</th></tr>${rows}</table>`;
}

function contextPart(one: Investigation): Markup {
  if (!one.context) return html``;
  const found = one.context.affected.map(
    (a) => html`<li>${a.service} <span class="soft">(${a.foundBy}: ${a.because})</span></li>`,
  );
  return html`<h2>Context</h2><p>Symptom: ${one.context.symptom}. Looked at ${inUtc(one.context.window.from)} to ${inUtc(one.context.window.to)}.</p><ul>${found}</ul>`;
}

function questionsPart(one: Investigation): Markup {
  const rows = one.questions.map(
    (
      q,
    ) => html`<tr><td><code>${q.id}</code></td><td class="short">${link(q.deepLink, `${q.source} ${q.capability}`)}</td><td class="short">${q.service ?? 'all services'}</td><td class="number">${q.round}</td>
<td>${q.state}${q.failure ? html`<br><span class="soft">${q.failure.http ? `HTTP ${q.failure.http}: ` : ''}${q.failure.message}</span>` : html``}</td>
<td class="number">${q.items}${q.truncated ? '+' : ''}</td><td class="number">${seconds(q.tookMs)}</td><td>${q.query === '' ? html`` : html`<details><summary>show</summary><pre>${q.query}</pre></details>`}</td></tr>`,
  );
  return html`<h2>Questions asked (${one.questions.length})</h2><table>
<tr><th></th><th>Source</th><th>Service</th><th>Round</th><th>Answer</th><th>Items</th><th>Took</th><th>Query</th></tr>${rows}</table>`;
}
