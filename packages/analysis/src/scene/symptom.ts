import type { ErrorIssue, InfraEvent } from '@incidentfox/incident';
import type { Mechanism } from '../log-patterns/lines/mechanism.ts';
import type { LogPattern } from '../log-patterns/log-pattern.ts';
import type { Shift } from '../onset/shift.ts';

/** A sign of trouble in one service. */
export interface Symptom {
  service: string;
  what:
    | 'latency'
    | 'errors'
    | 'traffic_up'
    | 'traffic_down'
    | 'cpu'
    | 'memory'
    | 'disk'
    | 'saturation'
    | 'restarts'
    | 'out_of_memory'
    | 'cannot_start'
    | 'unhealthy'
    | 'node_lost'
    | 'misconfigured'
    | 'log_errors'
    | 'error_issue';
  /** `calls`: a callee in trouble could cause it. `own`: it happened inside the service. */
  nature: 'calls' | 'own';
  /** 0..1. */
  strength: number;
  /** When it began, epoch ms. */
  at: number;
  /** The kind of telemetry it comes from; different ones corroborate each other. */
  channel: 'metrics' | 'logs' | 'infra' | 'errors';
  mechanism: Mechanism | null;
  /** The service or the outside host that it complains about. */
  blames: { kind: 'service' | 'external_host'; name: string } | null;
  recoveredAt: number | null;
  from: { shift: Shift } | { pattern: LogPattern } | { event: InfraEvent } | { issue: ErrorIssue };
}
