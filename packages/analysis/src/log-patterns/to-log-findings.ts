import type { LogFinding, PatternFinding } from '../ranking/log-finding.ts';
import type { LogPattern } from './log-pattern.ts';
import { toStatementCounts } from './to-statement-counts.ts';

const levelWorth = { error: 1, warn: 0.5, info: 0.2 } as const;

/** The patterns of each service in the form that the ranking reads. */
export function toLogFindings(patterns: readonly LogPattern[]): LogFinding[] {
  const services = [...new Set(patterns.map((pattern) => pattern.service))].sort();
  const byService = new Map<string, LogPattern[]>(services.map((service) => [service, []]));
  for (const pattern of patterns) byService.get(pattern.service)?.push(pattern);
  return services.map((service) => {
    const own = byService.get(service) ?? [];
    const mentions = new Map<string, number>();
    for (const pattern of own) {
      if (pattern.level === 'info' || !failsToReach(pattern) || !(pattern.isNew || pattern.isSurging)) continue;
      for (const mention of pattern.mentions)
        if (mention.kind === 'service') mentions.set(mention.text, (mentions.get(mention.text) ?? 0) + pattern.count);
    }
    return {
      service,
      newPatterns: own.filter((pattern) => pattern.isNew).map(scored),
      surgingPatterns: own.filter((pattern) => pattern.isSurging).map(scored),
      vanishedPatterns: own.filter((pattern) => pattern.vanished).map(scored),
      statements: toStatementCounts(own),
      mentions: [...mentions].map(([name, count]) => ({ service: name, count })),
    };
  });
}

/** An exception may name anybody; a call that was refused, timed out or was limited names who did not answer. */
const failsToReach = ({ mechanism }: LogPattern): boolean => mechanism !== null && mechanism !== 'exception';

/** Surer with more lines: one stray line says little. */
function scored(pattern: LogPattern): PatternFinding {
  const lines = Math.max(pattern.count, pattern.vanished ? pattern.baselineCount : 0);
  return { score: levelWorth[pattern.level] * (lines / (lines + 3)), firstAt: pattern.firstAt };
}
