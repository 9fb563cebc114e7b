import { parseJson } from './parse-json.ts';
import { isYaml, parseYaml } from './parse-yaml.ts';

/** Where a text cannot be understood. The text itself is not repeated: it may hold a secret. */
export interface SyntaxFault {
  /** Both from 1. */
  line: number;
  column: number;
  /** What to write there instead, as a sentence. */
  hint: string;
}

export type ParsedText = { value: unknown } | { format: 'JSON' | 'YAML'; fault: SyntaxFault };

/** Reads a configuration file's text by the file's name: `.yaml` and `.yml` are YAML, everything else JSON. */
export function parseFileText(file: string, text: string): ParsedText {
  // Some editors begin a file with a byte order mark.
  const plain = text.replace(/^\uFEFF/, '');
  return isYaml(file) ? parseYaml(plain) : parseJson(plain);
}
