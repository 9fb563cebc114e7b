import { incidentIo } from '../../src/incident-io/index.ts';
import { conforms } from '../conformance/conforms.ts';
import { iso } from '../questions.ts';
import { settled } from '../settled.ts';
import { admitKey, incidentId, incidentIoKey, incidentIoRoutes } from './stand-in-incident-io.ts';

conforms({
  kind: 'incident_io',
  create: ({ url, timeoutSeconds, now }) =>
    incidentIo.create({
      id: 'incident_io',
      now,
      settings: settled(incidentIo.settings.parse({ url, api_key: incidentIoKey, timeout_seconds: timeoutSeconds })),
    }),
  admit: admitKey,
  routes: incidentIoRoutes(true),
  emptyRoutes: incidentIoRoutes(false),
  question: { incident: { id: incidentId, reference: 'INC-123', createdAt: iso(0) } },
  // The alerts of the incident belong to it whatever the service is called.
  capabilities: ['alerts', 'topology'],
  belongsToTheIncident: ['alerts'],
  secrets: [incidentIoKey],
});
