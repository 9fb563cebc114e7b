import type { LogFinding } from '../ranking/log-finding.ts';
import type { LogPattern } from './log-pattern.ts';
import { countSince, toStatements } from './statement.ts';
import { whenLogsChanged } from './when-logs-changed.ts';

/** The patterns of each service in the form that the ranking reads, counted since the logs changed around the alarm. */
export function toLogFindings(patterns: readonly LogPattern[], alarmAt: number): LogFinding[] {
  const services = [...new Set(patterns.map((pattern) => pattern.service))].sort();
  const byService = new Map<string, LogPattern[]>(services.map((service) => [service, []]));
  for (const pattern of patterns) byService.get(pattern.service)?.push(pattern);
  const read = services.map((service) => {
    const own = byService.get(service) ?? [];
    return { service, mentions: mentionsIn(own), statements: toStatements(own) };
  });
  const since = whenLogsChanged(
    read.map(({ statements }) => statements),
    alarmAt,
  );
  return read.map(({ service, mentions, statements }) => ({
    service,
    statements: statements.map((one) => countSince(one, since)),
    mentions,
  }));
}

/** Services that new or surging complaints name, with the lines that do. */
function mentionsIn(own: readonly LogPattern[]): LogFinding['mentions'] {
  const lines = new Map<string, number>();
  for (const { level, mechanism, isNew, isSurging, mentions, count } of own) {
    // An exception may name anybody; a call that was refused, timed out or was limited names who did not answer.
    const failsToReach = mechanism !== null && mechanism !== 'exception';
    if (level === 'info' || !failsToReach || !(isNew || isSurging)) continue;
    for (const { kind, text } of mentions) if (kind === 'service') lines.set(text, (lines.get(text) ?? 0) + count);
  }
  return [...lines].map(([service, count]) => ({ service, count }));
}
