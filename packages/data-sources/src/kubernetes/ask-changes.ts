import { type FoundChanges, type QuestionRun, SkipQuestion } from '../answering/index.ts';
import type { ChangesQuestion } from '../data-source.ts';
import { withinWindow } from '../deployments/change-rate.ts';
import type { ClusterReader } from './deps.ts';
import { revisionsKept } from './limits.ts';
import { readRevisions, readWorkloadEvents } from './rollouts/read-rollouts.ts';
import { toChangeHistory } from './rollouts/to-change-history.ts';
import { toRolloutChanges } from './rollouts/to-rollout-changes.ts';
import { toDashboardLink } from './to-dashboard-link.ts';
import { locateWorkload } from './workload/locate-workload.ts';

/** How the pod template of the service's workload changed and was scaled, newest first. */
export async function askChanges(
  access: Omit<ClusterReader, 'objects'>,
  question: ChangesQuestion,
  run: QuestionRun,
): Promise<FoundChanges> {
  const { settings } = access;
  const at = await locateWorkload(access, question, settings.default_namespace, run);
  if (at === null) return { changes: [], history: null };
  const url = toDashboardLink(at, settings);
  run.deepLink(url);
  const [revisions, events = []] = await Promise.all([
    readRevisions(access, at, run),
    run.part('the list of scaling events', () => readWorkloadEvents(access, at, run)),
  ]);
  if (revisions.length === 0)
    throw new SkipQuestion(
      `the cluster keeps no rollout of ${at.namespace}/${at.name}, so when ${question.service.name} was deployed is not known there`,
    );
  const all = toRolloutChanges({
    service: question.service.name,
    workload: at.workload,
    kind: at.kindName.toLowerCase(),
    revisions,
    events,
    scopeMatch: at.name === question.service.name ? 'exact' : 'alias',
    url,
  });
  return {
    changes: withinWindow(all, question).reverse(),
    history: toChangeHistory(question, all, revisions, at.workload.spec.revisionHistoryLimit ?? revisionsKept),
  };
}
