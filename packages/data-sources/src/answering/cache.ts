import { cacheForMs } from '../limits.ts';

/**
 * What was looked up once and changes rarely: kept by key for `cacheForMs`, loaded anew after that. Who asks while it is loaded waits for that
 * load. A failed load is not kept, and only the one who asked for it has its failure: the others load for themselves.
 */
export interface Cache<T> {
  /** `isWorthKeeping` false: what was loaded is given, and loaded again next time. */
  getOrLoad(key: string, load: () => Promise<T>, isWorthKeeping?: (value: T) => boolean): Promise<T>;
}

export function createCache<T>(now: () => number): Cache<T> {
  const entries = new Map<string, { until: number; value: T }>();
  const loading = new Map<string, Promise<T>>();

  async function start(key: string, load: () => Promise<T>, isWorthKeeping: (value: T) => boolean): Promise<T> {
    const value = await load();
    if (isWorthKeeping(value)) entries.set(key, { until: now() + cacheForMs, value });
    return value;
  }

  return {
    async getOrLoad(key, load, isWorthKeeping = () => true) {
      const cached = entries.get(key);
      if (cached !== undefined && cached.until > now()) return cached.value;
      const running = loading.get(key);
      if (running !== undefined) return running.catch(() => start(key, load, isWorthKeeping));
      const started = start(key, load, isWorthKeeping);
      loading.set(key, started);
      const end = () => void (loading.get(key) === started && loading.delete(key));
      started.then(end, end);
      return started;
    },
  };
}
