import { investigateIncident } from './definitions/investigate-incident.job.ts';
import type { JobProducer } from './producer.ts';

export interface InvestigationRequest {
  team: string;
  /** As people write it: INC-123, or incident.io's own id. */
  reference: string;
  /** Who asks: a person's or tool's name, kept in the record. */
  by: string;
  kind?: 'manual' | 'slack';
  /** Catalogue services to look at instead of the ones found. */
  services?: readonly string[];
  /** Minutes before the alarm to look at. */
  windowMinutes?: number;
}

export interface RequestedInvestigation {
  incidentId: string;
  reference: string;
  outcome: 'added' | 'duplicate';
}

/**
 * Asks for an investigation on somebody's behalf, whatever the policy says. `findIncident` resolves the reference and throws
 * `Failure` (`not_found`, `forbidden`) when it cannot; so does an unreachable queue (`unavailable`).
 */
export async function requestInvestigation(
  request: InvestigationRequest,
  deps: {
    producer: Pick<JobProducer, 'add'>;
    findIncident: (idOrNumber: string) => Promise<{ id: string; reference: string }>;
    now: () => number;
  },
): Promise<RequestedInvestigation> {
  const { team, by, kind = 'manual', services, windowMinutes } = request;
  const { id, reference } = await deps.findIncident(idOrNumberOf(request.reference));
  const receivedAt = deps.now();
  const outcome = await deps.producer.add(investigateIncident, {
    team,
    incidentId: id,
    key: `${kind}-${id}-${receivedAt}`,
    receivedAt,
    trigger: {
      kind,
      by,
      ...(services ? { services: [...services] } : {}),
      ...(windowMinutes ? { windowMinutes } : {}),
    },
  });
  return { incidentId: id, reference, outcome };
}

/** incident.io finds an incident by its id or by the number of its reference: 123 of INC-123. */
export function idOrNumberOf(reference: string): string {
  return /^[A-Za-z][A-Za-z0-9_]*-(\d+)$/.exec(reference.trim())?.[1] ?? reference.trim();
}
