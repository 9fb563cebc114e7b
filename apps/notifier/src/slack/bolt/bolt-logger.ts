import { type Logger, LogLevel } from '@slack/bolt';

export interface ListenerLogger {
  debug(fields: Readonly<Record<string, unknown>>, sentence: string): void;
  info(fields: Readonly<Record<string, unknown>>, sentence: string): void;
  warn(fields: Readonly<Record<string, unknown>>, sentence: string): void;
  error(fields: Readonly<Record<string, unknown>>, sentence: string): void;
}

/** What Bolt logs, in our log. */
export function boltLogger(logger: ListenerLogger): Logger {
  const text = (parts: unknown[]) =>
    parts
      .map((part) => (part instanceof Error ? part.message : String(part)))
      .join(' ')
      .slice(0, 500);
  return {
    debug: () => {},
    info: (...parts) => logger.debug({ message: text(parts) }, 'message from Bolt'),
    warn: (...parts) => logger.warn({ message: text(parts) }, 'message from Bolt'),
    error: (...parts) => logger.error({ message: text(parts) }, 'message from Bolt'),
    setLevel: () => {},
    getLevel: () => LogLevel.WARN,
    setName: () => {},
  };
}
