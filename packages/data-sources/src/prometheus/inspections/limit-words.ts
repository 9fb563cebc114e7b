import type { Inspection } from './inspection.ts';

/** From where on it is too much, in words: `usually at most 30 s`. */
export function limitWords({ limit, unit, isLow }: Pick<Inspection, 'limit' | 'unit' | 'isLow'>): string {
  return `usually ${isLow ? 'at least' : 'at most'} ${quantity(limit, unit)}`;
}

function quantity(value: number, unit: Inspection['unit']): string {
  if (unit === 'ratio') return `${value * 100} %`;
  if (unit !== 's') return unit === '1/s' ? `${value}/s` : String(value);
  if (value >= 3600) return `${value / 3600} h`;
  return value < 1 ? `${value * 1000} ms` : `${value} s`;
}
