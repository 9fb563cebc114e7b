#!/usr/bin/env node
// `npx incidentfox COMMAND` in a checkout, and `incidentfox COMMAND` in the image.
import { existsSync } from 'node:fs';

const built = new URL('../dist/main.js', import.meta.url);
if (existsSync(built)) {
  await import(built.href);
} else {
  process.stderr.write('IncidentFox is not built here yet. Run: npm ci && npm run build\n');
  process.exitCode = 1;
}
