import { about, cite } from '../findings.ts';
import type { Action } from '../sentence.ts';
import { type ActionCase, act } from './act.ts';
import { command } from './command.ts';
import { kubectl } from './kubectl.ts';

/** Other objects of the platform go by their kind and name, and have no logs. */
const isPod = (object: string | number | undefined): boolean => typeof object === 'string' && !object.includes(' ');

/** Look at the logs of the pod the evidence speaks of first, else of the workload. */
export function lookAtLogs({ findings, service }: ActionCase): Action {
  const events = about(findings, service).filter(
    ({ kind, facts }) => kind === 'infra_event' && isPod(facts.object) && facts.object !== service,
  );
  const pod = events[0];
  if (pod === undefined) {
    const evidence = about(findings, service).slice(0, 2);
    return act(
      `Check the logs of ${service}`,
      cite(findings, evidence),
      kubectl(findings.platform, service, (workload) => command`kubectl logs deployment/${workload} --tail=200`),
    );
  }
  const name = String(pod.facts.object);
  const restarted =
    pod.facts.event === 'restart' || pod.facts.event === 'crash_loop' || pod.facts.event === 'oom_killed';
  const look = kubectl(findings.platform, service, () =>
    restarted ? command`kubectl logs ${name} --previous --tail=200` : command`kubectl describe pod ${name}`,
  );
  return act(`Check the logs of ${service} pod ${name}${restarted ? ' from before its restart' : ''}`, [pod.id], look);
}
