import type { Patch } from '@incidentfox/incident';
import { type JsonRow, textOf, timeNames, timeOf } from '../cases/fields.ts';
import { splitDiff } from './split-diff.ts';

export interface Commit {
  sha: string;
  at: number;
  message: string;
  author: string | null;
  repo: string;
  paths: readonly string[];
  diff: string | null;
}

export function readCommits(rows: readonly JsonRow[]): Commit[] {
  return rows
    .flatMap((row): Commit[] => {
      const sha = textOf(row, 'sha', 'commit_sha', 'id', 'hash', 'commit');
      if (sha === undefined) return [];
      const files = [row.files_changed, row.files, row.paths].find(Array.isArray) ?? [];
      return [
        {
          sha,
          at: timeOf(row, ...timeNames, 'committed_at', 'authored_at') ?? 0,
          message: textOf(row, 'message', 'title', 'subject') ?? '',
          author: textOf(row, 'author', 'actor', 'committer') ?? null,
          repo: textOf(row, 'repo', 'repository') ?? '',
          paths: files.flatMap((one) => (typeof one === 'string' ? [one] : pathOf(one))),
          diff: textOf(row, 'diff', 'patch') ?? null,
        },
      ];
    })
    .sort((a, b) => a.at - b.at);
}

function pathOf(file: unknown): string[] {
  const path =
    typeof file === 'object' && file !== null ? textOf(file as JsonRow, 'path', 'filename', 'name') : undefined;
  return path === undefined ? [] : [path];
}

/**
 * The commits that a deploy of `sha` brings: itself, and what was committed before it and after the service's previous deploy. Where
 * no previous one is known, what no other deploy of the repository has brought yet. A commit that another deploy names as its own
 * went out with that one. Commits that touch other services' files only are not in its image.
 * @param before all deploys before this one, with what they brought
 * @param heads the commits that deploys name as their own
 */
export function rolledOut(
  commits: readonly Commit[],
  deploy: { sha: string; service: string },
  before: readonly { sha: string; service: string; brought: readonly Commit[] }[],
  services: readonly string[],
  heads: readonly string[] = [],
): Commit[] {
  const own = commits.find(({ sha }) => isSameSha(sha, deploy.sha));
  if (own === undefined) return [];
  const inRepo = commits.filter(({ repo }) => repo === own.repo);
  const end = inRepo.indexOf(own);
  const previous = before.findLast(({ service }) => service === deploy.service);
  const from = inRepo.findLastIndex(({ sha }, i) => i < end && previous !== undefined && isSameSha(previous.sha, sha));
  const isDeployed = (commit: Commit) =>
    before.some(({ sha }) => isSameSha(sha, commit.sha)) || heads.some((sha) => isSameSha(sha, commit.sha));
  const isBrought = (commit: Commit) => from < 0 && before.some(({ brought }) => brought.includes(commit));
  const others = services.filter((service) => service !== deploy.service).map(core);
  const brought = inRepo
    .slice(from + 1, end)
    .filter((one) => !isDeployed(one) && !isBrought(one) && mayConcern(one, core(deploy.service), others));
  return [own, ...brought.toReversed()];
}

export function isSameSha(a: string, b: string): boolean {
  return a === b || (a.length >= 7 && b.length >= 7 && (a.startsWith(b) || b.startsWith(a)));
}

/** The diffs of several commits as one patch, newest first. */
export function toPatch(commits: readonly Commit[]): Patch {
  return {
    files: commits.flatMap(({ diff, paths }) => splitDiff(diff, paths)),
    commits: commits.map(({ sha, message }) => ({ sha, title: message.split('\n')[0] ?? '' })),
    isTruncated: false,
  };
}

/** A commit concerns everybody but where all its folders are those of other services. */
function mayConcern({ paths }: Commit, own: string, others: readonly string[]): boolean {
  if (paths.length === 0) return true;
  return paths.some((path) => {
    const folders = path.split('/').slice(0, -1);
    const names = folders.map(core);
    return (
      names.includes(own) ||
      !folders.some((folder, i) => isAService(folders[i - 1], folder) || others.includes(core(folder)))
    );
  });
}

/** Folders that hold one service each, or are called one. */
function isAService(parent: string | undefined, folder: string): boolean {
  return (
    (parent !== undefined && /^(services|apps|microservices)$/.test(parent)) || /[a-z](service|-svc|_svc)$/.test(folder)
  );
}

/** `paymentservice`, `payment-svc` and `payment` are one name where folders are named after services. */
function core(name: string): string {
  const plain = name.toLowerCase().replaceAll(/[^a-z0-9]/g, '');
  return plain.replace(/(service|svc|srv|api|server)$/, '') || plain;
}
