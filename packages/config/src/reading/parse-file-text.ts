import { parseJson } from './parse-json.ts';
import { isYaml, parseYaml } from './parse-yaml.ts';
import type { ParsedText } from './parsed-text.ts';

/** Reads a configuration file's text by the file's name: `.yaml` and `.yml` are YAML, everything else JSON. */
export function parseFileText(file: string, text: string): ParsedText {
  // Some editors begin a file with a byte order mark.
  const plain = text.replace(/^\uFEFF/, '');
  return isYaml(file) ? parseYaml(plain) : parseJson(plain);
}
