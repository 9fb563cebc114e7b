import { Priority } from '@incidentfox/incident';

/** True when `priority` is as severe as `threshold` or worse: P0 is at least P2. */
export function isAtLeast(priority: Priority, threshold: Priority): boolean {
  return Priority.options.indexOf(priority) <= Priority.options.indexOf(threshold);
}
