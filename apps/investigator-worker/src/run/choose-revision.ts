import type { Investigation, Trigger } from '@incidentfox/incident';

/**
 * Which revision a new request is about, or null when the incident was investigated already and nothing asks for more.
 * An unfinished revision is taken up again: its worker crashed, or it was held. People and material changes get the next one.
 */
export function chooseRevision(
  latest: Investigation | null,
  trigger: Trigger,
  /** The latest revision the request knew of: one that has started since serves it. */
  afterRevision = Number.POSITIVE_INFINITY,
): number | null {
  if (latest === null) return 1;
  if (latest.state === 'queued' || latest.state === 'running' || latest.state === 'held') return latest.revision;
  if (latest.revision > afterRevision) return null;
  if (latest.state === 'stopped') return latest.revision + 1;
  return trigger.kind === 'webhook' || trigger.kind === 'reconciliation' ? null : latest.revision + 1;
}
