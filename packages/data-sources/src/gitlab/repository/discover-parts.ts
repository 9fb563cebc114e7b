import type { QuestionRun } from '../../answering/index.ts';
import { type FoundPart, maySeveralLiveIn, toParts } from '../../deployments/belonging/to-parts.ts';
import type { GitlabClient } from '../client.ts';
import { maxProjectsRead } from '../limits.ts';

/** What is discovered: a project of one service, or each service's part of a shared one. */
export interface DiscoveredProject {
  readonly name: string;
  readonly vendorName: string | Record<string, string>;
}

/** Looks into the first projects for several services; the rest are given as they are, which is said. */
export async function discoverParts(
  client: GitlabClient,
  projects: readonly { readonly path: string; readonly path_with_namespace: string }[],
  run: QuestionRun,
): Promise<DiscoveredProject[]> {
  const read = projects.slice(0, maxProjectsRead);
  if (projects.length > read.length)
    run.warn(`only the first ${read.length} of ${projects.length} projects were looked into for several services`);
  const found = await Promise.all(
    read.map(async ({ path, path_with_namespace: full }): Promise<DiscoveredProject[]> => {
      const parts = await partsOf(client, full, run).catch((): FoundPart[] => []);
      if (parts.length === 0) return [{ name: path, vendorName: full }];
      return parts.map(({ name, paths }) => ({ name, vendorName: { project: full, paths: paths.join(',') } }));
    }),
  );
  const others = projects.slice(read.length).map((one) => ({ name: one.path, vendorName: one.path_with_namespace }));
  return [...found.flat(), ...others];
}

/** One request a project; more only for one whose top folders look as if several services lived there. */
async function partsOf(client: GitlabClient, project: string, run: QuestionRun): Promise<FoundPart[]> {
  if (!maySeveralLiveIn(await client.topFolders(project, run))) return [];
  const files = await client.files(project, run);
  if (toParts({ files, codeowners: null, workflows: [] }).length === 0) return [];
  const read = (path: string) => (files.includes(path) ? client.content(project, path, run).catch(() => '') : '');
  const owners = ['CODEOWNERS', 'docs/CODEOWNERS', '.gitlab/CODEOWNERS'].find((path) => files.includes(path));
  const [codeowners, pipeline] = await Promise.all([
    owners === undefined ? null : read(owners),
    read('.gitlab-ci.yml'),
  ]);
  return toParts({ files, codeowners, workflows: [pipeline] });
}
