/** A number as a sentence gives it: everything that is rounded to it, in the unit of the series. */
export interface RoundedNumber {
  low: number;
  high: number;
}

/** What each unit of a text is in the units of the observations: seconds, bytes, shares. */
const factors: Readonly<Record<string, number>> = {
  '': 1,
  '/s': 1,
  core: 1,
  cores: 1,
  '%': 0.01,
  ms: 0.001,
  s: 1,
  min: 60,
  h: 3600,
  B: 1,
  KiB: 1024,
  MiB: 1024 ** 2,
  GiB: 1024 ** 3,
  TiB: 1024 ** 4,
};

const form = /^(-?\d+(?:\.\d+)?(?:e[+-]?\d+)?)\s*(%|ms|s|min|h|B|KiB|MiB|GiB|TiB|\/s|cores?)?(?:\/s)?$/;

/** Three digits are shown, so what is meant lies within half of the last one. Null for what is no number. */
export function readRounded(text: string): RoundedNumber | null {
  const found = form.exec(text.trim());
  const factor = factors[found?.[2] ?? ''];
  if (found?.[1] === undefined || factor === undefined) return null;
  const value = Number(found[1]);
  const size = Math.abs(value);
  // Three digits from 1 on, two below: what a number was rounded by is at most that.
  const half = Math.min(halfOfLastDigit(found[1]), size * (size < 1 ? 0.051 : 0.0051));
  return { low: (value - half) * factor, high: (value + half) * factor };
}

function halfOfLastDigit(number: string): number {
  const [digits = '', exponent = '0'] = number.split('e');
  const decimals = digits.split('.')[1]?.length ?? 0;
  return 0.51 * 10 ** (Number(exponent) - decimals);
}

/** Hours and minutes of an epoch ms, as every sentence gives a time. */
export const clockOf = (at: number): string => new Date(at).toISOString().slice(11, 16);

export const minuteMs = 60_000;
