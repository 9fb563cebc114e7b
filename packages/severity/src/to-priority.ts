import { Priority, type PriorityOrigin, type Severity } from '@incidentfox/incident';
import { priorityOfWord } from './severity-words.ts';

export interface MappedPriority {
  priority: Priority;
  how: PriorityOrigin;
}

/**
 * The priority of an incident's severity: `map` (by severity id or lower-cased name) first, then the well-known names, then
 * the rank's position among `all` severities of the organisation (a higher rank is worse). Without any of these: P2, assumed.
 */
export function toPriority(
  severity: Severity | null,
  options: { map: Readonly<Record<string, Priority>>; all: readonly Severity[] },
): MappedPriority {
  if (severity === null) return { priority: 'P2', how: 'missing' };
  const name = severity.name.trim().toLowerCase();
  const configured = ownEntry(options.map, severity.id) ?? ownEntry(options.map, name);
  if (configured) return { priority: configured, how: 'severity_map' };
  const named = priorityOfWord(name);
  if (named) return { priority: named, how: 'name' };
  const ranked = priorityByRank(severity, options.all);
  if (ranked) return { priority: ranked, how: 'rank' };
  return { priority: 'P2', how: 'unknown' };
}

/** Spreads the organisation's own scale over P3..P0: two severities are P3 and P0, three P3, P1 and P0. */
function priorityByRank(severity: Severity, all: readonly Severity[]): Priority | undefined {
  const ranks = [...new Set([...all.map((one) => one.rank), severity.rank])].sort((a, b) => a - b);
  if (ranks.length < 2) return undefined;
  const position = ranks.indexOf(severity.rank) / (ranks.length - 1);
  const leastSevere = Priority.options.length - 1;
  return Priority.options[leastSevere - Math.round(position * leastSevere)];
}

/** Severity names are typed by people: `constructor` must not find what every object inherits. */
function ownEntry(record: Readonly<Record<string, Priority>>, key: string): Priority | undefined {
  return Object.hasOwn(record, key) ? record[key] : undefined;
}
