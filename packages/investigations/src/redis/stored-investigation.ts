import { Investigation } from '@incidentfox/incident';
import { z } from 'zod';

/** A record as it is stored, read as an `Investigation` also when an older version wrote it. */
export const StoredInvestigation = z.preprocess(withPriorityOrigin, Investigation);

/**
 * Records used to say only whether the priority was assumed (`severityAssumed`). May go when every record written then has
 * expired (`retentionDays` after the upgrade). Whether a map, a name or a rank told the priority is not in such a record.
 */
function withPriorityOrigin(stored: unknown): unknown {
  if (typeof stored !== 'object' || stored === null || !('severityAssumed' in stored)) return stored;
  const { severityAssumed, ...record } = stored as {
    severityAssumed: unknown;
    incident?: { severity?: unknown } | null;
  };
  if ('priorityOrigin' in record) return record;
  const assumedOrigin = record.incident?.severity ? 'unknown' : 'missing';
  return { ...record, priorityOrigin: severityAssumed === true ? assumedOrigin : 'name' };
}
