import { z } from 'zod';

/** A list of which only the readable items are kept: one odd custom field must not cost us the incident. */
export function listOf<Schema extends z.ZodType>(item: Schema) {
  return z
    .array(z.unknown())
    .nullish()
    .transform((items) => readable(items ?? [], item));
}

/** The list an answer is about: its items are forgiven, its absence is not, or another product's answer would pass for "none". */
export function answeredListOf<Schema extends z.ZodType>(item: Schema) {
  return z.array(z.unknown()).transform((items) => readable(items, item));
}

function readable<Schema extends z.ZodType>(items: readonly unknown[], item: Schema): z.output<Schema>[] {
  return items.flatMap((one) => {
    const parsed = item.safeParse(one);
    return parsed.success ? [parsed.data] : [];
  });
}

/** Absent, null and empty mean the same on this wire. */
export const optionalText = z
  .string()
  .nullish()
  .transform((text) => (text ? text : null))
  .catch(null);

/** A point in time as ISO 8601 in UTC, whatever offset and precision it came with. */
export const timestamp = z.string().transform((text, context) => {
  const at = Date.parse(text);
  if (!Number.isNaN(at)) return new Date(at).toISOString();
  context.addIssue({ code: 'custom', message: 'is not a date and time' });
  return z.NEVER;
});

/** incident.io promises nothing about ids; ours become parts of keys and addresses, so only harmless characters pass. */
export const resourceId = z.string().regex(/^[\w.-]{1,128}$/, 'is not an id');
