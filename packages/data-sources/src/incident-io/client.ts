import { budgetOf, createIncidentIoClient, type IncidentIo } from '@incidentfox/incident-io/api';
import { shareReads } from '../answering/index.ts';
import { connectVendor, type Requester, readOptions, type VendorAccess } from '../vendor-http/index.ts';
import type { IncidentIoToolSettings } from './settings.ts';

/** What questions read of an incident: asked once for all questions of an investigation. */
export type IncidentReads = Pick<IncidentIo, 'incident' | 'alertsOf' | 'alert' | 'attachments'>;
/** What is the same for every incident: asked once a minute. */
export type OrganisationReads = Pick<IncidentIo, 'incidents' | 'catalogEntry'>;

/** incident.io's API on behalf of one question: its requests end with the question and are counted for it. */
export interface IncidentIoFor {
  /** Reads that are shared with the other questions about the same incident; `incident` is the object these hold. */
  question(reader: Requester, incident: object): IncidentReads & OrganisationReads;
  /** Reads that are not shared. */
  check(reader: Requester): IncidentIo;
}

export function connectIncidentIo(settings: IncidentIoToolSettings, name: string, access: VendorAccess): IncidentIoFor {
  const { now } = access;
  const headers = () => ({ authorization: `Bearer ${settings.api_key.reveal()}` });
  const http = connectVendor({ name, url: settings.url, settings, headers }, access);
  const clientFor = (reader: Requester) =>
    createIncidentIoClient(
      { request: (request) => http.request({ ...request, ...readOptions(reader) }), close: http.close },
      { now, budget: () => budgetOf(settings.url, settings.api_key.reveal()) },
    );
  const shared = shareReads(now);
  return {
    check: clientFor,
    question: (reader, incident) => {
      const own = <T>(what: string, read: (client: IncidentIo) => Promise<T>) =>
        shared.ofIncident(incident, what, reader, (first) => read(clientFor(first)));
      const common = <T>(what: string, read: (client: IncidentIo) => Promise<T>) =>
        shared.ofOrganisation(what, reader, (first) => read(clientFor(first)));
      return {
        incident: (id) => own(`incident ${id}`, (client) => client.incident(id)),
        alertsOf: (id) => own(`alerts of ${id}`, (client) => client.alertsOf(id)),
        alert: (id) => own(`alert ${id}`, (client) => client.alert(id)),
        attachments: (id) => own(`attachments of ${id}`, (client) => client.attachments(id)),
        incidents: (filter) => common(`incidents ${JSON.stringify(filter)}`, (client) => client.incidents(filter)),
        catalogEntry: (id) => common(`catalogue entry ${id}`, (client) => client.catalogEntry(id)),
      };
    },
  };
}
