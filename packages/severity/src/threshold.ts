import type { Priority } from '@incidentfox/incident';

const byName: Readonly<Record<string, Priority>> = {
  critical: 'P0',
  high: 'P1',
  medium: 'P2',
  low: 'P3',
  p0: 'P0',
  p1: 'P1',
  p2: 'P2',
  p3: 'P3',
};

/** Every spelling `thresholdFromName` understands, for error messages and schemas. */
export const thresholdNames = ['critical', 'high', 'medium', 'low', 'P0', 'P1', 'P2', 'P3'] as const;

/** `critical`, `high`, `medium`, `low` or `P0`..`P3`, in any case, as a priority. Undefined for anything else. */
export function thresholdFromName(name: string): Priority | undefined {
  const key = name.trim().toLowerCase();
  return Object.hasOwn(byName, key) ? byName[key] : undefined;
}

/** True when `priority` is as severe as `threshold` or worse: P0 is at least P2. */
export function isAtLeast(priority: Priority, threshold: Priority): boolean {
  return severityOf(priority) >= severityOf(threshold);
}

function severityOf(priority: Priority): number {
  return 3 - Number(priority.slice(1));
}
