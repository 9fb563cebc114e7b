/** The part of a logger that jobs use: details as fields, the sentence constant. A pino logger is one. */
export interface JobLogger {
  debug(fields: object, sentence: string): void;
  info(fields: object, sentence: string): void;
  warn(fields: object, sentence: string): void;
  error(fields: object, sentence: string): void;
  child(fields: object): JobLogger;
}
