import { setMaxListeners } from 'node:events';
import { startRunningTime } from './running-time.ts';

/**
 * A signal that aborts after `ms` (never by time when infinite) or with its parent, and leaves neither timer nor listener
 * behind once cleared. Time for which this process was suspended is not counted: nobody could have answered us.
 */
export interface Deadline {
  readonly signal: AbortSignal;
  /** Settles as the work does, or rejects at the deadline, whatever the work does with the signal. */
  race<T>(work: Promise<T>): Promise<T>;
  /** What is left of `ms`, in ms. */
  leftMs(): number;
  /** True when this process was suspended, or blocked for long, meanwhile: what failed then is not the other side's fault. */
  lostTime(): boolean;
  clear(): void;
}

export function startDeadline(ms: number, parent?: AbortSignal): Deadline {
  const controller = new AbortController();
  // Every request of a question listens to its signal; more than ten are no leak. (Not 0: undici trips over "unlimited".)
  setMaxListeners(1_000, controller.signal);
  const stop = () => controller.abort(parent?.reason);
  const expire = () => controller.abort(new DOMException('The deadline passed', 'TimeoutError'));
  const timer = startRunningTime(ms, expire);
  if (parent?.aborted) stop();
  else parent?.addEventListener('abort', stop, { once: true });
  return {
    signal: controller.signal,
    race: (work) => raceAbort(work, controller.signal),
    leftMs: timer.leftMs,
    lostTime: timer.lostTime,
    clear() {
      timer.clear();
      parent?.removeEventListener('abort', stop);
    },
  };
}

async function raceAbort<T>(work: Promise<T>, signal: AbortSignal): Promise<T> {
  let onAbort = () => {};
  const aborted = new Promise<never>((_, reject) => {
    onAbort = () => reject(signal.reason);
    if (signal.aborted) onAbort();
    else signal.addEventListener('abort', onAbort, { once: true });
  });
  // Whoever loses the race must not surface as an unhandled rejection.
  work.catch(() => {});
  aborted.catch(() => {});
  try {
    return await Promise.race([work, aborted]);
  } finally {
    signal.removeEventListener('abort', onAbort);
  }
}
