/** What a job is about, without what anybody wrote: in a payload these fields hold ids, counts and words of our own. */
const shownFields = [
  'team',
  'incidentId',
  'investigationId',
  'revision',
  'afterRevision',
  'stage',
  'entry',
  'key',
  'kind',
  'receivedAt',
] as const;

/**
 * A payload as the board may show it: addresses only. What people asked in private channels, who they are and where they
 * asked is between them and the incident. A field nobody listed here is not shown, so that a new one is safe.
 */
export function shownOfJob(payload: unknown): Record<string, unknown> {
  if (typeof payload !== 'object' || payload === null) return {};
  const fields = Object.entries(payload);
  const shown = fields.filter(([name]) => (shownFields as readonly string[]).includes(name));
  const nested = fields.filter(([name]) => name === 'trigger' || name === 'request');
  return Object.fromEntries([...shown, ...nested.map(([name, value]) => [name, shownOfJob(value)])]);
}
