/** What was found out once and changes rarely: kept by key for `forMs`, read anew after that. A failed reading is not kept. */
export interface Memory<T> {
  /** `isWorthKeeping` false: what was read is given but asked for again next time. */
  recall(key: string, read: () => Promise<T>, isWorthKeeping?: (value: T) => boolean): Promise<T>;
}

/** Ten minutes, unless said otherwise. */
export function createMemory<T>(now: () => number, forMs = 10 * 60_000): Memory<T> {
  const kept = new Map<string, { until: number; value: T }>();
  return {
    async recall(key, read, isWorthKeeping = () => true) {
      const known = kept.get(key);
      if (known !== undefined && known.until > now()) return known.value;
      const value = await read();
      if (isWorthKeeping(value)) kept.set(key, { until: now() + forMs, value });
      return value;
    },
  };
}
