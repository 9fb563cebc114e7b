import { z } from 'zod';
import { shop } from '../shop/shop.ts';
import { catalogIdOf } from '../vendors/incident-io/catalog.ts';
import { fieldOfServices, type Organisation } from '../vendors/incident-io/organisation.ts';
import type { WebhookSender } from '../vendors/incident-io/webhooks.ts';
import { toIncidentV2, toWebhookIncident } from '../vendors/incident-io/wire.ts';

/** What a person could change in incident.io. `webhook: false` changes it without telling anybody. */
export const IncidentEdit = z.strictObject({
  patch: z.strictObject({
    name: z.string().optional(),
    summary: z.string().nullable().optional(),
    severity: z.string().nullable().optional(),
    status: z.string().optional(),
    visibility: z.enum(['public', 'private']).optional(),
    message: z.string().optional(),
    affectedService: z.string().optional(),
  }),
  webhook: z.boolean().default(true),
});

/** Applies an edit as of `now` and sends the webhooks it causes. Null when there is no such incident; a sentence when the edit makes no sense. */
export async function editIncident(
  { organisation, webhooks, now }: { organisation: Organisation; webhooks: WebhookSender; now: number },
  id: string,
  edit: z.output<typeof IncidentEdit>,
): Promise<unknown> {
  const incident = organisation.incidents.find((candidate) => candidate.id === id);
  if (!incident) return null;
  const { patch } = edit;
  const severity =
    patch.severity === undefined ? incident.severity : organisation.severities.find((s) => s.name === patch.severity);
  const status =
    patch.status === undefined
      ? incident.status
      : organisation.statuses.find((s) => s.name === patch.status || s.category === patch.status);
  const service = shop.find((candidate) => candidate.name === patch.affectedService);
  if (severity === undefined && patch.severity !== null) return `there is no severity called ${patch.severity}`;
  if (status === undefined) return `there is no status called ${patch.status}`;
  const previous = incident.status;
  Object.assign(incident, {
    name: patch.name ?? incident.name,
    summary: patch.summary === undefined ? incident.summary : patch.summary,
    severity: severity ?? null,
    status,
    visibility: patch.visibility ?? incident.visibility,
    message: patch.message ?? incident.message,
    updatedAt: now,
  });
  if (service) {
    const entry = {
      id: catalogIdOf(service.name),
      name: service.name,
      externalId: service.name,
      aliases: service.aliases,
    };
    incident.customFields = [{ field: fieldOfServices, entry }];
  }
  if (!edit.webhook) return { sent: [] };
  const sent = [await webhooks.send('public_incident.incident_updated_v2', toWebhookIncident(incident))];
  if (previous !== status) {
    const payload = {
      incident: toIncidentV2(incident),
      new_status: toIncidentV2(incident).incident_status,
      previous_status: previous,
    };
    sent.push(await webhooks.send('public_incident.incident_status_updated_v2', payload));
  }
  return { sent };
}
