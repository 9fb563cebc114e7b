import { maxTextRead } from '../thresholds.ts';

const logfmtMessage = /(?:^|\s)(?:msg|message)="((?:[^"\\]|\\.)+)"/;
const leadingTime = /^\[?\d{4}-\d\d-\d\d[T ][\d:.,]+(?:Z|[+-]\d\d:?\d\d)?\]?\s+/;
const leadingLevel = /^\[?(?:trace|debug|info|warn|warning|error|fatal|critical)\]?:?\s+/i;

/** What a person reads first in a log line: its message, without the time, level and fields around it. */
export function logMessage(logLine: string): string {
  const text = logLine.slice(0, maxTextRead).trim();
  const message =
    jsonMessage(text) ?? logfmtMessage.exec(text)?.[1] ?? text.replace(leadingTime, '').replace(leadingLevel, '');
  return message.trim() || text;
}

function jsonMessage(text: string): string | undefined {
  if (!text.startsWith('{')) return undefined;
  try {
    const { message, msg, error } = JSON.parse(text) as Record<string, unknown>;
    return [message, msg, error].find((value): value is string => typeof value === 'string' && value !== '');
  } catch {
    return undefined;
  }
}

/** A whole logfmt line quoted inside a sentence becomes its message: `first errors "connection timeout"`. */
const quotedLogfmt = /"(?:[\w.]+=(?:"[^"]*"|[^\s"]\S*) )*?(?:msg|message)="([^"]+)"[^"]*"/g;

export function withoutLogFields(sentence: string): string {
  return sentence.slice(0, maxTextRead).replace(quotedLogfmt, '"$1"');
}
