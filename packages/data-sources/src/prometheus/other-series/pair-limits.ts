import type { MetricSeries, Point } from '@incidentfox/incident';
import type { PlainSamples } from './to-other-series.ts';

const used = /_(?:used|active|in_use|inuse|current|busy|size|usage|open|acquired|taken|borrowed|connected)(?=_|$)/;
const limits = ['max', 'limit', 'capacity', 'maximum', 'max_size', 'size_max', 'total', 'max_open', 'quota'];
/** What is this far above its limit has another one. */
const maxShare = 1.2;

/** A gauge beside a limit, by their names: `shop_slots_in_use` and `shop_slots_max`. */
export function pairsOf(names: ReadonlySet<string>): { readonly used: string; readonly limit: string }[] {
  return [...names].sort().flatMap((name) => {
    const part = used.exec(name)?.[0];
    if (part === undefined) return [];
    const limit = limits.map((one) => name.replace(part, `_${one}`)).find((one) => one !== name && names.has(one));
    return limit === undefined ? [] : [{ used: name, limit }];
  });
}

/** How full it is; null where the two are not what their names promise. */
export function toSaturation(
  service: string,
  pair: { readonly used: string; readonly limit: string },
  { sums }: PlainSamples,
  stepMs: number,
): MetricSeries | null {
  const limitAt = new Map(sums.get(pair.limit) ?? []);
  const points = (sums.get(pair.used) ?? []).map(([at, value]): Point => {
    const limit = limitAt.get(at) ?? null;
    return [at, value === null || limit === null || limit <= 0 ? null : value / limit];
  });
  const values = points.flatMap(([, value]) => (value === null ? [] : [value]));
  if (values.length === 0 || values.some((value) => value > maxShare || value < 0)) return null;
  return {
    service,
    signal: 'saturation',
    name: `${pair.used} / ${pair.limit}`,
    unit: 'ratio',
    labels: {},
    stepMs,
    points,
  };
}
