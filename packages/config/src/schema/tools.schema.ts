import { z } from 'zod';
import { placeKeys } from './place.schema.ts';

/** The schema of `tools.<kind>` by kind, without `enabled` and `name`, which every tool has. */
export type ToolSchemas = Readonly<Record<string, z.ZodType>>;

/** What every tool instance has besides its kind's own settings: read here, so that no kind declares it. */
export const toolKeys = {
  enabled: z.boolean().default(true).describe('Turns the tool off without removing its settings.'),
  name: z
    .string()
    .regex(/^[a-z0-9][a-z0-9-]*$/, 'lower-case letters, digits and - only')
    .optional()
    .describe('Tells several instances of one kind apart: `eu`, `us`.'),
  ...placeKeys,
};

/** `tools` as it is published for editors: one instance, or a list of named ones, for each kind. */
export function toolsSection(schemas: ToolSchemas) {
  const entries = Object.entries(schemas).map(([kind, schema]) => {
    const instance = schema instanceof z.ZodObject ? z.strictObject({ ...toolKeys, ...schema.shape }) : schema;
    return [kind, z.union([instance, z.array(instance)]).optional()] as const;
  });
  return z.strictObject(Object.fromEntries(entries));
}
