// npm run -s config:check -- [--without-secrets] [FILE]
// npm run config:publish     brings config.schema.json and docs/configuration.md up to date
import { readFileSync, writeFileSync } from 'node:fs';
import { checkConfiguration } from './check-configuration.ts';
import { fillKeyTables } from './key-tables.ts';
import { publishedSchema } from './published-schema.ts';

const [command, ...args] = process.argv.slice(2);

async function check(): Promise<number> {
  const file = args.find((arg) => !arg.startsWith('-')) ?? process.env.INCIDENTFOX_CONFIG;
  if (!file) {
    console.error('Which file? npm run -s config:check -- FILE (or set INCIDENTFOX_CONFIG)');
    return 1;
  }
  const withoutSecrets = args.includes('--without-secrets');
  const { exitCode, output, notes } = await checkConfiguration({ file, env: process.env, withoutSecrets });
  for (const note of notes) console.error(note);
  if (output) console.log(output);
  return exitCode;
}

function publish(): number {
  const [schemaFile = 'config.schema.json', documentation = 'docs/configuration.md'] = args;
  const schema = publishedSchema();
  writeFileSync(schemaFile, `${JSON.stringify(schema, null, 2)}\n`);
  writeFileSync(documentation, fillKeyTables(readFileSync(documentation, 'utf8'), schema));
  return 0;
}

if (command === 'check') process.exitCode = await check();
else if (command === 'publish') process.exitCode = publish();
else {
  console.error('Commands: check FILE, publish');
  process.exitCode = 1;
}
