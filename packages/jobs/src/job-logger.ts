/** The part of a logger that jobs use: details as fields, the sentence constant. A pino logger is one. */
export interface JobLogger {
  debug(fields: Readonly<Record<string, unknown>>, sentence: string): void;
  info(fields: Readonly<Record<string, unknown>>, sentence: string): void;
  warn(fields: Readonly<Record<string, unknown>>, sentence: string): void;
  error(fields: Readonly<Record<string, unknown>>, sentence: string): void;
  child(fields: Readonly<Record<string, unknown>>): JobLogger;
}
