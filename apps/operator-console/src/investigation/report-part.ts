import type { Evidence, Report, Sentence } from '@incidentfox/incident';
import { html, link, type Markup } from '../pages/html.ts';
import { table } from '../pages/table.ts';
import { causeInWords, inUtc, percent } from '../pages/wording.ts';

interface Cited extends Sentence {
  readonly command?: string | null;
}

/** A part of the report whose sentences cite evidence, and the word its places are called by: `why-1`. */
interface Part {
  readonly title: string;
  readonly word: string;
  readonly list: 'ul' | 'ol';
  readonly items: readonly Cited[];
}

/** The findings; what is cited leads to the evidence, and each evidence to what cites it. */
export function reportPart(report: Report): Markup {
  const parts: readonly Part[] = [
    { title: 'Why', word: 'why', list: 'ul', items: report.rootCause },
    { title: 'Recommended actions', word: 'action', list: 'ol', items: report.actions },
    { title: 'Other explanations', word: 'other', list: 'ul', items: report.alternatives },
    { title: 'Ruled out', word: 'ruled-out', list: 'ul', items: report.ruledOut },
  ];
  const events = { title: '', word: 'event', list: 'ul' as const, items: report.timeline };
  const cause = report.cause ? html`<p>Cause: <strong>${causeInWords(report.cause)}</strong></p>` : html``;
  return html`<h2>${report.verdict.replace(/_/g, ' ')} (confidence ${percent(report.confidence)}) <span class="soft">by engine ${report.engine}</span></h2>
<p>${report.summary.text}</p>${cause}${parts.slice(0, 2).map(sentences)}${evidencePart(report, [...parts, events])}${parts.slice(2).map(sentences)}
${timelinePart(report)}${gapsPart(report)}${report.nextQuestion ? html`<p>To decide: ${report.nextQuestion}</p>` : html``}`;
}

function sentences({ title, word, list, items }: Part): Markup {
  if (items.length === 0) return html``;
  const lines = items.map(
    (item, at) =>
      html`<li id="${word}-${at + 1}">${item.text} ${cites(item)}${item.command ? html`<pre>${item.command}</pre>` : html``}</li>`,
  );
  return list === 'ul' ? html`<h2>${title}</h2><ul>${lines}</ul>` : html`<h2>${title}</h2><ol>${lines}</ol>`;
}

function cites({ evidence }: Sentence): Markup {
  return html`<span class="soft">[${evidence.map((id, at) => html`${at > 0 ? ', ' : ''}<a href="#${id}">${id}</a>`)}]</span>`;
}

function evidencePart({ evidence }: Report, parts: readonly Part[]): Markup {
  if (evidence.length === 0) return html``;
  const citing = (id: string) =>
    parts.flatMap(({ word, items }) =>
      items.flatMap((item, at) => ((item.evidence as readonly string[]).includes(id) ? [`${word}-${at + 1}`] : [])),
    );
  const rows = evidence.map((one) => ({ id: one.id, cells: evidenceCells(one, citing(one.id)) }));
  const columns = [
    { title: 'Id', isShort: true },
    { title: 'Fact' },
    { title: 'When', isShort: true },
    { title: 'From', isShort: true },
    { title: 'Cited by' },
  ];
  return html`<h2>Evidence</h2>${table('Evidence, most telling first', columns, rows)}`;
}

function evidenceCells(one: Evidence, citing: readonly string[]): Markup[] {
  const question = one.questionId ? html` <a href="#${one.questionId}">${one.questionId}</a>` : html``;
  return [
    html`<code>${one.id}</code>`,
    html`${one.title}${one.quote ? html`<pre>${one.quote}</pre>` : html``}`,
    html`${one.at === null ? '' : inUtc(one.at)}`,
    html`${link(one.link, one.source ?? 'incident')}${question}`,
    html`${citing.map((place, at) => html`${at > 0 ? ', ' : ''}<a href="#${place}">${place}</a>`)}`,
  ];
}

function timelinePart({ timeline }: Report): Markup {
  if (timeline.length === 0) return html``;
  const rows = timeline.map((event, at) => ({
    id: `event-${at + 1}`,
    cells: [html`${inUtc(event.at)}`, html`${event.text} ${cites(event)}`],
  }));
  return html`<h2>Timeline</h2>${table('Timeline', [{ title: 'When', isShort: true }, { title: 'What' }], rows)}`;
}

function gapsPart({ gaps }: Report): Markup {
  if (gaps.length === 0) return html``;
  const lines = gaps.map(
    (gap) =>
      html`<li id="${gap.id}">${gap.what}: ${gap.why}${gap.questionId ? html` <a href="#${gap.questionId}">${gap.questionId}</a>` : html``}</li>`,
  );
  return html`<h2>Could not be checked</h2><ul>${lines}</ul>`;
}
