import type { Investigation } from '@incidentfox/incident';
import type { Redis } from '@incidentfox/redis';

const over: ReadonlySet<string> = new Set(['declined', 'merged', 'canceled', 'learning', 'closed']);

/**
 * The incidents a team has on record that are not known to be over: `<prefix>:open:<team>`, by the time of their last
 * revision. Reconciliation compares them with what incident.io says without reading every record there ever was.
 */
export interface OpenIncidents {
  /** To be called before a record is written, so that none is missing whose writer was killed; nothing when it is over. */
  add(latest: Investigation): Promise<void>;
  /** To be called after it was written; nothing when it is open. */
  remove(latest: Investigation): Promise<void>;
  /** Newest first. `since` is epoch ms. */
  list(team: string, options: { since: number; limit: number }): Promise<string[]>;
}

export function createOpenIncidents(redis: Redis, prefix: string, retentionSeconds: number): OpenIncidents {
  const keyOf = (team: string) => `${prefix}:open:${team}`;
  return {
    add: async (latest) => {
      if (!isOpen(latest)) return;
      const key = keyOf(latest.team);
      await redis.zadd(key, Date.parse(latest.queuedAt), latest.incidentId);
      await redis.expire(key, retentionSeconds);
    },
    remove: async (latest) => {
      if (!isOpen(latest)) await redis.zrem(keyOf(latest.team), latest.incidentId);
    },
    list: (team, { since, limit }) => redis.zrevrangebyscore(keyOf(team), '+inf', since, 'LIMIT', 0, limit),
  };
}

/** Unfinished, about an incident that could not be read, or about one that was not over when it was last looked at. */
function isOpen({ state, incident }: Investigation): boolean {
  if (state === 'queued' || state === 'running' || state === 'held' || incident === null) return true;
  return !over.has(incident.status.category);
}
