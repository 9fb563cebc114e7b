import { clock } from '../../evidence/clock.ts';
import { rivalsOf } from '../blame.ts';
import type { Action } from '../sentence.ts';
import { minUndoConfidence } from '../thresholds.ts';
import { changeAsNoun, changeNoun } from '../words/change-words.ts';
import { type ActionCase, act } from './act.ts';
import { command } from './command.ts';
import { kubectl } from './kubectl.ts';

/** Whether undoing is warranted: nothing else is nearly as likely, and nobody has done it already. */
export const mayUndo = ({ findings, trigger }: ActionCase): boolean =>
  trigger?.kind === 'change' &&
  trigger.facts.undoneAt === undefined &&
  trigger.facts.takenBackAt === undefined &&
  findings.diagnosis.confidence >= minUndoConfidence;

/** Of a change whose undoing ended the trouble: nothing is left to do but to learn from it. Null for any other. */
export function readBeforeNextTime(one: ActionCase): Action | null {
  if (one.trigger?.facts.undoneAt === undefined) return null;
  const read = compareVersions(one);
  return read === null ? null : { ...read, text: `${read.text}, before it goes out again` };
}

/** Reading side by side what the changes did that nothing sets apart; null when one change is blamed, or none. */
export function compareRivals(one: ActionCase): Action | null {
  const rivals = one.trigger === undefined ? rivalsOf(one.findings) : [];
  if (rivals.length < 2) return null;
  const names = rivals.map((rival) => changeAsNoun(rival));
  const shas = rivals.map(({ facts }) => (typeof facts.sha === 'string' ? facts.sha : null));
  return act(
    `Compare ${names.slice(0, -1).join(', ')} with ${names.at(-1)}`,
    [rivals[0]?.id ?? one.ids[0], ...rivals.slice(1).map(({ id }) => id)],
    shas[0] == null || shas[1] == null ? null : command`git show --stat ${shas[0]} ${shas[1]}`,
  );
}

/** Going back to the version before the change that triggered it; null when no change did. */
export function considerRollback(one: ActionCase): Action | null {
  const { findings, service, trigger } = one;
  if (trigger?.kind !== 'change' || !mayUndo(one)) return null;
  const { version, previousVersion } = trigger.facts;
  const back = previousVersion === undefined ? 'to the version before' : `to ${previousVersion}`;
  const from = version === undefined ? '' : ` from ${version}`;
  return act(
    `Consider rolling ${service} back${from} ${back}`,
    [trigger.id],
    kubectl(findings.platform, service, (workload) => rollout(workload, isLatest(one))),
  );
}

/** Undoing goes back by one revision, so it is only offered where nothing came after the change; else the look at what is there. */
const rollout = (workload: string, isLast: boolean): string | null =>
  isLast
    ? command`kubectl rollout undo deployment/${workload}`
    : command`kubectl rollout history deployment/${workload}`;

const isLatest = ({ trigger }: ActionCase): boolean => trigger?.facts.rolledOutSinceAt === undefined;

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
export function reviewSetting(one: ActionCase): Action | null {
  const { findings, trigger, service } = one;
  if (trigger?.kind !== 'change' || trigger.at === null || !mayUndo(one)) return null;
  return act(
    `Consider undoing the ${changeNoun(trigger)} of ${clock(trigger.at)} on ${trigger.service ?? 'the environment'}`,
    [trigger.id],
    typeof trigger.facts.sha === 'string'
      ? command`git revert ${trigger.facts.sha}`
      : kubectl(findings.platform, service, (workload) => command`kubectl describe deployment ${workload}`),
  );
}
