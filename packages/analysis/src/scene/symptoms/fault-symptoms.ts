import type { PlatformFault } from '@incidentfox/incident';
import type { Symptom } from '../symptom.ts';

type Weight = { what: Symptom['what']; strength: number } | null;

const misconfigured = (strength: number): Weight => ({ what: 'misconfigured', strength });
const cannotStart = (strength: number): Weight => ({ what: 'cannot_start', strength });

/**
 * How clear a sign of trouble each standing fault is: what leaves a service without pods or without a way to them is as clear as a kill.
 * Null: it explains what others show (drains that hang, pods that cannot move) and harms nobody by itself. Unit: strength, 0..1.
 * Source: convention.
 */
export const faultSymptoms: Readonly<Record<PlatformFault, Weight>> = {
  scaled_to_zero: misconfigured(0.95),
  quota_exceeded: misconfigured(0.7),
  account_missing: misconfigured(0.95),
  setting_missing: misconfigured(0.95),
  admission_refused: misconfigured(0.8),
  volume_unavailable: cannotStart(0.8),
  sandbox_failed: cannotStart(0.8),
  command_failed: misconfigured(0.95),
  init_stuck: cannotStart(0.7),
  pods_unready: { what: 'unhealthy', strength: 0.4 },
  rollout_stuck: cannotStart(0.5),
  selector_mismatch: misconfigured(0.95),
  // Pods that wait for what they call are as little ready as those with trouble of their own.
  no_endpoints: { what: 'unhealthy', strength: 0.5 },
  wrong_port: misconfigured(0.7),
  traffic_cut: misconfigured(0.8),
  lookups_cut: misconfigured(0.8),
  route_broken: misconfigured(0.8),
  load_balancer_failed: misconfigured(0.6),
  dns_misconfigured: misconfigured(0.25),
  autoscaler_blind: { what: 'saturation', strength: 0.25 },
  autoscaler_at_max: { what: 'saturation', strength: 0.25 },
  disruption_blocked: null,
  job_failed: misconfigured(0.5),
  job_missed: misconfigured(0.5),
  job_suspended: misconfigured(0.5),
  certificate_expired: misconfigured(0.9),
  certificate_not_ready: misconfigured(0.25),
  node_pressure: { what: 'node_lost', strength: 0.8 },
  node_closed: null,
};

/** What no time dates may have stood so for ever: it counts for this much. Unit: factor. Source: convention. */
export const undatedWeight = 0.5;
