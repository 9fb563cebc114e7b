/** A record as a case holds it: which fields it has is not known beforehand. */
export type JsonRow = Readonly<Record<string, unknown>>;

export function isRow(value: unknown): value is JsonRow {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** The records of a list, also of one that is wrapped: `[...]`, `{ deploys: [...] }`, or one record alone. */
export function rowsIn(value: unknown): JsonRow[] {
  if (Array.isArray(value)) return value.filter(isRow);
  if (!isRow(value)) return [];
  const lists = Object.values(value).filter((one): one is unknown[] => Array.isArray(one) && one.some(isRow));
  return lists.length > 0 ? lists.flat().filter(isRow) : [value];
}

/** The first of the fields that holds text or a number, as text; undefined when none does. */
export function textOf(row: JsonRow, ...names: string[]): string | undefined {
  for (const name of names) {
    const value = row[name];
    if (typeof value === 'string' && value !== '') return value;
    if (typeof value === 'number') return String(value);
  }
  return undefined;
}

export function numberOf(row: JsonRow, ...names: string[]): number | undefined {
  for (const name of names) {
    const value = row[name];
    const number = typeof value === 'string' && value.trim() !== '' ? Number(value) : value;
    if (typeof number === 'number' && Number.isFinite(number)) return number;
  }
  return undefined;
}

/** Epoch ms of the first field that holds a time. */
export function timeOf(row: JsonRow, ...names: string[]): number | undefined {
  for (const name of names) {
    const at = toTime(row[name]);
    if (at !== undefined) return at;
  }
  return undefined;
}

const SECONDS_BELOW = 1e11;
const NANOSECONDS_ABOVE = 1e15;

/** Epoch ms of ISO text or of a number of seconds, milliseconds or nanoseconds; undefined for anything else. */
export function toTime(value: unknown): number | undefined {
  const number = typeof value === 'string' && /^\d+(\.\d+)?$/.test(value) ? Number(value) : value;
  if (typeof number === 'number' && Number.isFinite(number)) {
    if (number < SECONDS_BELOW) return number * 1000;
    return number > NANOSECONDS_ABOVE ? Math.floor(number / 1e6) : number;
  }
  if (typeof value !== 'string') return undefined;
  // Without a zone, times are UTC.
  const hasZone = /(Z|[+-]\d\d:?\d\d)$/i.test(value);
  const at = Date.parse(hasZone || !/\d:\d/.test(value) ? value : `${value.replace(' ', 'T')}Z`);
  return Number.isNaN(at) ? undefined : at;
}

/** What names the moment of a record, most usual first. */
export const timeNames = ['timestamp', 'time', 'ts', '@timestamp', 'at', 'date', 'started_at', 'start'] as const;
export const serviceNames = ['service', 'service_name', 'service.name', 'app', 'component', 'workload'] as const;
