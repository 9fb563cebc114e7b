import type { Investigation } from '@incidentfox/incident';

/** `2026-03-01 12:00:05 UTC` from ISO 8601 or epoch ms. */
export function inUtc(at: string | number): string {
  return `${new Date(at).toISOString().slice(0, 19).replace('T', ' ')} UTC`;
}

/** What a list may say of an investigation: nothing but the reference when the incident is private. */
export function titleOf(investigation: Investigation): string {
  const reference = investigation.incident?.reference ?? investigation.incidentId;
  if (investigation.isPrivate) return `${reference} (private)`;
  const test = investigation.isTest ? 'TEST ' : '';
  return `${test}${reference}${investigation.incident ? ` ${investigation.incident.name}` : ''}`;
}

export function seconds(ms: number): string {
  return `${(ms / 1000).toFixed(ms < 1000 ? 2 : 1)} s`;
}
