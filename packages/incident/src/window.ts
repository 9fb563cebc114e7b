import { z } from 'zod';

/** A range of time, epoch milliseconds, half open: `from <= t < to`. */
export const Window = z.object({ from: z.number(), to: z.number() });
export type Window = z.infer<typeof Window>;
