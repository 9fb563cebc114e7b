import { Failure } from '@incidentfox/failures';
import type { z } from 'zod';

/** Reads stored JSON back. What does not fit is `contract` with its place: another version wrote it, or somebody edited it. */
export function parseRecord<Schema extends z.ZodType>(schema: Schema, json: string, what: string): z.output<Schema> {
  let value: unknown;
  try {
    value = JSON.parse(json);
  } catch {
    throw new Failure('contract', `a ${what} in Redis is not JSON`);
  }
  return check(schema, value, `a ${what} in Redis cannot be read`);
}

/** Checks before writing: what cannot be read back must not be written. */
export function toRecordText<Schema extends z.ZodType>(schema: Schema, value: z.input<Schema>, what: string): string {
  return JSON.stringify(check(schema, value, `a ${what} cannot be written`));
}

function check<Schema extends z.ZodType>(schema: Schema, value: unknown, otherwise: string): z.output<Schema> {
  const parsed = schema.safeParse(value);
  if (parsed.success) return parsed.data;
  const first = parsed.error.issues[0];
  throw new Failure('contract', `${otherwise}: ${first?.path.join('.')}: ${first?.message}`);
}
