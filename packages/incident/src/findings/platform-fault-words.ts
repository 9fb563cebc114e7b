import type { PlatformFault } from '../telemetry/platform-fault.ts';

/** How a fault is told: `seen` after the name of the object that shows it, `service` after that of the service that has it. */
interface PlatformFaultWords {
  seen: string;
  service: string;
}

const same = (words: string): PlatformFaultWords => ({ seen: words, service: words });

/** What a report says of each, in the present; `tenses` makes the others. */
export const platformFaultWords: Readonly<Record<PlatformFault, PlatformFaultWords>> = {
  scaled_to_zero: same('is scaled to zero'),
  quota_exceeded: same('is refused pods by a quota'),
  account_missing: same('lacks its service account'),
  setting_missing: same('lacks a ConfigMap, Secret or key that it is set up with'),
  admission_refused: same('is refused by an admission webhook'),
  volume_unavailable: { seen: 'is not available as a volume', service: 'waits for a volume' },
  sandbox_failed: { seen: 'gets no sandbox or network', service: 'gets no network for its pods' },
  command_failed: same('cannot run its command'),
  init_stuck: same('waits for its init container'),
  pods_unready: same('has fewer ready pods than it should'),
  rollout_stuck: same('is stuck in its rollout'),
  selector_mismatch: {
    seen: 'selects none of the pods it is named after',
    service: 'has a Service that selects none of its pods',
  },
  no_endpoints: { seen: 'has no ready pod behind it', service: 'has no ready pod behind its Service' },
  wrong_port: {
    seen: 'leads to a port that none of its containers declares',
    service: 'has a Service that leads to a port none of its containers declares',
  },
  traffic_cut: { seen: 'lets no traffic reach its pods', service: 'is cut off by a network policy' },
  lookups_cut: { seen: 'lets its pods look up no names', service: 'cannot look up names for a network policy' },
  route_broken: { seen: 'leads nowhere', service: 'has an Ingress that leads nowhere' },
  load_balancer_failed: same('gets no load balancer'),
  dns_misconfigured: same('has a faulty DNS configuration'),
  autoscaler_blind: {
    seen: 'cannot read what it scales by',
    service: 'has an autoscaler that cannot read its metrics',
  },
  autoscaler_at_max: { seen: 'is at its maximum', service: 'is scaled to its maximum' },
  disruption_blocked: { seen: 'lets no pod be moved', service: 'has a budget that lets no pod be moved' },
  job_failed: { seen: 'has failed', service: 'has a job that failed' },
  job_missed: { seen: 'has missed its schedule', service: 'has a job that missed its schedule' },
  job_suspended: { seen: 'is suspended', service: 'has a job that is suspended' },
  certificate_expired: { seen: 'has expired', service: 'has a certificate that expired' },
  certificate_not_ready: {
    seen: 'is not issued or renewed',
    service: 'has a certificate that is not issued or renewed',
  },
  node_pressure: {
    seen: 'is short of memory, disk, processes or network',
    service: 'runs on a machine that is short of something',
  },
  node_closed: { seen: 'takes no new pods', service: 'runs on a machine that takes no new pods' },
};
