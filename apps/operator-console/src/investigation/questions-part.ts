import type { Investigation, RecordedQuestion } from '@incidentfox/incident';
import { html, link, type Markup } from '../pages/html.ts';
import { table } from '../pages/table.ts';
import { seconds } from '../pages/wording.ts';

const columns = [
  { title: 'Id', isShort: true },
  { title: 'Source', isShort: true },
  { title: 'Service' },
  { title: 'Round', isNumber: true },
  { title: 'Answer' },
  { title: 'Items', isNumber: true },
  { title: 'Took', isNumber: true },
  { title: 'Evidence' },
  { title: 'Query', isShort: true },
];

/** Every question with how it was answered, and the evidence that came of it. */
export function questionsPart({ questions, report }: Investigation): Markup {
  if (questions.length === 0) return html``;
  const evidenceOf = (id: string) => (report?.evidence ?? []).filter(({ questionId }) => questionId === id);
  const rows = questions.map((q) => ({ id: q.id, cells: cellsOf(q, evidenceOf(q.id)) }));
  return html`<h2>Questions asked (${questions.length})</h2>${table('Questions asked', columns, rows)}`;
}

function cellsOf(q: RecordedQuestion, evidence: readonly { id: string }[]): Markup[] {
  const failure = q.failure
    ? html`<br><span class="soft">${q.failure.http ? `HTTP ${q.failure.http}: ` : ''}${q.failure.message}</span>`
    : html``;
  const query = html`<details><summary>show<span class="unseen"> the query of ${q.id}</span></summary><pre>${q.query}</pre></details>`;
  return [
    html`<code>${q.id}</code>`,
    link(q.deepLink, `${q.source} ${q.capability}`),
    html`${q.service ?? 'all services'}`,
    html`${q.round}`,
    html`${q.state}${failure}`,
    html`${q.items}${q.truncated ? '+' : ''}`,
    html`${seconds(q.tookMs)}`,
    html`${evidence.map(({ id }, at) => html`${at > 0 ? ', ' : ''}<a href="#${id}">${id}</a>`)}`,
    q.query === '' ? html`` : query,
  ];
}
