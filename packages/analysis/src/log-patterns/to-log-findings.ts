import type { LogFinding } from '../ranking/log-finding.ts';
import { nameServerAmong } from './blamed-names.ts';
import type { LogPattern } from './log-pattern.ts';
import { countSince, toStatements } from './statement.ts';
import { whenLogsChanged } from './when-logs-changed.ts';

/** The patterns of each service in the form that the ranking reads, counted since the logs changed around the alarm. */
export function toLogFindings(
  patterns: readonly LogPattern[],
  alarmAt: number,
  nameServer = nameServerAmong([]),
): LogFinding[] {
  const services = [...new Set(patterns.map((pattern) => pattern.service))].sort();
  const byService = new Map<string, LogPattern[]>(services.map((service) => [service, []]));
  for (const pattern of patterns) byService.get(pattern.service)?.push(pattern);
  const read = services.map((service) => ({
    service,
    statements: toStatements(byService.get(service) ?? [], nameServer),
  }));
  const since = whenLogsChanged(
    read.map(({ statements }) => statements),
    alarmAt,
  );
  return read.map(({ service, statements }) => ({
    service,
    statements: statements.map((one) => countSince(one, since)),
  }));
}
