import { type DestinationStream, pino } from 'pino';
import { redact, redactText } from './redact.ts';

export type LogLevel = 'trace' | 'debug' | 'info' | 'warn' | 'error' | 'fatal' | 'silent';

/** A constant sentence says what happened; the fields say to whom. Nothing secret passes: see `redact`. */
export type Log = (fields: Readonly<Record<string, unknown>>, sentence: string) => void;

export interface Logger {
  readonly debug: Log;
  readonly info: Log;
  readonly warn: Log;
  readonly error: Log;
  readonly fatal: Log;
  /** The same log with `fields` on every line: `logger.child({ incidentId })`. */
  child(fields: Readonly<Record<string, unknown>>): Logger;
}

/**
 * A JSON log, one line an event, to standard output unless `destination` is given. `level` defaults to `info`; a level
 * nobody knows is `info` too, because a log must not stop a service.
 */
export function createLogger(options: {
  service: string;
  level?: string | undefined;
  destination?: DestinationStream;
}): Logger {
  const settings = {
    level: isLevel(options.level) ? options.level : 'info',
    base: { service: options.service },
    timestamp: pino.stdTimeFunctions.isoTime,
    formatters: {
      level: (label: string) => ({ level: label }),
      log: (fields: object) => redact(fields) as Record<string, unknown>,
      bindings: (fields: object) => redact(fields) as Record<string, unknown>,
    },
    // Errors are made plain by `redact`; pino's own serializer would add what it finds on them.
    serializers: { err: (error: unknown) => error },
  };
  return narrow(pino(settings, options.destination ?? standardOutput()));
}

/**
 * Each line is written before the call returns. Pino's own default writes in the background: at exit it puts what still waits before
 * what is under way, and may lose the latter.
 */
const standardOutput = (): DestinationStream => pino.destination({ dest: 1, sync: true });

type PinoLogger = ReturnType<typeof pino>;

function narrow(log: PinoLogger): Logger {
  const at =
    (level: 'debug' | 'info' | 'warn' | 'error' | 'fatal'): Log =>
    (fields, sentence) =>
      log[level](fields, redactText(sentence));
  return {
    debug: at('debug'),
    info: at('info'),
    warn: at('warn'),
    error: at('error'),
    fatal: at('fatal'),
    child: (fields) => narrow(log.child(redact(fields) as Record<string, unknown>)),
  };
}

function isLevel(level: string | undefined): level is LogLevel {
  return level === 'silent' || (level !== undefined && Object.hasOwn(pino.levels.values, level));
}
