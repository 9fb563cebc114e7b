import type { HttpClient } from '@incidentfox/http-client';
import { fromAttachment } from './from-wire.ts';
import type { IncidentIo } from './incident-io.ts';
import { responses } from './responses.schema.ts';

/** Links attached to the incident. */
export function attachmentCalls(http: HttpClient): Pick<IncidentIo, 'attachments' | 'createAttachment'> {
  const attachments: IncidentIo['attachments'] = async (incidentId) => {
    const query = { incident_id: incidentId };
    const { value } = await http.request({ path: '/v1/incident_attachments', query, schema: responses.attachments });
    return value.incident_attachments.map(fromAttachment);
  };
  return {
    attachments,
    createAttachment: async ({ incidentId, url, title }) => {
      const there = (await attachments(incidentId)).find((one) => one.url === url || one.externalId === url);
      if (there) return there;
      const json = { incident_id: incidentId, resource: { resource_type: 'arbitrary_url', url, title } };
      const request = { method: 'POST', path: '/v1/incident_attachments', json, schema: responses.attachment } as const;
      return fromAttachment((await http.request(request)).value.incident_attachment);
    },
  };
}
