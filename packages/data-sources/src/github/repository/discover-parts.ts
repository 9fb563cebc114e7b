import type { QuestionRun } from '../../answering/index.ts';
import { type FoundPart, toParts } from '../../deployments/belonging/to-parts.ts';
import type { GithubClient, Repo } from '../client.ts';
import { maxRepositoriesRead, maxWorkflowsRead } from '../limits.ts';

/** What is discovered: a repository of one service, or each service's part of a shared one. */
export interface DiscoveredRepository {
  readonly name: string;
  readonly vendorName: string | Record<string, string>;
}

/** Looks into the first repositories for several services; the rest are given as they are, which is said. */
export async function discoverParts(
  client: GithubClient,
  repositories: readonly { readonly name: string; readonly full_name: string }[],
  run: QuestionRun,
): Promise<DiscoveredRepository[]> {
  const read = repositories.slice(0, maxRepositoriesRead);
  if (repositories.length > read.length)
    run.warn(
      `only the first ${read.length} of ${repositories.length} repositories were looked into for several services`,
    );
  const found = await Promise.all(
    read.map(async ({ name, full_name: full }): Promise<DiscoveredRepository[]> => {
      const parts = await partsOf(client, toRepo(full), run).catch((): FoundPart[] => []);
      if (parts.length === 0) return [{ name, vendorName: full }];
      return parts.map((part) => ({ name: part.name, vendorName: { repo: full, paths: part.paths.join(',') } }));
    }),
  );
  const others = repositories.slice(read.length).map(({ name, full_name: full }) => ({ name, vendorName: full }));
  return [...found.flat(), ...others];
}

const toRepo = (full: string): Repo => {
  const [owner = '', name = ''] = full.split('/');
  return { owner, name };
};

/** One request a repository; more only for one that several services share. */
async function partsOf(client: GithubClient, repo: Repo, run: QuestionRun): Promise<FoundPart[]> {
  const files = await client.files(repo, run);
  const parts = toParts({ files, codeowners: null, workflows: [] });
  if (parts.length === 0) return [];
  const owners = ['.github/CODEOWNERS', 'CODEOWNERS', 'docs/CODEOWNERS'].find((path) => files.includes(path));
  const workflows = files.filter((file) => /^\.github\/workflows\/[^/]+\.ya?ml$/.test(file)).slice(0, maxWorkflowsRead);
  const read = (path: string) => client.content(repo, path, run).catch(() => '');
  const [codeowners, texts] = await Promise.all([
    owners === undefined ? null : read(owners),
    Promise.all(workflows.map(read)),
  ]);
  return toParts({ files, codeowners, workflows: texts });
}
