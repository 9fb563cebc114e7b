import type { Change } from '@incidentfox/incident';
import { plainVersion } from './merge-sightings.ts';

/** Whether a later change takes an earlier one back: a rollback, a return to the version before, the same setting set again. */
export function takesBack(later: Change, earlier: Change): boolean {
  if (later.service !== earlier.service || later.startedAt <= earlier.startedAt || later.id === earlier.id)
    return false;
  if (earlier.kind === 'flag' || earlier.kind === 'config')
    return later.kind === earlier.kind && subjectOf(later.title) === subjectOf(earlier.title);
  if (later.kind === 'flag' || later.kind === 'config') return false;
  if (later.version !== undefined && earlier.previousVersion !== undefined)
    return plainVersion(later.version) === plainVersion(earlier.previousVersion);
  return later.kind === 'rollback';
}

/** The later change that took this one back, itself or along with others: a return to a version that ran before it. */
export function takenBackBy<T extends Change>(change: Change, all: readonly T[]): T | null {
  return all.find((later) => takesBack(later, change) || returnsBefore(later, change, all)) ?? null;
}

function returnsBefore(later: Change, change: Change, all: readonly Change[]): boolean {
  if (later.service !== change.service || later.startedAt <= change.startedAt || later.version === undefined)
    return false;
  if (change.kind === 'flag' || change.kind === 'config' || later.kind === 'flag' || later.kind === 'config')
    return false;
  const version = plainVersion(later.version);
  if (change.version === undefined || plainVersion(change.version) === version) return false;
  return all.some(
    (earlier) =>
      earlier.service === change.service &&
      earlier.startedAt < change.startedAt &&
      earlier.version !== undefined &&
      plainVersion(earlier.version) === version,
  );
}

const states =
  /\b(?:on|off|enabled?|disabled?|true|false|to|from|turned|switched|back|reverted|revert|undo|undone|set|\d+%?)\b/g;

/** What a setting is about, without what it was set to. */
const subjectOf = (title: string): string =>
  title
    .toLowerCase()
    .replace(states, '')
    .replace(/[^a-z0-9]+/g, ' ')
    .trim();
