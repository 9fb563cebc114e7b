/** Where a text cannot be understood. The text itself is not repeated: it may hold a secret. */
export interface SyntaxFault {
  /** Both from 1. */
  line: number;
  column: number;
  /** What to write there instead, as a sentence. */
  hint: string;
}

export type ParsedText = { value: unknown } | { format: 'JSON' | 'YAML'; fault: SyntaxFault };
