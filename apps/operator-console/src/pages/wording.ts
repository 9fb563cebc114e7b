import type { Investigation, Report } from '@incidentfox/incident';
import type { InvestigationSummary } from '@incidentfox/investigations';

/** `2026-03-01 12:00:05 UTC` from ISO 8601 or epoch ms. */
export function inUtc(at: string | number): string {
  return `${new Date(at).toISOString().slice(0, 19).replace('T', ' ')} UTC`;
}

interface Titled {
  readonly reference: string | null;
  readonly incidentId: string;
  readonly name: string | null;
  readonly isPrivate: boolean;
  readonly isTest?: boolean;
}

/** What a list may say of an incident: nothing but the reference when it is private. */
export function titleOf({ reference, incidentId, name, isPrivate, isTest }: Titled): string {
  const known = reference ?? incidentId;
  if (isPrivate) return `${known} (private)`;
  return `${isTest ? 'TEST ' : ''}${known}${name === null ? '' : ` ${name}`}`;
}

export function titleOfRecord({ incident, ...one }: Investigation): string {
  return titleOf({ ...one, reference: incident?.reference ?? null, name: incident?.name ?? null });
}

/** `payment-gateway v2.1.0 (change)`. */
export function causeInWords(cause: Report['cause']): string {
  if (cause === null) return '';
  return `${cause.service}${cause.object === null ? '' : ` ${cause.object}`} (${cause.kind.replace(/_/g, ' ')})`;
}

/** The verdict once there is one, else the state. */
export function outcomeOf({ verdict, state }: Pick<InvestigationSummary, 'verdict' | 'state'>): string {
  return (verdict ?? state).replace(/_/g, ' ');
}

export function percent(share: number): string {
  return `${Math.round(share * 100)}%`;
}

export function seconds(ms: number): string {
  return `${(ms / 1000).toFixed(ms < 1000 ? 2 : 1)} s`;
}

/** `40 s`, `12 min`, `3 h`, `2 d`. */
export function duration(ms: number): string {
  const s = Math.max(0, Math.round(ms / 1_000));
  if (s < 120) return `${s} s`;
  if (s < 7_200) return `${Math.round(s / 60)} min`;
  return s < 172_800 ? `${Math.round(s / 3_600)} h` : `${Math.round(s / 86_400)} d`;
}
