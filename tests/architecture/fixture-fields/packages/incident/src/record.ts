import { z } from 'zod';

export const Inner = z.object({ readByDestructuring: z.string(), onlyReadAtHome: z.string() });
export const Record = z.object({
  readByName: z.string(),
  readInBrackets: z.string(),
  inner: z.array(Inner),
  onlyWritten: z.string(),
  onlyAssigned: z.string(),
});
export type Record = z.infer<typeof Record>;

/** Reading at home is no reader: the package only keeps it. */
export const atHome = (record: Record): string[] => record.inner.map((one) => one.onlyReadAtHome);
