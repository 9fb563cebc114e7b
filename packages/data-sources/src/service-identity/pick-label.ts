import { plainNameOf } from './plain-name.ts';

/** The values of one label on the series of a metric. */
export interface LabelValues {
  readonly label: string;
  readonly values: readonly string[];
}

/** With more values than this a label tells instances, not services. */
const maxServices = 400;

/**
 * The label that keeps services apart: the one whose values are most often names of the catalogue; without any, the first of
 * those with the most values. Null when every label has one value for all, or none.
 */
export function pickLabel(candidates: readonly LabelValues[], names: readonly string[]): string | null {
  const known = new Set(names.map(plainNameOf));
  const scored = candidates
    .map(({ label, values }) => ({ label, values: values.filter((value) => value !== '') }))
    .filter(({ values }) => values.length > 0 && values.length <= maxServices)
    .map(({ label, values }) => ({
      label,
      owned: values.filter((value) => known.has(plainNameOf(value))).length,
      size: values.length,
    }));
  scored.sort((a, b) => b.owned - a.owned || b.size - a.size);
  return scored[0]?.label ?? null;
}

/** `celery@billing-1` and `celery@billing-7d9c6fbd58-k2x9d` are `billing`. */
export const workerIn = (value: string): string =>
  value.slice(value.lastIndexOf('@') + 1).replace(/-(?:[0-9a-z]{6,10}-[0-9a-z]{5}|\d+)$/, '');

/** `packing-group` is how `packing` is called among consumers. */
export const consumerIn = (value: string): string => value.replace(/[-._](?:group|consumers?|cg)$/, '');

/** `kite/cart` is `cart`: `job` is often `namespace/name`. */
export const serviceIn = (value: string): string => value.slice(value.lastIndexOf('/') + 1);

/** `checkout:8080` is `checkout`. */
export const withoutPort = (value: string): string => value.replace(/:\d+$/, '');
