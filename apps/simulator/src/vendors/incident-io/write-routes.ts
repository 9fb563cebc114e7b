import { z } from 'zod';
import { jsonBody, type Reply, type VendorRequest } from '../../http/request.ts';
import type { Route } from '../../http/route.ts';
import { invalid, notFound, pageOf, problem } from './answers.ts';
import { newId, type Organisation } from './organisation.ts';
import { toAttachment, toTimelineItem } from './wire.ts';

/** Newer string fields refuse NUL. */
const text = z.string().refine((value) => !value.includes('\0'), 'must not hold NUL characters');
const moment = z.iso.datetime({ offset: true });

const NewTimelineItem = z.strictObject({
  incident_id: text,
  title: text.refine((value) => value.length > 0, 'must not be empty'),
  description: text.optional(),
  timestamp: moment,
  idempotency_key: text.refine((value) => value.length > 0, 'must not be empty'),
});
const TimelineItemChange = z.strictObject({
  title: text.refine((value) => value.length > 0, 'must not be empty').optional(),
  description: text.optional(),
  timestamp: moment.optional(),
});
const NewAttachment = z.strictObject({
  incident_id: text,
  resource: z
    .strictObject({
      resource_type: text,
      external_id: text.optional(),
      url: z.url().optional(),
      title: text.optional(),
      emoji: text.optional(),
    })
    .refine(
      (resource) => (resource.external_id === undefined) !== (resource.url === undefined),
      'needs either external_id or url',
    ),
});

export interface Writing {
  readonly organisation: Organisation;
  readonly now: () => number;
  /** Called when something about an incident changed, with the incident's id. */
  readonly onChange: (incidentId: string) => void;
  /** False refuses timeline writes with 403, as a key without the role sees them. */
  readonly mayWriteTimeline: () => boolean;
}

/** Timeline items and attachments: what an integration may add to an incident. */
export function writeRoutes(writing: Writing): Route[] {
  const { organisation } = writing;
  const ofIncident = <T extends { incidentId: string }>(request: VendorRequest, items: readonly T[]) => {
    const incidentId = request.query.get('incident_id');
    return items.filter((item) => incidentId === null || item.incidentId === incidentId);
  };
  return [
    {
      method: 'GET',
      path: '/v2/incident_timeline_items',
      query: ['incident_id', 'page_size', 'after'],
      handle: (request) => {
        if (!request.query.has('incident_id')) return invalid('incident_id', 'incident_id is required');
        const items = ofIncident(request, organisation.timeline).toSorted(
          (a, b) => Date.parse(a.timestamp) - Date.parse(b.timestamp) || (a.id < b.id ? -1 : 1),
        );
        return pageOf(request, items.map(toTimelineItem), { name: 'incident_timeline_items', max: 250 });
      },
    },
    { method: 'POST', path: '/v2/incident_timeline_items', handle: (request) => createTimelineItem(request, writing) },
    {
      method: 'PATCH',
      path: '/v2/incident_timeline_items/:id',
      handle: (request) => changeTimelineItem(request, writing),
    },
    {
      method: 'GET',
      path: '/v1/incident_attachments',
      query: ['incident_id', 'external_id', 'resource_type'],
      handle: (request) => ({
        status: 200,
        body: { incident_attachments: ofIncident(request, organisation.attachments).map(toAttachment) },
      }),
    },
    { method: 'POST', path: '/v1/incident_attachments', handle: (request) => createAttachment(request, writing) },
    {
      method: 'DELETE',
      path: '/v1/incident_attachments/:id',
      handle: ({ params }) => {
        const index = organisation.attachments.findIndex((attachment) => attachment.id === params.id);
        if (index < 0) return notFound('Attachment');
        organisation.attachments.splice(index, 1);
        return { status: 204 };
      },
    },
  ];
}

function parsed<T>(request: VendorRequest, schema: z.ZodType<T>): { readonly value: T } | { readonly refused: Reply } {
  const result = schema.safeParse(jsonBody(request));
  if (result.success) return { value: result.data };
  const [issue] = result.error.issues;
  return { refused: invalid(issue?.path.join('.') ?? '', issue?.message ?? 'invalid') };
}

function createTimelineItem(request: VendorRequest, { organisation, now, onChange, mayWriteTimeline }: Writing): Reply {
  if (!mayWriteTimeline())
    return problem(403, 'resource_forbidden', 'Your API key does not have the timeline_items.create scope');
  const body = parsed(request, NewTimelineItem);
  if ('refused' in body) return body.refused;
  const { incident_id, title, description, timestamp, idempotency_key } = body.value;
  if (!organisation.incidents.some((incident) => incident.id === incident_id)) return notFound('Incident');
  const existing = organisation.timeline.find((item) => item.idempotencyKey === idempotency_key);
  if (existing) return { status: 201, body: { incident_timeline_item: toTimelineItem(existing) } };
  const at = now();
  const item = {
    id: newId(at),
    incidentId: incident_id,
    idempotencyKey: idempotency_key,
    title,
    description: description ?? null,
    timestamp: new Date(timestamp).toISOString(),
    createdAt: at,
    updatedAt: at,
  };
  organisation.timeline.push(item);
  onChange(incident_id);
  return { status: 201, body: { incident_timeline_item: toTimelineItem(item) } };
}

function changeTimelineItem(request: VendorRequest, { organisation, now, onChange, mayWriteTimeline }: Writing): Reply {
  if (!mayWriteTimeline())
    return problem(403, 'resource_forbidden', 'Your API key does not have the timeline_items.update scope');
  const item = organisation.timeline.find((candidate) => candidate.id === request.params.id);
  if (!item) return notFound('Timeline item');
  const body = parsed(request, TimelineItemChange);
  if ('refused' in body) return body.refused;
  const { title, description, timestamp } = body.value;
  if (title !== undefined) item.title = title;
  // An empty description removes it.
  if (description !== undefined) item.description = description === '' ? null : description;
  if (timestamp !== undefined) item.timestamp = new Date(timestamp).toISOString();
  item.updatedAt = now();
  onChange(item.incidentId);
  return { status: 200, body: { incident_timeline_item: toTimelineItem(item) } };
}

function createAttachment(request: VendorRequest, { organisation, now, onChange }: Writing): Reply {
  const body = parsed(request, NewAttachment);
  if ('refused' in body) return body.refused;
  const { incident_id, resource } = body.value;
  if (!organisation.incidents.some((incident) => incident.id === incident_id)) return notFound('Incident');
  const attachment = {
    id: newId(now()),
    incidentId: incident_id,
    resource: {
      resource_type: resource.resource_type,
      external_id: resource.external_id ?? resource.url ?? '',
      permalink: resource.url ?? '',
      title: resource.title ?? resource.url ?? '',
    },
  };
  organisation.attachments.push(attachment);
  onChange(incident_id);
  return { status: 201, body: { incident_attachment: toAttachment(attachment) } };
}
