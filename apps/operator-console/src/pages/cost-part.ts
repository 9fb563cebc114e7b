import type { RecordedQuestion } from '@incidentfox/incident';
import { html, type Markup } from './html.ts';
import { seconds } from './wording.ts';

/** What the questions cost each source, dearest first, and all of them together. */
export function costPart(questions: readonly RecordedQuestion[]): Markup {
  if (questions.length === 0) return html``;
  const bySource = new Map<string, RecordedQuestion[]>();
  for (const one of questions) bySource.set(one.source, [...(bySource.get(one.source) ?? []), one]);
  const costs = [...bySource].map(([source, asked]) => costOf(source, asked));
  const rows = [...costs.sort((a, b) => b.requests - a.requests), costOf('all sources', questions)].map(
    (one) =>
      html`<tr><td>${one.source}</td><td class="number">${one.questions}</td><td class="number">${one.requests}</td>
<td class="number">${one.items}</td><td class="number">${kilobytes(one.bytes)}</td><td class="number">${seconds(one.longestMs)}</td></tr>`,
  );
  return html`<h2>What it cost</h2><table>
<tr><th>Source</th><th>Questions</th><th>Requests</th><th>Series and other items</th><th>Read</th><th>Longest answer</th></tr>${rows}</table>`;
}

function costOf(source: string, asked: readonly RecordedQuestion[]) {
  const sum = (of: (one: RecordedQuestion) => number) => asked.reduce((total, one) => total + of(one), 0);
  return {
    source,
    questions: asked.length,
    requests: sum(({ requests }) => requests),
    items: sum(({ items }) => items),
    bytes: sum(({ bytes }) => bytes),
    longestMs: asked.reduce((longest, { tookMs }) => Math.max(longest, tookMs), 0),
  };
}

const kilobytes = (bytes: number): string => `${Math.ceil(bytes / 1024)} KiB`;
