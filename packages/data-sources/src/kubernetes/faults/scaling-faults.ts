import { selectorMatches } from '../objects/selects.ts';
import { toTime } from '../to-time.ts';
import { type FaultFinder, kubectl, type StandingFault, type Surroundings } from './fault.ts';
import { podLabels } from './service-faults.ts';

const autoscalersOf = ({ autoscalers, at }: Surroundings) =>
  (autoscalers ?? []).filter(({ spec }) => spec.scaleTargetRef.name === at.name);

/** An autoscaler that cannot read its metrics or its target. One that is switched off, or has no pods to scale, is not blind. */
export const blindAutoscaler: FaultFinder = (seen) =>
  autoscalersOf(seen).flatMap(({ metadata, status }): StandingFault[] => {
    const failing = (status?.conditions ?? []).find(
      ({ type, status: is, reason }) =>
        is === 'False' &&
        (type === 'ScalingActive' || type === 'AbleToScale') &&
        !/^(?:ScalingDisabled|Backoff)/.test(reason ?? ''),
    );
    if (failing === undefined) return [];
    return [
      {
        kind: 'autoscaler_blind',
        object: `HorizontalPodAutoscaler ${metadata.name}`,
        since: toTime(failing.lastTransitionTime),
        message: [failing.reason, failing.message].filter(Boolean).join(': '),
        command: kubectl('describe hpa', metadata.name, metadata.namespace),
      },
    ];
  });

/** An autoscaler that would want more pods than it may make. */
export const autoscalerAtMax: FaultFinder = (seen) =>
  autoscalersOf(seen).flatMap(({ metadata, spec, status }): StandingFault[] => {
    const limited = (status?.conditions ?? []).find(({ type }) => type === 'ScalingLimited');
    const isAtMax = (status?.currentReplicas ?? 0) >= spec.maxReplicas && (spec.minReplicas ?? 1) < spec.maxReplicas;
    if (!isAtMax || limited?.status !== 'True' || limited.reason !== 'TooManyReplicas') return [];
    return [
      {
        kind: 'autoscaler_at_max',
        object: `HorizontalPodAutoscaler ${metadata.name}`,
        since: toTime(limited.lastTransitionTime),
        message: `it has ${status?.currentReplicas} of at most ${spec.maxReplicas} replicas and wants more`,
        command: kubectl('get hpa', metadata.name, metadata.namespace),
      },
    ];
  });

/** A budget under which no pod may be moved: drains and upgrades of machines wait for it. */
export const blockedDisruption: FaultFinder = (seen) =>
  (seen.budgets ?? []).flatMap(({ metadata, spec, status }): StandingFault[] => {
    const isOurs = spec.selector != null && selectorMatches(spec.selector, podLabels(seen));
    if (!isOurs || status?.disruptionsAllowed !== 0 || (status.expectedPods ?? 0) === 0) return [];
    const allowed = status.conditions?.find(({ type }) => type === 'DisruptionAllowed');
    return [
      {
        kind: 'disruption_blocked',
        object: `PodDisruptionBudget ${metadata.name}`,
        since: allowed?.status === 'False' ? toTime(allowed.lastTransitionTime) : undefined,
        message: `${status.currentHealthy ?? 0} of ${status.expectedPods} pods are healthy and ${status.desiredHealthy ?? 0} have to be`,
        command: kubectl('describe pdb', metadata.name, metadata.namespace),
      },
    ];
  });
