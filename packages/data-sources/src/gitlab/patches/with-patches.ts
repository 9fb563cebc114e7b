import type { Change, Patch } from '@incidentfox/incident';
import { nearestFirst } from '../../deployments/nearest-first.ts';
import { maxPatches } from '../../deployments/patch-limits.ts';
import { toPatch } from '../../deployments/to-patch.ts';
import { maxComparisons } from '../limits.ts';
import type { MergeRequest } from '../responses.schema.ts';
import type { GitlabCompared, GitlabPatchReader } from './compare-deployments.ts';
import { toFiles } from './to-vendor-patch.ts';

/** Adds patches to merges that no deployment tells of, nearest to the alarm first. */
export async function withPatches(
  project: string,
  merges: readonly Change[],
  listed: { readonly requests: readonly MergeRequest[]; readonly isTold: GitlabCompared['isTold'] },
  reader: GitlabPatchReader,
): Promise<Change[]> {
  const untold = merges.filter((change) => !listed.isTold(change));
  const chosen = new Set(nearestFirst(untold, reader.alarmAt).slice(0, maxPatches - maxComparisons));
  return Promise.all(
    merges.map(async (change) => {
      const request = listed.requests.find(({ iid }) => change.id.endsWith(`!${iid}`));
      const patch = request !== undefined && chosen.has(change) ? await readPatch(project, request, reader) : null;
      return patch === null ? change : { ...change, patch };
    }),
  );
}

async function readPatch(
  project: string,
  request: MergeRequest,
  { client, run }: GitlabPatchReader,
): Promise<Patch | null> {
  const files = await client.mergeRequestDiffs(project, request.iid, run).catch(() => undefined);
  if (files === undefined) run.warn(`the files of !${request.iid} could not be read`);
  if (files === undefined) return null;
  const sha = request.merge_commit_sha ?? request.squash_commit_sha ?? request.sha;
  return toPatch({ ...toFiles(files), commits: sha ? [{ sha, title: request.title }] : [] });
}
