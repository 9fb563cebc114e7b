import type { PlatformFault } from '@incidentfox/incident';

/** What the cluster's own sentences say went wrong, whoever reports them. The first that fits counts. */
const sentences: readonly (readonly [words: RegExp, kind: PlatformFault])[] = [
  [/exceeded quota|insufficient quota/i, 'quota_exceeded'],
  [/serviceaccounts? "[^"]*" not found|error looking up service account/i, 'account_missing'],
  [/admission webhook .* denied|fail(?:ed|ing) (?:to call|calling) (?:admission )?webhook/i, 'admission_refused'],
  [
    /persistentvolumeclaims? "[^"]*" (?:not found|is being deleted)|unbound (?:immediate )?persistentvolumeclaims?/i,
    'volume_unavailable',
  ],
  [
    /(?:configmaps?|secrets?) "[^"]*" not found|couldn't find key|references non-existent (?:config|secret) key|object "[^"]*"\/"[^"]*" not registered/i,
    'setting_missing',
  ],
  [
    /exec format error|executable file not found|exec: .*(?:no such file or directory|permission denied)|exec user process caused/i,
    'command_failed',
  ],
  [
    /failed to (?:create|set ?up|setup) (?:pod )?sandbox|network plugin|cni plugin not initialized|networkplugin/i,
    'sandbox_failed',
  ],
];

/** Reasons of warning events that say it without their message. */
const reasons: Readonly<Record<string, PlatformFault>> = {
  FailedCreatePodSandBox: 'sandbox_failed',
  NetworkNotReady: 'sandbox_failed',
  FailedMount: 'volume_unavailable',
  FailedAttachVolume: 'volume_unavailable',
  FailedMapVolume: 'volume_unavailable',
  ProvisioningFailed: 'volume_unavailable',
  FailedBinding: 'volume_unavailable',
  SyncLoadBalancerFailed: 'load_balancer_failed',
  DNSConfigForming: 'dns_misconfigured',
  FailedGetResourceMetric: 'autoscaler_blind',
  FailedGetExternalMetric: 'autoscaler_blind',
  FailedGetObjectMetric: 'autoscaler_blind',
  FailedGetPodsMetric: 'autoscaler_blind',
  FailedComputeMetricsReplicas: 'autoscaler_blind',
  FailedGetScale: 'autoscaler_blind',
  FailedNeedsStart: 'job_missed',
  TooManyMissedTimes: 'job_missed',
  MissSchedule: 'job_missed',
  BackoffLimitExceeded: 'job_failed',
  DeadlineExceeded: 'job_failed',
  NodeHasDiskPressure: 'node_pressure',
  NodeHasMemoryPressure: 'node_pressure',
  NodeHasInsufficientMemory: 'node_pressure',
  NodeHasInsufficientPID: 'node_pressure',
};

/** Whoever says these may mean many things: only the sentence tells. */
const telling: ReadonlySet<string> = new Set([
  'FailedCreate',
  'FailedMount',
  'FailedScheduling',
  'Failed',
  'BackOff',
  'ReplicaSetCreateError',
]);

/** The fault a sentence of the cluster tells of; undefined when it tells of none. */
export const faultInSentence = (message: string | null | undefined): PlatformFault | undefined =>
  sentences.find(([words]) => words.test(message ?? ''))?.[1];

/** The fault a warning event tells of. */
export function faultInEvent(
  reason: string | null | undefined,
  message: string | null | undefined,
): PlatformFault | undefined {
  const said = telling.has(reason ?? '') ? faultInSentence(message) : undefined;
  return said ?? (Object.hasOwn(reasons, reason ?? '') ? reasons[reason ?? ''] : undefined);
}
