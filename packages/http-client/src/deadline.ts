import { setMaxListeners } from 'node:events';
import { startRunningTime } from './running-time.ts';

/**
 * A signal that aborts after `ms` (never by time when infinite) or with its parent, and leaves neither timer nor listener
 * behind once cleared. Time for which this process was suspended is not counted: nobody could have answered us. Nor is time in
 * which a request under this deadline waits for its turn behind others of ours: nobody was asked yet.
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

/** What stands still while a request with this signal waits for its turn. */
const holdsOf = new WeakMap<AbortSignal, () => () => void>();

/** Stops the deadlines that `signal` belongs to, until what this gives is called (once or more). */
export function holdDeadlines(signal: AbortSignal): () => void {
  let letGo = holdsOf.get(signal)?.();
  return () => {
    letGo?.();
    letGo = undefined;
  };
}

/** `countsTurns`: for what people wait for, who do not care why; also time in which requests wait for their turn counts. */
export function startDeadline(ms: number, parent?: AbortSignal, { countsTurns = false } = {}): Deadline {
  const controller = new AbortController();
  // Every request of a question listens to its signal; more than ten are no leak. (Not 0: undici trips over "unlimited".)
  setMaxListeners(1_000, controller.signal);
  const stop = () => controller.abort(parent?.reason);
  const expire = () => controller.abort(new DOMException('The deadline passed', 'TimeoutError'));
  const timer = startRunningTime(ms, expire);
  if (!countsTurns) {
    holdsOf.set(controller.signal, () => {
      const above = parent === undefined ? undefined : holdDeadlines(parent);
      const letGo = timer.hold();
      return () => {
        letGo();
        above?.();
      };
    });
  }
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
