import type { Report, Service } from '@incidentfox/incident';

/** The team that owns the blamed service, where the catalogue says. The engine names services as the catalogue does. */
export function ownerOfCause(report: Report | null, services: readonly Service[]): string | null {
  return services.find(({ name }) => name === report?.cause?.service)?.owner ?? null;
}
