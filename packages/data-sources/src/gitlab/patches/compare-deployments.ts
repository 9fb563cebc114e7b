import type { Change, Patch } from '@incidentfox/incident';
import { previousDeployment } from '../../deployments/deployment-chain.ts';
import { describeFiles, isConfigurationOnly } from '../../deployments/describe-files.ts';
import { nearestFirst } from '../../deployments/nearest-first.ts';
import { inverted, toPatch } from '../../deployments/to-patch.ts';
import { maxComparisons } from '../limits.ts';
import type { GitlabComparison } from '../responses.schema.ts';
import type { GitlabDeployed } from '../to-changes.ts';
import { type GitlabPatchReader, noteTouched } from './patch-reader.ts';
import { patchOfCommit, toVendorPatch } from './to-vendor-patch.ts';

export interface GitlabCompared {
  readonly compared: Change[];
  /** Whether the patch of one of them already has the commit. */
  readonly isTold: (change: Pick<Change, 'sha'>) => boolean;
}

/**
 * Adds what lies between a version and the one before, in the title and as a patch; a deployment of nothing but configuration is
 * one of configuration. What cannot be read is a warning: a base that was rewritten away must not make the answer incomplete.
 */
export async function compareDeployments(
  project: string,
  changes: readonly Change[],
  deployed: readonly GitlabDeployed[],
  reader: GitlabPatchReader,
): Promise<GitlabCompared> {
  const chosen = new Set(nearestFirst(changes, reader.alarmAt).slice(0, maxComparisons));
  const told = new Set<string>();
  const compared = await Promise.all(
    changes.map(async (change) => {
      if (!chosen.has(change)) return change;
      const at = deployed.findIndex(({ deployment }) => change.id === `gitlab:deployment:${deployment.id}`);
      const [base, head] = [previousDeployment(deployed, at)?.sha, deployed[at]?.sha];
      if (!head || base === head) return change;
      told.add(head);
      const commit = { sha: head, title: deployed[at]?.deployment.deployable?.commit?.title ?? '' };
      if (!base) return withPatch(change, await patchOfCommit(project, commit, reader, change.id));
      const isBack = change.kind === 'rollback';
      // A comparison looks forwards only: what was taken back is read from the other end and turned round.
      const [from, to] = isBack ? [head, base] : [base, head];
      const comparison = await reader.client.compare(project, from, to, reader.run).catch(() => undefined);
      if (comparison === undefined) {
        reader.run.warn(`the commits before ${change.version} could not be compared`);
        return isBack ? change : withPatch(change, await patchOfCommit(project, commit, reader, change.id));
      }
      noteTouched(reader, change.id, comparison.diffs, comparison.compare_timeout === true);
      const patch = toPatch(toVendorPatch(comparison, reader.isOwn));
      if (isBack) return withPatch(change, patch === null ? null : inverted(patch));
      for (const { id } of comparison.commits) if (id) told.add(id);
      return withPatch(withExtent(change, comparison), patch);
    }),
  );
  return { compared, isTold: ({ sha }) => sha !== undefined && told.has(sha) };
}

const withPatch = (change: Change, patch: Patch | null): Change => (patch === null ? change : { ...change, patch });

function withExtent(change: Change, comparison: GitlabComparison): Change {
  const files = comparison.diffs.map(({ new_path: path }) => path);
  const isCut = comparison.compare_timeout === true;
  const kind = isConfigurationOnly(files, isCut) ? 'config' : change.kind;
  return { ...change, kind, title: `${change.title} (${describeFiles(comparison.commits.length, files, isCut)})` };
}
