import { z } from 'zod';

/**
 * Schema of a list from outside that drops what does not fit instead of refusing the whole: gives the good items, how many
 * were dropped, and how many beyond `max` were not even looked at. Something that is not a list at all still fails.
 */
export function listOf<Item extends z.ZodType>(item: Item, max = Number.POSITIVE_INFINITY) {
  return z.array(z.unknown()).transform((all): { items: z.output<Item>[]; dropped: number; cut: number } => {
    const looked = all.length > max ? all.slice(0, max) : all;
    const items = looked.map((one) => item.safeParse(one)).filter((one) => one.success);
    return {
      items: items.map((one) => one.data),
      dropped: looked.length - items.length,
      cut: all.length - looked.length,
    };
  });
}

/** The sentence an answer shows when items were dropped; undefined when none were. */
export function droppedWarning(dropped: number, what: string): string | undefined {
  return dropped === 0 ? undefined : `${dropped} ${what} had an unexpected shape and were left out`;
}
