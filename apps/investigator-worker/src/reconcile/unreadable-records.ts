import { Failure } from '@incidentfox/failures';
import type { Logger } from '@incidentfox/service-runtime';

const maxRemembered = 1_000;

/** Records another version wrote, or that are broken: each is told of once, and keeps no other incident from being looked at. */
export interface Unreadable {
  /** Null when a record of this incident cannot be read. */
  skip<T>(incidentId: string, work: () => Promise<T>): Promise<T | null>;
}

export function createUnreadable(logger: Pick<Logger, 'error'>): Unreadable {
  const told = new Set<string>();
  return {
    skip: async (incidentId, work) => {
      try {
        return await work();
      } catch (error) {
        if (!(error instanceof Failure) || error.kind !== 'contract') throw error;
        if (told.size >= maxRemembered) told.clear();
        if (!told.has(incidentId)) logger.error({ incidentId, reason: error.message }, 'incident not reconciled');
        told.add(incidentId);
        return null;
      }
    },
  };
}
