import type { Alteration } from '../../alteration.ts';
import { type DiffLine, enclosing, type ParsedFile } from '../../parsing/parsed-file.ts';
import { nameBeside } from '../../settings/setting.ts';
import { alter, type Detector } from '../detector.ts';

const ranks: Readonly<Record<string, number>> = {
  all: 0,
  trace: 0,
  silly: 0,
  verbose: 1,
  debug: 1,
  info: 2,
  information: 2,
  notice: 2,
  warn: 3,
  warning: 3,
  error: 4,
  critical: 5,
  fatal: 5,
  off: 6,
  none: 6,
};
const levelWord =
  /\b(?:\w+\.)*(?:Level)?(trace|silly|verbose|debug|info|information|notice|warn|warning|error|critical|fatal|off)\b/i;
const setting =
  /(?:level|logger|logging|rust_log|\broot|default|microsoft|log_min_messages|verbosity)[\w."'\]-]*\s*(?:[:=,(>]|level=)+\s*["']?(?:[\w]+\.)*(?:Level)?(trace|silly|verbose|debug|info|information|notice|warn|warning|error|critical|fatal|off)\b/i;
const call = /\b\w*(?:log|logger|slog|zap)\w*\.(trace|debug|info|warn|error)\w*\(/i;
const switches =
  /\b(?:show_sql|show-sql|format_sql|sql_echo|echo|debug|verbose|log_queries|logQueries|trace_enabled|access_?log|log_statement|log_min_duration_statement|logging)\b["']?\s*[:=]\s*["']?(true|on|all|yes|1|0)\b/i;

/** Log levels that let more through, and switches that write every query or request. */
export const logging: Detector = {
  wakesOn:
    'value level loglevel logger logging log root rust verbose debug sql echo verbosity queries trace access slog zap default'.split(
      ' ',
    ),
  detect: (file, { removed, added }) =>
    added.flatMap((line) => levelChange(file, line, removed) ?? callChange(file, line) ?? switchedOn(file, line) ?? []),
};

/** `value: debug` below `name: LOG_LEVEL`. */
const valueInList = /^-?\s*["']?value["']?\s*[:=]\s*["']?(trace|debug|info|warn|warning|error)\b/i;

function levelOf(line: DiffLine, file: ParsedFile): string | null {
  const listed = valueInList.exec(line.code);
  if (listed !== null && /\blog/.test(nameBeside(line))) return (listed[1] ?? '').toLowerCase();
  const found = setting.exec(line.code);
  if (found === null || !concernsLogs(line, file)) return null;
  return (found[1] ?? '').toLowerCase();
}

const aboutLogs = /log|RUST_LOG|winston|pino|serilog|zap/i;

/** `level: debug` is about logs when the line, what it stands in or the file says so. */
const concernsLogs = (line: DiffLine, file: ParsedFile): boolean =>
  aboutLogs.test(line.code) || aboutLogs.test(file.path) || enclosing(line).some(({ code }) => aboutLogs.test(code));

function levelChange(file: ParsedFile, line: DiffLine, removed: readonly DiffLine[]): Alteration[] | null {
  const to = levelOf(line, file);
  if (to === null || call.test(line.code)) return null;
  const partner =
    line.partner ?? removed.find((other) => other.hunk === line.hunk && levelOf(other, file) !== null) ?? null;
  const from =
    partner === null ? null : (levelOf(partner, file) ?? levelWord.exec(partner.code)?.[1]?.toLowerCase() ?? null);
  if (from === null && rank(to) > 1) return [];
  if (from !== null && rank(to) >= rank(from)) return [];
  const weight = rank(to) <= 1 ? 1 : 0.5;
  return alter(file, { kind: 'log_level', what: 'log level', line, from, to, direction: 'up', weight });
}

const rank = (level: string): number => ranks[level] ?? 2;

/** `log.debug(` became `log.info(`: one statement more in the logs. */
function callChange(file: ParsedFile, line: DiffLine): Alteration[] | null {
  const to = call.exec(line.bare)?.[1]?.toLowerCase();
  const from = line.partner === null ? undefined : call.exec(line.partner.bare)?.[1]?.toLowerCase();
  if (to === undefined || from === undefined || rank(from) > 1 || rank(to) <= 1) return null;
  return alter(file, {
    kind: 'log_level',
    what: 'level of a log statement',
    line,
    from,
    to,
    direction: 'up',
    weight: 0.5,
  });
}

function switchedOn(file: ParsedFile, line: DiffLine): Alteration[] | null {
  const found = switches.exec(line.code);
  if (found === null) return null;
  const isDuration = /min_duration/.test(found[0]);
  if (isDuration ? found[1] !== '0' : found[1] === '0') return null;
  const was = line.partner === null ? null : (/[:=]\s*["']?(\w+)/.exec(line.partner.code)?.[1] ?? null);
  if (was === found[1]) return null;
  const what = /^[\w-]+/.exec(found[0])?.[0] ?? 'verbose logs';
  return alter(file, { kind: 'log_level', what, line, from: was, to: found[1] ?? null, direction: 'up', weight: 0.9 });
}
