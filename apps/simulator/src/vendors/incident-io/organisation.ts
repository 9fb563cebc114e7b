import { randomBytes } from 'node:crypto';

/** A severity, status or role of the organisation: higher rank is worse or later. */
export interface Ranked {
  readonly id: string;
  readonly name: string;
  readonly description: string;
  readonly rank: number;
}
export interface Status extends Ranked {
  readonly category: 'triage' | 'declined' | 'merged' | 'canceled' | 'live' | 'learning' | 'closed' | 'paused';
}

export interface CustomFieldEntry {
  readonly field: { readonly id: string; readonly name: string };
  readonly entry: {
    readonly id: string;
    readonly name: string;
    readonly externalId: string;
    readonly aliases: readonly string[];
  };
}

export interface DeclaredIncident {
  readonly id: string;
  readonly number: number;
  name: string;
  summary: string | null;
  severity: Ranked | null;
  status: Status;
  readonly mode: 'standard' | 'retrospective' | 'test' | 'tutorial';
  visibility: 'public' | 'private';
  channel: { readonly id: string; readonly name: string } | null;
  readonly creator:
    | { readonly kind: 'user' }
    | { readonly kind: 'alert'; readonly alertId: string; readonly title: string };
  customFields: readonly CustomFieldEntry[];
  message: string | null;
  readonly createdAt: number;
  updatedAt: number;
}

export interface PagedAlert {
  readonly id: string;
  readonly incidentId: string;
  readonly title: string;
  readonly description: string;
  readonly service: string;
  readonly createdAt: number;
}

export interface StoredTimelineItem {
  readonly id: string;
  readonly incidentId: string;
  readonly idempotencyKey: string;
  title: string;
  description: string | null;
  timestamp: string;
  readonly createdAt: number;
  updatedAt: number;
}

export interface StoredAttachment {
  readonly id: string;
  readonly incidentId: string;
  readonly resource: {
    readonly resource_type: string;
    readonly external_id: string;
    readonly permalink: string;
    readonly title: string;
  };
}

/** Everything one incident.io account knows here. Plain data; the API and the control server change it. */
export interface Organisation {
  readonly severities: readonly Ranked[];
  readonly statuses: readonly Status[];
  readonly incidents: DeclaredIncident[];
  readonly alerts: PagedAlert[];
  readonly timeline: StoredTimelineItem[];
  readonly attachments: StoredAttachment[];
  nextNumber: number;
}

/** The dates of what the organisation had before every incident. */
export const sinceEver = { created_at: '2024-03-01T09:00:00Z', updated_at: '2024-03-01T09:00:00Z' };

const ranked = (name: string, rank: number, description: string): Ranked => ({
  id: fixedId(`severity ${name}`),
  name,
  rank,
  description,
});
const status = (name: string, rank: number, category: Status['category']): Status => ({
  id: fixedId(`status ${name}`),
  name,
  rank,
  description: '',
  category,
});

export function createOrganisation(): Organisation {
  return {
    severities: [
      ranked('Low', 1, 'Few people notice.'),
      ranked('Medium', 2, 'Some people are held up.'),
      ranked('High', 3, 'Many people cannot do what they came for.'),
      ranked('Critical', 4, 'Nobody can buy anything.'),
    ],
    statuses: [
      status('Triage', 1, 'triage'),
      status('Investigating', 2, 'live'),
      status('Monitoring', 3, 'live'),
      status('Documenting', 4, 'learning'),
      status('Closed', 5, 'closed'),
      status('Declined', 6, 'declined'),
      status('Merged', 7, 'merged'),
      status('Canceled', 8, 'canceled'),
      status('Paused', 9, 'paused'),
    ],
    incidents: [],
    alerts: [],
    timeline: [],
    attachments: [],
    nextNumber: 4821,
  };
}

const alphabet = '0123456789ABCDEFGHJKMNPQRSTVWXYZ';

/** An id as incident.io makes them: a ULID. */
export function newId(now: number): string {
  let time = '';
  for (let rest = now, i = 0; i < 10; i++, rest = Math.floor(rest / 32)) time = alphabet[rest % 32] + time;
  return time + [...randomBytes(16)].map((byte) => alphabet[byte % 32]).join('');
}

/** The same id for the same words, in every run. */
export function fixedId(words: string): string {
  let id = '01HSHOP';
  let hash = 7n;
  for (const byte of Buffer.from(words))
    hash = (hash * 1_099_511_628_211n + BigInt(byte)) & 0xffff_ffff_ffff_ffff_ffffn;
  for (; id.length < 26; hash /= 32n) id += alphabet[Number(hash % 32n)];
  return id;
}

export const fieldOfServices = { id: fixedId('field affected service'), name: 'Affected service' };
