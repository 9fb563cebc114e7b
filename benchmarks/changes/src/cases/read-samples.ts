import type { MetricSample } from './change-case.ts';
import { serviceNames, timeNames, toTime } from './fields.ts';

/**
 * The samples of a CSV file with a head line. Rows without a time or a metric's name are left out and counted.
 * @throws Error when the head names no time, metric or value
 */
export function readSamples(text: string): { samples: MetricSample[]; skipped: number } {
  const [head = '', ...lines] = text.split(/\r?\n/).filter((line) => line.trim() !== '');
  const columns = cells(head).map((name) => name.trim().toLowerCase());
  const find = (...names: readonly string[]) => columns.findIndex((name) => names.includes(name));
  const [at, service, metric, value] = [
    find(...timeNames),
    find(...serviceNames),
    find('metric', 'metric_name', 'name', '__name__'),
    find('value', 'v'),
  ];
  if (at < 0 || metric < 0 || value < 0) throw new Error('its head names no time, metric or value');
  const known = new Set([at, service, metric, value]);
  let skipped = 0;
  const samples = lines.flatMap((line): MetricSample[] => {
    const row = cells(line);
    const time = toTime(row[at]);
    const name = row[metric];
    if (time === undefined || name === undefined || name === '') {
      skipped += 1;
      return [];
    }
    const number = Number(row[value]);
    const labels = columns.flatMap((column, i) => (known.has(i) || !row[i] ? [] : [[column, row[i]] as const]));
    const isValue = (row[value] ?? '').trim() !== '' && Number.isFinite(number);
    return [
      {
        at: time,
        service: row[service] ?? '',
        metric: name,
        value: isValue ? number : null,
        labels: Object.fromEntries(labels),
      },
    ];
  });
  return { samples, skipped };
}

function cells(line: string): string[] {
  if (!line.includes('"')) return line.split(',');
  const found = line.matchAll(/(?:^|,)(?:"((?:[^"]|"")*)"|([^,]*))/g);
  return Array.from(found, ([, quoted, plain]) => quoted?.replaceAll('""', '"') ?? plain ?? '');
}
