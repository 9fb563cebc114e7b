import { readFileSync, writeFileSync } from 'node:fs';
import { publishedSchema } from '@incidentfox/config';
import type { CliCommand } from '../cli-command.ts';
import { fillKeyTables } from './fill-key-tables.ts';

export const publishCommand: CliCommand = {
  name: 'config publish',
  summary: 'Brings config.schema.json and the tables of docs/configuration.md up to date.',
  declare: (command) =>
    command
      .argument('[schema]', 'the file of the JSON Schema', 'config.schema.json')
      .argument('[documentation]', 'the file with the tables', 'docs/configuration.md'),
  run: async (command) => {
    const [schemaFile, documentation] = command.processedArgs as [string, string];
    const schema = publishedSchema();
    writeFileSync(schemaFile, `${JSON.stringify(schema, null, 2)}\n`);
    writeFileSync(documentation, fillKeyTables(readFileSync(documentation, 'utf8'), schema));
    const written = [schemaFile, documentation];
    return { exitCode: 0, text: `${written.join(' and ')} are up to date.`, notes: [], json: { written } };
  },
};
