import type { PatternLevel } from '../log-pattern.ts';

const errorLevel = /^(?:e|err|error|fatal|severe|crit|critical|panic|alert|emerg|emergency)$/i;
const warnLevel = /^(?:w|warn|warning)$/i;
const errorWord =
  /\b(?:ERROR|FATAL|SEVERE|CRITICAL|PANIC)\b|\blevel=(?:error|fatal|panic)\b|"level"\s*:\s*"(?:error|fatal)"/;
const warnWord = /\bWARN(?:ING)?\b|\blevel=warn/;
const troubleWord = /exception|traceback|\bfail(?:ed|ure)?\b|\berror\b|timed out|refused|panic:/i;

/** How bad a line is: what its level says, else what its beginning says, else what its words say. */
export function levelOf(level: string | undefined, message: string): PatternLevel {
  if (level !== undefined && level !== '') {
    if (errorLevel.test(level)) return 'error';
    return warnLevel.test(level) ? 'warn' : 'info';
  }
  const beginning = message.length > 120 ? message.slice(0, 120) : message;
  if (errorWord.test(beginning)) return 'error';
  if (warnWord.test(beginning)) return 'warn';
  return troubleWord.test(message) ? 'error' : 'info';
}
