import type { Change, Patch } from '@incidentfox/incident';
import { nearestFirst } from '../../deployments/nearest-first.ts';
import { maxPatches } from '../../deployments/patch-limits.ts';
import { toPatch } from '../../deployments/to-patch.ts';
import type { Repo } from '../client.ts';
import { maxComparedFiles, maxComparisons, maxListedFiles } from '../limits.ts';
import type { GithubRelease, PullRequest } from '../responses.schema.ts';
import type { GithubCompared } from './compare-deployments.ts';
import { type GithubPatchReader, noteTouched } from './patch-reader.ts';
import { patchOfCommit, toFiles, toVendorPatch } from './to-vendor-patch.ts';

interface Listed {
  readonly pulls: readonly PullRequest[];
  /** Newest first. */
  readonly releases: readonly GithubRelease[];
  readonly isTold: GithubCompared['isTold'];
}

/** Adds patches to merges, releases and workflow runs that no deployment tells of, nearest to the alarm first. */
export async function withPatches(
  repo: Repo,
  changes: readonly Change[],
  listed: Listed,
  reader: GithubPatchReader,
): Promise<Change[]> {
  const untold = changes.filter((change) => !listed.isTold(change));
  const chosen = new Set(nearestFirst(untold, reader.alarmAt).slice(0, maxPatches - maxComparisons));
  return Promise.all(
    changes.map(async (change) => {
      const patch = chosen.has(change) ? await readPatch(repo, change, listed, reader) : null;
      return patch === null ? change : { ...change, patch };
    }),
  );
}

async function readPatch(repo: Repo, change: Change, listed: Listed, reader: GithubPatchReader): Promise<Patch | null> {
  if (change.kind === 'merge') return ofPullRequest(repo, change, listed, reader);
  if (change.kind === 'release') return ofRelease(repo, change, listed, reader);
  return change.sha === undefined ? null : patchOfCommit(repo, change.sha, reader, change.id);
}

async function ofPullRequest(
  repo: Repo,
  change: Change,
  { pulls }: Listed,
  reader: GithubPatchReader,
): Promise<Patch | null> {
  const { client, run, isOwn } = reader;
  const pull = pulls.find(({ number }) => change.id.endsWith(`#${number}`));
  // A commit that was pushed without one.
  if (pull === undefined) return change.sha === undefined ? null : patchOfCommit(repo, change.sha, reader, change.id);
  const files = await client.pullRequestFiles(repo, pull.number, run).catch(() => undefined);
  if (files === undefined) run.warn(`the files of #${pull.number} could not be read`);
  if (files === undefined) return null;
  noteTouched(reader, change.id, files, maxListedFiles);
  const commits = change.sha === undefined ? [] : [{ sha: change.sha, title: pull.title }];
  return toPatch({ ...toFiles(files, maxListedFiles, isOwn), commits });
}

async function ofRelease(
  repo: Repo,
  change: Change,
  { releases }: Listed,
  reader: GithubPatchReader,
): Promise<Patch | null> {
  const { client, run, isOwn } = reader;
  const at = releases.findIndex(({ tag_name }) => tag_name === change.version);
  const [head, base] = [releases[at]?.tag_name, releases.slice(at + 1).find(({ draft }) => !draft)?.tag_name];
  if (head === undefined || base === undefined) return null;
  const comparison = await client.compare(repo, base, head, run).catch(() => undefined);
  if (comparison === undefined) run.warn(`${head} could not be compared with ${base}`);
  if (comparison !== undefined) noteTouched(reader, change.id, comparison.files ?? [], maxComparedFiles);
  return comparison === undefined ? null : toPatch(toVendorPatch(comparison, isOwn));
}
