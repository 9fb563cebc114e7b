import { dimensionLabels, type LogLine } from '@incidentfox/incident';
import { maxMessageLength } from '../../limits.ts';
import { maxFieldLength } from '../limits.ts';
import type { RawLine } from '../raw-line.ts';
import { readFields, type StructuredLine } from './structured-line.ts';
import { asObject, takeOffFraming } from './take-off-framing.ts';

const traceInText = /trace_?id["']?\s*[=:]\s*["']?([0-9a-f]{16,32})\b/i;
const exceptionLine = /^[A-Za-z_][\w.]*(?:Error|Exception|Warning|Exit|Interrupt)\b.*$/;

/** What the source knows of a line beside its text; it wins over what the line says of itself. */
type Known = Pick<LogLine, 'level' | 'host' | 'traceId'>;

/**
 * A line as people would read it: without framing and colours, the message of a structured line first, what went wrong behind it, then
 * the other fields and the stack trace, each on lines of their own. Fields that tell of the request are kept beside it.
 */
export function toLogLine({ at, text: raw, fields = {} }: RawLine, known: Known = {}): LogLine {
  const { text, fields: beside } = takeOffFraming(raw);
  const object = asObject(text);
  const inside = object === null ? null : readFields(object);
  const outside = readFields({ ...beside, ...fields });
  const level = known.level ?? inside?.level ?? outside.level;
  const host = known.host ?? inside?.host ?? outside.host;
  const traceId = known.traceId ?? inside?.traceId ?? outside.traceId ?? traceInText.exec(text)?.[1];
  return {
    at,
    message: messageOf(text, inside).slice(0, maxMessageLength),
    ...(level === undefined ? {} : { level }),
    ...(host === undefined ? {} : { host }),
    ...(traceId === undefined ? {} : { traceId }),
    ...fieldsOf({ ...inside?.rest, ...outside.rest }),
  };
}

function messageOf(text: string, inside: StructuredLine | null): string {
  if (inside?.message === undefined) return withExceptionFirst(text);
  const pairs = Object.entries(inside.rest).map(
    ([name, value]) => `${name}=${/\s/.test(value) ? JSON.stringify(value) : value}`,
  );
  const message = withExceptionFirst(inside.message);
  return [message, pairs.join(' '), inside.stack ?? ''].filter((part) => part !== '').join('\n');
}

/** Python tells what went wrong in the last line of a trace: it is said first. */
function withExceptionFirst(text: string): string {
  const begin = text.indexOf('Traceback (most recent call last)');
  if (begin < 0) return text;
  const wrong = text
    .slice(begin)
    .split('\n')
    .findLast((line) => exceptionLine.test(line));
  const said = text.slice(0, begin).split('\n', 1)[0]?.trim() ?? '';
  if (wrong === undefined || said.includes(wrong)) return text;
  return `${said === '' ? wrong : `${said} ${wrong}`}\n${text}`;
}

/** Fields that tell of the request: version, zone, route, ... The pod is the line's host already. */
function fieldsOf(all: Readonly<Record<string, string>>): Pick<LogLine, 'fields'> {
  const known = dimensionLabels(Object.keys(all)).filter(({ dimension }) => dimension !== 'pod');
  const fields = known.map(({ label }) => [label, (all[label] ?? '').slice(0, maxFieldLength)] as const);
  return fields.length === 0 ? {} : { fields: Object.fromEntries(fields) };
}
