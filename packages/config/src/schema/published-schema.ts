import { z } from 'zod';
import { configurationFile } from './configuration-file.schema.ts';
import { knownTools } from './known-tools.ts';
import type { ToolSchemas } from './tools.schema.ts';

/** The JSON Schema of the configuration file, for editors: completion, descriptions, defaults. */
export function publishedSchema(tools: ToolSchemas = knownTools): Record<string, unknown> {
  const { $schema, ...schema } = z.toJSONSchema(configurationFile(tools), {
    io: 'input',
    target: 'draft-7',
    unrepresentable: 'any',
  });
  return { $schema, title: 'IncidentFox configuration', ...schema };
}
