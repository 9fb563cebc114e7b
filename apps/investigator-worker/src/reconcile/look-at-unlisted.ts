import type { Failure } from '@incidentfox/failures';
import type { Incident, Investigation } from '@incidentfox/incident';
import type { JobRun } from '@incidentfox/jobs/bullmq';
import { noteRefusal } from '../intake/note-refusal.ts';
import { isRefusal } from '../intake/read-incident.ts';
import { type Compared, type Comparing, compareIncident } from './compare-incident.ts';
import type { Unreadable } from './unreadable-records.ts';

const minute = 60_000;
const lookBackMs = 7 * 24 * 60 * minute;
const maxOpen = 500;
/** Requests for incidents one by one in a pass. */
const maxLooks = 20;
const maxRemembered = 2_000;
/** Shorter than two passes are apart. */
const soonMs = 1.5 * minute;

type Look = Comparing & { readonly run: Pick<JobRun, 'jobId' | 'signal'>; readonly unreadable: Unreadable };

/**
 * Looks one by one at incidents on record that the list does not show: they have ended, were made private, or could not be read
 * with this key. Where readers wait every other minute, else now and then.
 */
export interface UnlistedLooks {
  look(at: Look, listed: ReadonlySet<string>): Promise<Compared[]>;
}

export function createUnlistedLooks(now: () => number): UnlistedLooks {
  const nextLookAt = new Map<string, number>();
  return {
    look: async (at, listed) => {
      const team = at.team.settings.id;
      const dueAt = (incidentId: string) => nextLookAt.get(`${team} ${incidentId}`) ?? 0;
      const open = await at.deps.investigations.openIncidents(team, { since: now() - lookBackMs, limit: maxOpen });
      const due = open.filter((incidentId) => !listed.has(incidentId) && dueAt(incidentId) <= now());
      const found: Compared[] = [];
      for (const incidentId of due.sort((a, b) => dueAt(a) - dueAt(b)).slice(0, maxLooks)) {
        if (nextLookAt.size >= maxRemembered) nextLookAt.clear();
        nextLookAt.set(`${team} ${incidentId}`, now() + soonMs);
        const record = await at.unreadable.skip(incidentId, () => at.deps.investigations.ofIncident(team, incidentId));
        if (!record) continue;
        const { compared, wasRead } = await lookAt(at, record);
        found.push(compared);
        nextLookAt.set(`${team} ${incidentId}`, now() + restMs(record, wasRead, now()));
      }
      return found;
    },
  };
}

async function lookAt(at: Look, record: Investigation): Promise<{ compared: Compared; wasRead: boolean }> {
  const { deps, team, run } = at;
  const { incidentId } = record;
  const look = `reconcile ${record.id}`;
  const incident = await team.incidentIo.incident(incidentId).catch((error: unknown): Incident | null => {
    if (!isRefusal(error) || (error as Failure).kind === 'auth') throw error;
    return null;
  });
  if (incident !== null) {
    deps.refusals.forget(look);
    return { compared: await compareIncident(at, incident), wasRead: true };
  }
  if (deps.refusals.nextTryMs(look, record.isPrivate ? 'private' : 'public') === null)
    await noteRefusal(deps, { team, request: { incidentId, trigger: record.trigger }, record, run });
  return { compared: 'unchanged', wasRead: false };
}

function restMs(record: Investigation, wasRead: boolean, nowMs: number): number {
  const isWaitedFor = record.state === 'running' || record.state === 'queued';
  if (isWaitedFor) return soonMs;
  if (wasRead) return 10 * minute;
  // Refused: soon at first, and ever more seldom, because most of these stay so.
  const ageMs = nowMs - Date.parse(record.finishedAt ?? record.queuedAt);
  return Math.min(Math.max(soonMs, ageMs / 4), 60 * minute);
}
