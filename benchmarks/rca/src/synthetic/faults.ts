export type FaultKind = 'cpu' | 'memory' | 'disk' | 'delay' | 'loss' | 'error';

/** What a fault does to the service it is in. */
export interface Health {
  /** Its own work takes so many times as long. */
  slowdown: number;
  /** Added to every request, and to the slowest ones only. */
  delayS: number;
  tailS: number;
  /** Share of its requests that fail. */
  failing: number;
  /** Cores more, share of its memory more, bytes a second more. */
  cpu: number;
  memory: number;
  diskBytes: number;
}

const well: Health = { slowdown: 1, delayS: 0, tailS: 0, failing: 0, cpu: 0, memory: 0, diskBytes: 0 };
/** A fault takes a moment to show, and memory fills slowly. */
const SHOWS_AFTER_S = 3;
const FILLS_IN_S = 60;

const faults: Readonly<Record<FaultKind, (size: number, sinceS: number) => Partial<Health>>> = {
  cpu: (size) => ({ cpu: 0.5 + size, slowdown: 1 + 3 * size }),
  memory: (size, sinceS) => ({
    memory: (0.5 + size) * Math.min(1, sinceS / FILLS_IN_S),
    slowdown: 1.2,
    cpu: 0.1 * size,
  }),
  disk: (size) => ({ diskBytes: 5e6 * size, slowdown: 1 + size, cpu: 0.15 * size }),
  delay: (size) => ({ delayS: 0.05 + 0.2 * size }),
  loss: (size) => ({ delayS: 0.01 * size, tailS: 0.2 + 0.6 * size, failing: 0.03 * size }),
  error: (size) => ({ failing: 0.2 + 0.25 * size, slowdown: 0.8 }),
};

/** The health of a service `sinceS` seconds after the fault began (negative: before); `size` is 0.3 (weak) to 1.3. */
export function healthOf(kind: FaultKind | null, sinceS: number, size: number): Health {
  return kind === null || sinceS < SHOWS_AFTER_S ? well : { ...well, ...faults[kind](size, sinceS) };
}
