// npm run -s config:check -- [--without-secrets] [FILE]     npm run -s config:schema > config.schema.json
import { checkConfiguration } from './check-configuration.ts';
import { publishedSchema } from './published-schema.ts';

const [command, ...args] = process.argv.slice(2);

if (command === 'schema') {
  process.stdout.write(`${JSON.stringify(publishedSchema(), null, 2)}\n`);
} else if (command === 'check') {
  const file = args.find((arg) => !arg.startsWith('-')) ?? process.env.INCIDENTFOX_CONFIG;
  if (file === undefined) {
    console.error('Which file? npm run -s config:check -- FILE (or set INCIDENTFOX_CONFIG)');
    process.exitCode = 1;
  } else {
    const withoutSecrets = args.includes('--without-secrets');
    const { exitCode, output, notes } = await checkConfiguration({ file, env: process.env, withoutSecrets });
    for (const note of notes) console.error(note);
    if (output) console.log(output);
    process.exitCode = exitCode;
  }
} else {
  console.error('Commands: check FILE, schema');
  process.exitCode = 1;
}
