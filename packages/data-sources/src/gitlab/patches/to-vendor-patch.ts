import type { Patch } from '@incidentfox/incident';
import { toPatch, type VendorPatch } from '../../deployments/to-patch.ts';
import { maxListedFiles } from '../limits.ts';
import type { GitlabComparison, GitlabFile } from '../responses.schema.ts';
import { type GitlabPatchReader, noteTouched } from './patch-reader.ts';

/** What lies between two versions. */
export function toVendorPatch(
  { diffs, commits, compare_timeout: timedOut }: GitlabComparison,
  isOwn: (path: string) => boolean,
): VendorPatch {
  const { files, isCut } = toFiles(diffs, isOwn, Number.POSITIVE_INFINITY);
  return {
    files,
    isCut: isCut || timedOut === true,
    commits: commits.toReversed().flatMap(({ id, title }) => (id ? [{ sha: id, title: title ?? '' }] : [])),
  };
}

/** Files as GitLab lists them. One whose lines it leaves out, for their number, makes the patch a cut one. */
export function toFiles(
  all: readonly GitlabFile[],
  isOwn: (path: string) => boolean,
  maxFiles = maxListedFiles,
): Pick<VendorPatch, 'files' | 'isCut'> {
  const files = all.filter(({ new_path: path }) => isOwn(path));
  return {
    files: files.map((file) => ({ path: file.new_path, diff: isLeftOut(file) ? null : (file.diff ?? '') })),
    isCut: all.length >= maxFiles || files.some(isLeftOut),
  };
}

/** A file that was only renamed has no lines either, but nothing of it is missing. */
const isLeftOut = ({ diff, too_large: tooLarge, collapsed }: GitlabFile): boolean =>
  tooLarge === true || collapsed === true || typeof diff !== 'string';

/** What one commit did, where nothing says what ran before it. Null, and a warning, when it cannot be read. */
export async function patchOfCommit(
  project: string,
  commit: { readonly sha: string; readonly title: string },
  { client, run, isOwn, touched }: GitlabPatchReader,
  id: string,
): Promise<Patch | null> {
  const files = await client.commitDiff(project, commit.sha, run).catch(() => undefined);
  if (files === undefined) run.warn(`the difference of ${commit.sha.slice(0, 7)} could not be read`);
  if (files !== undefined) noteTouched({ touched }, id, files, files.length >= maxListedFiles);
  return files === undefined ? null : toPatch({ ...toFiles(files, isOwn), commits: [commit] });
}
