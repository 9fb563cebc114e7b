import type { Change, Patch } from '@incidentfox/incident';
import { previousDeployment } from '../../deployments/deployment-chain.ts';
import { describeFiles, isConfigurationOnly, many } from '../../deployments/describe-files.ts';
import { nearestFirst } from '../../deployments/nearest-first.ts';
import { inverted, toPatch } from '../../deployments/to-patch.ts';
import type { Repo } from '../client.ts';
import { maxComparedFiles, maxComparisons } from '../limits.ts';
import type { Comparison } from '../responses.schema.ts';
import type { GithubDeployed } from '../to-deployment-changes.ts';
import { type GithubPatchReader, noteTouched } from './patch-reader.ts';
import { patchOfCommit, toVendorPatch } from './to-vendor-patch.ts';

export interface GithubCompared {
  readonly compared: Change[];
  /** Whether the patch of one of them already has it: the commit, or the version. */
  readonly isTold: (change: Pick<Change, 'sha' | 'version'>) => boolean;
}

/**
 * Adds what lies between a version and the one before, in the title and as a patch; a deployment of nothing but configuration is
 * one of configuration. What cannot be read is a warning: a base that was rewritten away must not make the answer incomplete.
 */
export async function compareDeployments(
  repo: Repo,
  changes: readonly Change[],
  deployed: readonly GithubDeployed[],
  reader: GithubPatchReader,
): Promise<GithubCompared> {
  const chosen = new Set(nearestFirst(changes, reader.alarmAt).slice(0, maxComparisons));
  const told = new Set<string>();
  const compared = await Promise.all(
    changes.map(async (change) => {
      if (!chosen.has(change)) return change;
      const at = deployed.findIndex(({ deployment }) => change.id === `github:deployment:${deployment.id}`);
      const [base, head] = [previousDeployment(deployed, at)?.sha, deployed[at]?.sha];
      if (!head || base === head) return change;
      told.add(head);
      if (change.version !== undefined) told.add(change.version);
      if (!base) return withPatch(change, await patchOfCommit(repo, head, reader, change.id));
      const comparison = await reader.client.compare(repo, base, head, reader.run).catch(() => undefined);
      if (comparison === undefined) {
        reader.run.warn(`the commits before ${change.version} could not be compared`);
        return withPatch(change, await patchOfCommit(repo, head, reader, change.id));
      }
      noteTouched(reader, change.id, comparison.files ?? [], maxComparedFiles);
      for (const { sha } of comparison.commits ?? []) told.add(sha);
      return withComparison(change, comparison, await patchOf(repo, { base, head }, comparison, reader));
    }),
  );
  return { compared, isTold: ({ sha, version }) => [sha, version].some((one) => one !== undefined && told.has(one)) };
}

const isBackwards = ({ total_commits: commits, behind_by: behind }: Comparison): boolean =>
  commits === 0 && (behind ?? 0) > 0;

/** A comparison looks forwards only: what was taken back is read from the other end and turned round. */
async function patchOf(
  repo: Repo,
  { base, head }: { base: string; head: string },
  comparison: Comparison,
  { client, run, isOwn }: GithubPatchReader,
): Promise<Patch | null> {
  if (!isBackwards(comparison)) return toPatch(toVendorPatch(comparison, isOwn));
  const forwards = await client.compare(repo, head, base, run).catch(() => undefined);
  if (forwards === undefined) run.warn(`what the return to ${head.slice(0, 7)} took back could not be read`);
  const patch = forwards === undefined ? null : toPatch(toVendorPatch(forwards, isOwn));
  return patch === null ? null : inverted(patch);
}

const withPatch = (change: Change, patch: Patch | null): Change => (patch === null ? change : { ...change, patch });

function withComparison(change: Change, comparison: Comparison, patch: Patch | null): Change {
  const names = (comparison.files ?? []).map(({ filename }) => filename);
  const isCut = names.length >= maxComparedFiles;
  const extent = isBackwards(comparison)
    ? `${many(comparison.behind_by ?? 0, 'commit')} taken back`
    : describeFiles(comparison.total_commits, names, isCut);
  const kind = change.kind === 'deploy' && isConfigurationOnly(names, isCut) ? 'config' : change.kind;
  return withPatch({ ...change, kind, title: `${change.title} (${extent})` }, patch);
}
