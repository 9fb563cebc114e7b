import type { Breakdown } from '@incidentfox/incident';

/** The values of one label, row by row, as numbers into `values`. */
export interface Column {
  readonly values: readonly string[];
  readonly ids: Int32Array;
}

/** Rows that are looked at: 1 for each of them. Null: all. */
export type RowMask = Uint8Array | null;

/** A breakdown and the load beside it as one table, so that looking at it from many sides costs little. */
export interface Table {
  readonly bad: Breakdown;
  readonly load: Breakdown | null;
  readonly rows: number;
  /** Counts of failures come first, those of the load after them: a row has either. */
  readonly inTrouble: Float64Array;
  readonly normally: Float64Array;
  readonly isLoad: Uint8Array;
  column(label: string): Column;
}

export function toTable(bad: Breakdown, load: Breakdown | null): Table {
  const all = [...bad.rows, ...(load?.rows ?? [])];
  const inTrouble = new Float64Array(all.length);
  const normally = new Float64Array(all.length);
  const isLoad = new Uint8Array(all.length);
  all.forEach((row, at) => {
    inTrouble[at] = positive(row.inTrouble);
    normally[at] = positive(row.normally);
    isLoad[at] = at < bad.rows.length ? 0 : 1;
  });
  const columns = new Map<string, Column>();
  const column = (label: string): Column => {
    let known = columns.get(label);
    if (known === undefined) {
      known = readColumn(all, label);
      columns.set(label, known);
    }
    return known;
  };
  return { bad, load, rows: all.length, inTrouble, normally, isLoad, column };
}

const positive = (count: number): number => (Number.isFinite(count) && count > 0 ? count : 0);

function readColumn(rows: Breakdown['rows'], label: string): Column {
  const numbers = new Map<string, number>();
  const ids = new Int32Array(rows.length);
  rows.forEach(({ labels }, at) => {
    const value = labels[label] ?? '';
    let id = numbers.get(value);
    if (id === undefined) {
      id = numbers.size;
      numbers.set(value, id);
    }
    ids[at] = id;
  });
  return { values: [...numbers.keys()], ids };
}

/** The rows of `within` whose label has one of the values. */
export function rowsWith(table: Table, label: string, values: ReadonlySet<string>, within: RowMask): Uint8Array {
  const { values: names, ids } = table.column(label);
  const isWanted = names.map((name) => values.has(name));
  const mask = new Uint8Array(table.rows);
  for (let at = 0; at < table.rows; at += 1) {
    if ((within === null || within[at] === 1) && isWanted[ids[at] as number]) mask[at] = 1;
  }
  return mask;
}
