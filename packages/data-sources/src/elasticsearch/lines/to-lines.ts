import { type LogLine, statedLevel } from '@incidentfox/incident';
import { type RawLine, toLogLine } from '../../logs/index.ts';
import type { LogFields } from '../queries.ts';
import type { Hit, SearchResponse } from '../responses.schema.ts';

/** Hits as lines: the text is the first of the message fields that a hit has. A hit without a time is left out. */
export function toRawLines(response: SearchResponse, fields: LogFields): RawLine[] {
  return response.hits.hits.items.flatMap((hit): RawLine[] => {
    const value = firstValueOf(hit);
    const at = Number(value(fields.timestamp));
    if (!Number.isFinite(at)) return [];
    const text = fields.message.map(({ name }) => value(name)).find((one) => one !== undefined) ?? '';
    const names = [...fields.host, ...fields.traceId, ...fields.further, ...fields.level.map(({ name }) => name)];
    const kept = names.flatMap((name) => {
      const one = value(name);
      return one === undefined ? [] : [[name, one] as const];
    });
    const line = { at, text, fields: Object.fromEntries(kept) };
    return [{ ...line, text: withError(text, errorIn(line).what) }];
  });
}

const firstValueOf =
  ({ fields }: Hit) =>
  (name: string): string | undefined => {
    const value = fields[name]?.[0];
    return value === undefined || value === null || value === '' ? undefined : String(value);
  };

export const hostOf = (line: RawLine, { host }: LogFields): string | undefined => first(line, host);

export function toLine(line: RawLine, fields: LogFields): LogLine {
  const host = first(line, fields.host);
  const traceId = first(line, fields.traceId);
  const level = levelOf(line, fields);
  const { what, stack } = errorIn(line);
  const own = Object.entries(line.fields ?? {}).filter(([name]) => !/^(?:err|error)\b/.test(name));
  const known = {
    ...(level === undefined ? {} : { level }),
    ...(host === undefined ? {} : { host }),
    ...(traceId === undefined ? {} : { traceId }),
  };
  return toLogLine({ ...line, text: inOneLine(line.text, what, stack), fields: Object.fromEntries(own) }, known);
}

/** As a word; a number says what it means by the name it stands under. */
function levelOf(line: RawLine, { level }: LogFields): string | undefined {
  for (const { name, isNumber } of level) {
    const value = first(line, [name]);
    if (value === undefined) continue;
    const meant = isNumber ? statedLevel(value, name) : value;
    if (meant !== null) return meant;
  }
  return undefined;
}

function errorIn(line: RawLine): { what: string; stack: string | undefined } {
  const type = first(line, ['error.type', 'err.type']);
  const message = first(line, ['error.message', 'err.message']);
  const what = [type, message].filter((one) => one !== undefined).join(': ');
  return { what, stack: first(line, ['error.stack_trace', 'err.stack']) };
}

/** What went wrong is a field of its own: a line of its own in the text, so that each can be looked for where it stands. */
const withError = (text: string, what: string): string =>
  what === '' || text.includes(what) || text.trimStart().startsWith('{') ? text : `${text}\n${what}`;

function inOneLine(text: string, what: string, stack: string | undefined): string {
  const said = what !== '' && text.endsWith(`\n${what}`) ? text.slice(0, -what.length - 1) : null;
  const whole = said === null ? text : said === '' ? what : `${said}: ${what}`;
  return stack === undefined || whole.includes(stack) || whole.trimStart().startsWith('{')
    ? whole
    : `${whole}\n${stack}`;
}

function first({ fields = {} }: RawLine, names: readonly string[]): string | undefined {
  return names.map((name) => fields[name]).find((value) => typeof value === 'string' && value !== '') as
    | string
    | undefined;
}
