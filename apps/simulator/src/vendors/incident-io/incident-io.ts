import type { Vendor } from '../../http/vendor-server.ts';
import { refusals } from './answers.ts';
import { readRoutes } from './read-routes.ts';
import { type Writing, writeRoutes } from './write-routes.ts';

/** incident.io's API for one account. */
export function incidentIo(options: Writing & { readonly apiKey: string }): Vendor {
  return {
    name: 'incident_io',
    refusals: refusals(options.apiKey),
    routes: [...readRoutes(options.organisation, { roles: ['viewer', 'incident_editor'] }), ...writeRoutes(options)],
  };
}
