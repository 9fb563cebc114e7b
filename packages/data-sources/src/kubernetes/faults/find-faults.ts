import { staleCertificate } from './certificate-faults.ts';
import { machineDns } from './dns-faults.ts';
import type { FaultFinder, StandingFault, Surroundings } from './fault.ts';
import { brokenRoute } from './ingress-faults.ts';
import { failedJobs, missedJobs, suspendedJobs } from './job-faults.ts';
import { waitingPods } from './pod-faults.ts';
import { lookupsCut, trafficCut } from './policy-faults.ts';
import { autoscalerAtMax, blindAutoscaler, blockedDisruption } from './scaling-faults.ts';
import { withoutEndpoints, wrongPort } from './service-faults.ts';
import { missingVolume } from './volume-faults.ts';
import { refusedPods, scaledToZero, stuckRollout, unreadyPods } from './workload-faults.ts';

const finders: readonly FaultFinder[] = [
  scaledToZero,
  refusedPods,
  waitingPods,
  stuckRollout,
  unreadyPods,
  withoutEndpoints,
  wrongPort,
  trafficCut,
  lookupsCut,
  brokenRoute,
  blindAutoscaler,
  autoscalerAtMax,
  blockedDisruption,
  missingVolume,
  failedJobs,
  missedJobs,
  suspendedJobs,
  staleCertificate,
  machineDns,
];

/** Everything that the objects around a service show to be wrong. */
export function findFaults(seen: Surroundings): StandingFault[] {
  const found = finders.flatMap((find) => find(seen));
  // That no pod is ready says all that "fewer than it should" says, and more.
  const hasNone = found.some(({ kind }) => kind === 'no_endpoints');
  return hasNone ? found.filter(({ kind }) => kind !== 'pods_unready') : found;
}
