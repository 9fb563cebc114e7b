import type { Change } from '@incidentfox/incident';
import type { QuestionRun } from '../../answering/index.ts';
import { type Belonging, type InRepository, isShared } from './belonging.ts';

/**
 * Without what is another service's, and with what nobody can tell marked as such: it is shown, and never blamed. Where that leaves the
 * question open, the answer says what to configure.
 */
export function withBelonging(
  changes: readonly Change[],
  belonging: (change: Change) => Belonging,
  { at, kind, repo }: { at: InRepository; kind: 'github' | 'gitlab'; repo: string },
  run: Pick<QuestionRun, 'leaveOpen'>,
): Change[] {
  const kept = changes.flatMap((change): Change[] => {
    const whose = belonging(change);
    if (whose === 'others') return [];
    return [whose === 'ours' ? change : { ...change, scopeMatch: 'environment' }];
  });
  const open = kept.filter(({ scopeMatch }) => scopeMatch === 'environment').length;
  if (open > 0) {
    const others = at.others.map(({ name }) => name);
    const sharers = others.length > 0 ? `, which ${[at.service.name, ...others].slice(0, 5).join(', ')} share` : '';
    const more = isShared(at) ? '' : ', by their names';
    run.leaveOpen(
      `${open} of the changes in ${repo}${sharers} may be another service's${more}; set paths or tag_prefix in services[].${kind} of ${at.service.name}`,
    );
  }
  return kept;
}
