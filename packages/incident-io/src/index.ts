export { toIncident, toStatusCategory } from './to-incident.ts';
export { WireIncident } from './wire/incident.schema.ts';
