import { clock } from '../../evidence/clock.ts';
import type { Action } from '../sentence.ts';
import { type ActionCase, act } from './act.ts';
import { command } from './command.ts';
import { kubectl } from './kubectl.ts';

/** Going back to the version before the change that triggered it; null when no change did. */
export function considerRollback({ findings, service, trigger }: ActionCase): Action | null {
  if (trigger?.kind !== 'change') return null;
  const { version, previousVersion } = trigger.facts;
  const back = previousVersion === undefined ? 'to the version before' : `to ${previousVersion}`;
  const from = version === undefined ? '' : ` from ${version}`;
  return act(
    `Consider rolling ${service} back${from} ${back}`,
    [trigger.id],
    kubectl(findings.platform, service, (workload) => command`kubectl rollout history deployment/${workload}`),
  );
}

/** Reading what the triggering change brought; null when neither versions nor commit are known. */
export function compareVersions({ service, trigger }: ActionCase): Action | null {
  const { version, previousVersion, sha } = trigger?.facts ?? {};
  if (trigger === undefined) return null;
  if (typeof version === 'string' && typeof previousVersion === 'string')
    return act(
      `Read what changed in ${service} between ${previousVersion} and ${version}`,
      [trigger.id],
      command`git log --oneline ${previousVersion}..${version}`,
    );
  return typeof sha === 'string'
    ? act(`Read what changed in ${service}`, [trigger.id], command`git show --stat ${sha}`)
    : null;
}

/** Undoing the setting that was changed; null when no change with a time triggered it. */
export function reviewSetting({ findings, trigger, service }: ActionCase): Action | null {
  if (trigger?.kind !== 'change' || trigger.at === null) return null;
  const what = trigger.quote === null ? 'the change' : `"${trigger.quote}"`;
  return act(
    `Consider undoing ${what} of ${clock(trigger.at)} on ${trigger.service ?? 'the environment'}`,
    [trigger.id],
    kubectl(findings.platform, service, (workload) => command`kubectl describe deployment ${workload}`),
  );
}
