import type { Investigation } from '@incidentfox/incident';
import type { Redis } from '@incidentfox/redis';

/**
 * Whether an incident is private now, beside its records: `<prefix>:privacy:<investigation id>`. What a revision was written
 * with is how things stood then; an incident may be made private, or public, after many revisions, and all of them follow,
 * also one that a run is writing at that moment.
 */
export interface Privacy {
  set(investigationId: string, isPrivate: boolean): Promise<void>;
  /** The record as private or public as its incident is now. */
  applyTo(investigation: Investigation): Promise<Investigation>;
  /** Kept at least as long as the records it speaks of. */
  keep(investigationId: string): Promise<void>;
}

export function createPrivacy(redis: Redis, prefix: string, retentionSeconds: number): Privacy {
  const keyOf = (id: string) => `${prefix}:privacy:${id}`;
  return {
    set: async (id, isPrivate) => {
      await redis.set(keyOf(id), isPrivate ? 'private' : 'public', 'EX', retentionSeconds);
    },
    applyTo: async (investigation) => {
      const said = await redis.get(keyOf(investigation.id));
      if (said !== 'private' && said !== 'public') return investigation;
      const { incident } = investigation;
      return {
        ...investigation,
        isPrivate: said === 'private',
        incident: incident && { ...incident, visibility: said },
      };
    },
    keep: async (id) => {
      await redis.expire(keyOf(id), retentionSeconds);
    },
  };
}
