import type { RecordedQuestion } from '@incidentfox/incident';
import { html, type Markup } from '../pages/html.ts';
import { table } from '../pages/table.ts';
import { seconds } from '../pages/wording.ts';

/** What the questions cost each source, dearest first, and all of them together. */
export function costPart(questions: readonly RecordedQuestion[]): Markup {
  if (questions.length === 0) return html``;
  const bySource = new Map<string, RecordedQuestion[]>();
  for (const one of questions) bySource.set(one.source, [...(bySource.get(one.source) ?? []), one]);
  const costs = [...bySource].map(([source, asked]) => costOf(source, asked));
  const rows = [...costs.sort((a, b) => b.requests - a.requests), costOf('all sources', questions)].map((one) => ({
    cells: [
      html`${one.source}`,
      html`${one.questions}`,
      html`${one.requests}`,
      html`${one.items}`,
      html`${kilobytes(one.bytes)}`,
      html`${seconds(one.longestMs)}`,
    ],
  }));
  return html`<h2>What it cost</h2>${table('What it cost', columns, rows)}`;
}

const columns = [
  { title: 'Source', isShort: true },
  { title: 'Questions', isNumber: true },
  { title: 'Requests', isNumber: true },
  { title: 'Series and other items', isNumber: true },
  { title: 'Read', isNumber: true },
  { title: 'Longest answer', isNumber: true },
];

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
