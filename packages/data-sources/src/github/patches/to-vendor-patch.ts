import type { Patch } from '@incidentfox/incident';
import { toPatch, type VendorPatch } from '../../deployments/to-patch.ts';
import type { Repo } from '../client.ts';
import { maxComparedFiles, maxListedFiles } from '../limits.ts';
import type { CommitResponse, Comparison, GithubFile } from '../responses.schema.ts';
import { type GithubPatchReader, noteTouched } from './patch-reader.ts';

/** What lies between two versions. */
export function toVendorPatch(
  { files, commits, total_commits: total }: Comparison,
  isOwn: (path: string) => boolean,
): VendorPatch {
  const all = commits ?? [];
  return {
    ...toFiles(files ?? [], maxComparedFiles, isOwn),
    commits: all.toReversed().map(({ sha, commit }) => ({ sha, title: commit.message })),
    ...(all.length < total ? { isCut: true } : {}),
  };
}

/** Files as GitHub lists them. One whose lines it leaves out, for their number, makes the patch a cut one. */
export function toFiles(
  all: readonly GithubFile[],
  maxFiles: number,
  isOwn: (path: string) => boolean,
): Pick<VendorPatch, 'files' | 'isCut'> {
  const files = all.filter(({ filename }) => isOwn(filename));
  return {
    files: files.map((file) => ({ path: file.filename, diff: file.patch ?? (isLeftOut(file) ? null : '') })),
    isCut: all.length >= maxFiles || files.some(isLeftOut),
  };
}

/** A file that was only renamed has no lines either, but nothing of it is missing. */
const isLeftOut = ({ patch, changes }: GithubFile): boolean => typeof patch !== 'string' && changes !== 0;

const ofCommit = ({ sha, commit, files }: CommitResponse, isOwn: (path: string) => boolean): VendorPatch => ({
  ...toFiles(files ?? [], maxListedFiles, isOwn),
  commits: [{ sha, title: commit.message }],
});

/** What one commit did, where nothing says what ran before it. Null, and a warning, when it cannot be read. */
export async function patchOfCommit(
  repo: Repo,
  sha: string,
  { client, run, isOwn, touched }: Pick<GithubPatchReader, 'client' | 'run' | 'isOwn' | 'touched'>,
  id: string,
): Promise<Patch | null> {
  const commit = await client.commit(repo, sha, run).catch(() => undefined);
  if (commit === undefined) run.warn(`the difference of ${sha.slice(0, 7)} could not be read`);
  if (commit !== undefined) noteTouched({ touched }, id, commit.files ?? [], maxListedFiles);
  return commit === undefined ? null : toPatch(ofCommit(commit, isOwn));
}
