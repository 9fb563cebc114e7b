import { readFileSync } from 'node:fs';

/** The version of the whole product: all its packages carry the same. */
export const version: string = JSON.parse(readFileSync(new URL('../package.json', import.meta.url), 'utf8')).version;
