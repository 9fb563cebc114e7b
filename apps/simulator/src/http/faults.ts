import { z } from 'zod';

/**
 * How a vendor misbehaves: `refuse` closes the port, `500` answers with an error, `hang` never answers, `429` asks to come back
 * later, `drop_after_effect` does what was asked and then loses the answer. `403` and `404` say no, `503` is what stands before
 * the vendor while the vendor is away, and `page` is a page of such a proxy with status 200.
 */
export const FaultMode = z.enum([
  'refuse',
  '403',
  '404',
  '500',
  '503',
  'page',
  'hang',
  '429',
  'drop_after_effect',
  'none',
]);
export type FaultMode = z.infer<typeof FaultMode>;

export interface InjectedFault {
  readonly mode: FaultMode;
  /** How many more requests it hits; undefined is until it is lifted. */
  readonly times?: number | undefined;
  /** Only requests whose path contains this. */
  readonly path?: string | undefined;
  /** Seconds for `429`. */
  readonly retryAfter?: number | undefined;
}

/** Holds one fault and counts it down. */
export function createFaultSwitch(): {
  set(fault: InjectedFault): void;
  next(path: string): InjectedFault;
  readonly current: InjectedFault;
} {
  let current: InjectedFault = { mode: 'none' };
  return {
    get current() {
      return current;
    },
    set: (fault) => {
      current = fault;
    },
    next: (path) => {
      if (current.mode === 'none' || (current.path !== undefined && !path.includes(current.path)))
        return { mode: 'none' };
      const fault = current;
      if (fault.times !== undefined)
        current = fault.times > 1 ? { ...fault, times: fault.times - 1 } : { mode: 'none' };
      return fault;
    },
  };
}
