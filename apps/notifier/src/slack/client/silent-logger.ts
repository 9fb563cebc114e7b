import { type Logger, LogLevel } from '@slack/web-api';

/** For a library whose every outcome reaches us as a value or an error anyway. */
export const silentLogger: Logger = {
  debug: () => {},
  info: () => {},
  warn: () => {},
  error: () => {},
  setLevel: () => {},
  getLevel: () => LogLevel.ERROR,
  setName: () => {},
};
