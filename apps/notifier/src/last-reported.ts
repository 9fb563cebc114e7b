import type { Investigation } from '@incidentfox/incident';
import type { InvestigationStore } from '@incidentfox/investigations';

/** The last run before this one that had findings, or null. Runs are few: `max_revisions` bounds them. */
export async function lastReported(
  investigation: Investigation,
  store: Pick<InvestigationStore, 'read'>,
): Promise<Investigation | null> {
  for (let revision = investigation.revision - 1; revision >= 1; revision--) {
    const earlier = await store.read(investigation.id, revision);
    if (earlier?.report) return earlier;
  }
  return null;
}
