import { z } from 'zod';
import { placeKeys } from './place.schema.ts';
import { vendorName } from './vendor-name.schema.ts';

/** One entry of `services`: our name for it, and under each tool's kind the name it has there. */
export function serviceEntry(kinds: readonly string[]) {
  const vendorNames = Object.fromEntries(
    kinds.map((kind) => [
      kind,
      vendorName(kind).optional().describe(`What ${kind} calls this service: a name, or named parts.`),
    ]),
  );
  return z.strictObject({
    ...vendorNames,
    ...placeKeys,
    name: z.string().min(1).describe('The name used in reports.'),
    aliases: z.array(z.string().min(1)).default([]).describe('Other names people use for it.'),
    depends_on: z.array(z.string().min(1)).default([]).describe('Services it calls.'),
    owner: z
      .string()
      .min(1)
      .optional()
      .describe('The team to ask: findings in Slack name it when this service is blamed.'),
  });
}

export interface ServiceEntry {
  name: string;
  aliases: string[];
  depends_on: string[];
  owner?: string | undefined;
  environment?: string | undefined;
  cluster?: string | undefined;
  region?: string | undefined;
  [kind: string]: unknown;
}
