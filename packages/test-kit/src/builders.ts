import type { Incident, Service } from '@incidentfox/incident';

/** The checkout incident, live and high, with whatever a test needs to be different. */
export function anIncident(different: Partial<Incident> = {}): Incident {
  return {
    id: '01KB1Z7Q8M6T3V9XW2C4R5N0AE',
    reference: 'INC-123',
    name: 'High error rate on checkout service',
    summary: 'PagerDuty alert fired. Customers reporting failed checkouts.',
    severity: { id: '01FCNDV6P870EA6S7TK1DSYDG2', name: 'High', rank: 3 },
    status: { name: 'Investigating', category: 'live' },
    mode: 'standard',
    visibility: 'public',
    type: { id: '01FCNDV6P870EA6S7TK1DSYDG1', name: 'Production' },
    channel: { id: 'C02AW36C1M5', name: 'inc-123-checkout' },
    permalink: 'https://app.incident.io/acme/incidents/123',
    creator: { kind: 'user', id: '01FCNDV6P870EA6S7TK1DSYDU1', name: 'Ada Ops' },
    customFields: [],
    teamIds: [],
    createdAt: '2026-11-23T14:36:00.000Z',
    ...different,
  };
}

/** A service of the catalogue, known nowhere by another name. */
export function aService(different: Partial<Service> = {}): Service {
  return {
    name: 'checkout-service',
    aliases: ['checkout'],
    dependsOn: ['payment-gateway'],
    vendorNames: {},
    ...different,
  };
}
