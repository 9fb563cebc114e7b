import { about } from '../findings.ts';
import type { Action } from '../sentence.ts';
import { type ActionCase, act } from './act.ts';

/** A command of plain words that only reads; what a source gives is not trusted to be one. */
const readingCommand = /^kubectl (?:get|describe|logs|top|rollout status)(?: [A-Za-z0-9-][A-Za-z0-9._/=@-]{0,120})+$/;

/** Look at what the platform's objects show to be wrong with the service, with the command that shows it; null when they show nothing. */
export function lookAtFault({ findings, service }: ActionCase): Action | null {
  const shown = about(findings, service).find(
    ({ facts }) => typeof facts.command === 'string' && facts.state !== 'context' && readingCommand.test(facts.command),
  );
  if (shown === undefined) return null;
  return act(`Look at ${shown.facts.object} as the platform has it`, [shown.id], String(shown.facts.command));
}

/** After undoing, before everything else that is looked at. */
export const withLook = (look: Action | null, [first = null, ...rest]: (Action | null)[]): (Action | null)[] =>
  look === null || first === null || !first.text.startsWith('Consider ')
    ? [look, first, ...rest]
    : [first, look, ...rest];
