import type { ObjectMeta } from '../responses.schema.ts';
import { toTime } from '../to-time.ts';

/**
 * Since when a field of an object is as it is, epoch ms: when whoever owns the field last wrote (the cluster keeps this by writer, so it may be
 * later than the very field's change, never earlier); undefined where the cluster keeps no such record. `path` as in `f:spec`, `f:replicas`.
 */
export function changedAt(metadata: ObjectMeta, path: readonly string[]): number | undefined {
  const times = (metadata.managedFields ?? []).flatMap(({ time, fieldsV1 }) =>
    holds(fieldsV1, path) ? (toTime(time) ?? []) : [],
  );
  return times.length === 0 ? undefined : Math.max(...times);
}

function holds(fields: unknown, [first, ...rest]: readonly string[]): boolean {
  if (first === undefined) return true;
  if (typeof fields !== 'object' || fields === null || !Object.hasOwn(fields, first)) return false;
  return holds((fields as Record<string, unknown>)[first], rest);
}

/** Since when the object is there or its spec is as it is. */
export const specChangedAt = (metadata: ObjectMeta): number | undefined =>
  changedAt(metadata, ['f:spec']) ?? toTime(metadata.creationTimestamp);
