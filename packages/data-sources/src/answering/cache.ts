import { cacheForMs } from '../limits.ts';

/** What was looked up once and changes rarely: kept by key for `forMs`, loaded anew after that. A failed load is not kept. */
export interface Cache<T> {
  /** `isWorthKeeping` false: what was loaded is given, and loaded again next time. */
  getOrLoad(key: string, load: () => Promise<T>, isWorthKeeping?: (value: T) => boolean): Promise<T>;
}

export function createCache<T>(now: () => number, forMs = cacheForMs): Cache<T> {
  const entries = new Map<string, { until: number; value: T }>();
  return {
    async getOrLoad(key, load, isWorthKeeping = () => true) {
      const cached = entries.get(key);
      if (cached !== undefined && cached.until > now()) return cached.value;
      const value = await load();
      if (isWorthKeeping(value)) entries.set(key, { until: now() + forMs, value });
      return value;
    },
  };
}
