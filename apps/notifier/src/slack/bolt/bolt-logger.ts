import { type Logger, LogLevel } from '@slack/bolt';

export interface DoorLogger {
  debug(fields: Readonly<Record<string, unknown>>, sentence: string): void;
  info(fields: Readonly<Record<string, unknown>>, sentence: string): void;
  warn(fields: Readonly<Record<string, unknown>>, sentence: string): void;
  error(fields: Readonly<Record<string, unknown>>, sentence: string): void;
}

/** Bolt's own remarks in our log. */
export function boltLogger(logger: DoorLogger): Logger {
  const text = (parts: unknown[]) =>
    parts
      .map((part) => (part instanceof Error ? part.message : String(part)))
      .join(' ')
      .slice(0, 500);
  return {
    debug: () => {},
    info: (...parts) => logger.debug({ said: text(parts) }, 'Bolt'),
    warn: (...parts) => logger.warn({ said: text(parts) }, 'Bolt'),
    error: (...parts) => logger.error({ said: text(parts) }, 'Bolt'),
    setLevel: () => {},
    getLevel: () => LogLevel.WARN,
    setName: () => {},
  };
}
