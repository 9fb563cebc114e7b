const timeFields: ReadonlySet<string> = new Set([
  'at',
  'startedAt',
  'finishedAt',
  'endedAt',
  'firstAt',
  'lastAt',
  'firstSeen',
  'lastSeen',
  'startAt',
  'from',
  'to',
]);
const pairFields: ReadonlySet<string> = new Set(['points', 'weekEarlier', 'buckets']);

/** Every moment in normalised items, with where it stands. Names that look like a time but hold text are left out. */
export function timesIn(value: unknown, path = ''): { path: string; at: number }[] {
  if (typeof value !== 'object' || value === null) return [];
  return Object.entries(value).flatMap(([key, inner]) => {
    const here = `${path}.${key}`;
    if (timeFields.has(key) && typeof inner === 'number') return [{ path: here, at: inner }];
    if (pairFields.has(key) && Array.isArray(inner))
      return inner.map(([at], index) => ({ path: `${here}.${index}`, at: Number(at) }));
    return timesIn(inner, here);
  });
}
