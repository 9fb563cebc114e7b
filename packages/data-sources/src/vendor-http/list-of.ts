import { z } from 'zod';

/**
 * Schema of a list from outside that drops what does not fit instead of refusing the whole: gives the good items and how
 * many were dropped. Something that is not a list at all still fails.
 */
export function listOf<Item extends z.ZodType>(item: Item) {
  return z.array(z.unknown()).transform((all): { items: z.output<Item>[]; dropped: number } => {
    const items = all.map((one) => item.safeParse(one)).filter((one) => one.success);
    return { items: items.map((one) => one.data), dropped: all.length - items.length };
  });
}

/** The sentence an answer shows when items were dropped; undefined when none were. */
export function droppedWarning(dropped: number, what: string): string | undefined {
  return dropped === 0 ? undefined : `${dropped} ${what} had an unexpected shape and were left out`;
}
