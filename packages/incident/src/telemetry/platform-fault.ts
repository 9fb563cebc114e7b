/**
 * What the objects of a platform show to be wrong while they stand as they are, whether or not an event told of it. Words for them are in
 * `findings/platform-fault-words.ts`.
 */
export const platformFaults = [
  'scaled_to_zero',
  'quota_exceeded',
  'account_missing',
  'setting_missing',
  'admission_refused',
  'volume_unavailable',
  'sandbox_failed',
  'command_failed',
  'init_stuck',
  'pods_unready',
  'rollout_stuck',
  'selector_mismatch',
  'no_endpoints',
  'wrong_port',
  'traffic_cut',
  'lookups_cut',
  'route_broken',
  'load_balancer_failed',
  'dns_misconfigured',
  'autoscaler_blind',
  'autoscaler_at_max',
  'disruption_blocked',
  'job_failed',
  'job_missed',
  'job_suspended',
  'certificate_expired',
  'certificate_not_ready',
  'node_pressure',
  'node_closed',
] as const;
export type PlatformFault = (typeof platformFaults)[number];

const known: ReadonlySet<string> = new Set(platformFaults);

/** Whether an event's kind is such a standing fault. */
export const isPlatformFault = (kind: string): kind is PlatformFault => known.has(kind);
