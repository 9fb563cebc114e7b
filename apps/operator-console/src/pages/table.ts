import { html, type Markup } from './html.ts';

interface Column {
  readonly title: string;
  readonly isNumber?: boolean;
  /** Holds short texts that are not broken: a time, a name of ours. */
  readonly isShort?: boolean;
}

export interface Row {
  /** What `#<id>` leads to. */
  readonly id?: string;
  readonly cells: readonly Markup[];
}

/**
 * A table that becomes a card for each row where the page is narrow. The roles stand there because browsers forget them when the
 * style makes blocks of rows.
 */
export function table(caption: string, columns: readonly Column[], rows: readonly Row[]): Markup {
  const heads = columns.map(
    ({ title, isNumber }) =>
      html`<th role="columnheader" scope="col" class="${isNumber ? 'number' : ''}">${title}</th>`,
  );
  const lines = rows.map(
    ({ id, cells }) =>
      html`<tr role="row"${id === undefined ? html`` : html` id="${id}"`}>${cells.map((cell, at) => cellOf(cell, columns[at]))}</tr>`,
  );
  return html`<table role="table"><caption class="unseen">${caption}</caption>
<thead role="rowgroup"><tr role="row">${heads}</tr></thead><tbody role="rowgroup">${lines}</tbody></table>`;
}

function cellOf(cell: Markup, column: Column | undefined): Markup {
  const kind = column?.isNumber ? 'number' : column?.isShort ? 'short' : '';
  if (cell.text === '') return html`<td role="cell" class="none"></td>`;
  return html`<td role="cell" class="${kind}" data-label="${column?.title ?? ''}"><div>${cell}</div></td>`;
}
