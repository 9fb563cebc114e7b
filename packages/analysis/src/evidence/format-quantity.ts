/** Three digits are what a reader takes in: 0.2, 38, 1.25, 1250. */
function short(value: number): string {
  const size = Math.abs(value);
  if (size >= 100) return String(Math.round(value));
  if (size >= 10) return String(Math.round(value * 10) / 10);
  if (size >= 1) return String(Math.round(value * 100) / 100);
  return String(Number(value.toPrecision(2)));
}

const byteUnits = ['B', 'KiB', 'MiB', 'GiB', 'TiB'] as const;

function bytes(value: number): string {
  let size = value;
  let unit = 0;
  while (Math.abs(size) >= 1024 && unit < byteUnits.length - 1) {
    size /= 1024;
    unit += 1;
  }
  return `${short(size)} ${byteUnits[unit]}`;
}

function seconds(value: number): string {
  const size = Math.abs(value);
  if (size === 0) return '0 ms';
  if (size < 1) return `${short(value * 1000)} ms`;
  return size < 600 ? `${short(value)} s` : `${short(value / 60)} min`;
}

/** A number as people write it: `30 s`, `200 ms`, `38 %`, `512 MiB`, `3`. `unit` is one of ours, or a noun (`lines`). */
export function formatQuantity(value: number, unit: string | null): string {
  if (unit === 's') return seconds(value);
  if (unit === 'ratio') return `${short(value * 100)} %`;
  if (unit === 'By') return bytes(value);
  if (unit === 'By/s') return `${bytes(value)}/s`;
  if (unit === '1/s') return `${short(value)}/s`;
  if (unit === null || unit === '1' || unit === 'count') return short(value);
  const number = short(value);
  return `${number} ${number === '1' && unit.endsWith('s') ? unit.slice(0, -1) : unit}`;
}
