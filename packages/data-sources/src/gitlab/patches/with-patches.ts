import type { Change, Patch } from '@incidentfox/incident';
import { nearestFirst } from '../../deployments/nearest-first.ts';
import { maxPatches } from '../../deployments/patch-limits.ts';
import { toPatch } from '../../deployments/to-patch.ts';
import { maxComparisons, maxListedFiles } from '../limits.ts';
import type { MergeRequest } from '../responses.schema.ts';
import type { GitlabCompared } from './compare-deployments.ts';
import { type GitlabPatchReader, noteTouched } from './patch-reader.ts';
import { patchOfCommit, toFiles } from './to-vendor-patch.ts';

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
      const patch = chosen.has(change) ? await patchOf(project, change, request, reader) : null;
      return patch === null ? change : { ...change, patch };
    }),
  );
}

/** A commit that was pushed has no merge request. */
async function patchOf(
  project: string,
  change: Change,
  request: MergeRequest | undefined,
  reader: GitlabPatchReader,
): Promise<Patch | null> {
  if (request !== undefined) return readPatch(project, request, reader, change.id);
  const { sha, title } = change;
  return sha === undefined ? null : patchOfCommit(project, { sha, title }, reader, change.id);
}

async function readPatch(
  project: string,
  request: MergeRequest,
  reader: GitlabPatchReader,
  id: string,
): Promise<Patch | null> {
  const { client, run, isOwn } = reader;
  const files = await client.mergeRequestDiffs(project, request.iid, run).catch(() => undefined);
  if (files === undefined) run.warn(`the files of !${request.iid} could not be read`);
  if (files === undefined) return null;
  noteTouched(reader, id, files, files.length >= maxListedFiles);
  const sha = request.merge_commit_sha ?? request.squash_commit_sha ?? request.sha;
  return toPatch({ ...toFiles(files, isOwn), commits: sha ? [{ sha, title: request.title }] : [] });
}
