import type { Investigation } from '@incidentfox/incident';
import type { DeliveryRecord, Stores } from '@incidentfox/investigations';
import type { FoundJob } from '../queue-board/find-jobs.ts';
import type { QueueBoard } from '../queue-board/queue-board.ts';

/** One revision with all that belongs to its investigation. */
export interface WholeInvestigation {
  readonly revision: Investigation;
  readonly latestRevision: number;
  readonly deliveries: readonly DeliveryRecord[];
  /** What waits, runs or failed for it. */
  readonly jobs: readonly FoundJob[];
  /** What people said about this revision's findings. */
  readonly feedback: { readonly helpful: number; readonly notHelpful: number };
  /** The job that runs it now. */
  readonly holder: string | null;
}

export interface InvestigationDeps extends Pick<Stores, 'investigations' | 'deliveries' | 'feedback'> {
  readonly board: Pick<QueueBoard, 'jobsOf'>;
}

/**
 * Null when there is no such investigation, or revision. It is as private as its incident is now, which the latest revision
 * holds. Throws `Failure`: `unavailable`, or `contract` when a record cannot be read.
 */
export async function readInvestigation(
  { investigations, deliveries, feedback, board }: InvestigationDeps,
  id: string,
  asked: number | null,
): Promise<WholeInvestigation | null> {
  const latest = await investigations.read(id);
  const found = asked === null || asked === latest?.revision ? latest : await investigations.read(id, asked);
  if (!latest || !found) return null;
  const { team, incidentId } = latest;
  const [sent, jobs, said, holder] = await Promise.all([
    deliveries.readAll(id),
    board.jobsOf({ investigationId: id, incidentId }),
    feedback.readAll(id),
    investigations.holder(team, incidentId),
  ]);
  const ofThis = said.filter(({ revision }) => revision === found.revision);
  const helpful = ofThis.filter((one) => one.helpful).length;
  return {
    revision: { ...found, isPrivate: latest.isPrivate },
    latestRevision: latest.revision,
    deliveries: [...sent].sort((a, b) => a.slot.localeCompare(b.slot)),
    jobs,
    feedback: { helpful, notHelpful: ofThis.length - helpful },
    holder,
  };
}

export function isStuck({ state }: Pick<DeliveryRecord, 'state'>): boolean {
  return state === 'waiting' || state === 'given_up';
}

/** The job that brings a delivery out, if it is still there. */
export function jobOfSlot(jobs: readonly FoundJob[], slot: string): FoundJob | null {
  const [kind, part] = slot.split(':');
  if (kind === 'timeline')
    return (
      jobs.find(({ entry }) => entry !== null && entry === part) ??
      jobs.find(({ name }) => name === 'write-timeline-entry') ??
      null
    );
  return jobs.find(({ name }) => name === (part === 'answer' ? 'answer-slack-request' : 'update-slack')) ?? null;
}
