/** What a repository holds, as far as it tells which services live in it. */
export interface RepositoryContent {
  /** Paths of all files. */
  readonly files: readonly string[];
  readonly codeowners: string | null;
  /** Texts of the workflow files, or of GitLab's pipeline. */
  readonly workflows: readonly string[];
}

/** A service that lives in a part of a repository. */
export interface FoundPart {
  readonly name: string;
  readonly paths: readonly string[];
}

const manifest =
  /^(Dockerfile|package\.json|go\.mod|pyproject\.toml|pom\.xml|build\.gradle(\.kts)?|Cargo\.toml|Gemfile)$/;
const serviceFolders = /^(services?|apps?|cmd|functions|lambdas|microservices|workers)$/i;
const chartFolders = /^(charts?|helm|deploy|deployments|k8s|kubernetes|manifests)$/i;
const passing = /(^|\/)(node_modules|vendor|tests?|fixtures?|examples?|testdata)(\/|$)/i;

/**
 * The services of a repository that several share: folders of applications with what builds them, and besides their charts, what
 * CODEOWNERS gives to their owners and what their workflows are filtered by. Empty for a repository of one.
 */
export function toParts({ files, codeowners, workflows }: RepositoryContent): FoundPart[] {
  const parts = new Map<string, Set<string>>();
  for (const file of files) {
    const folders = file.split('/');
    const base = folders.pop() ?? '';
    const [parent, name] = folders.slice(-2);
    if (folders.length < 2 || folders.length > 4 || parent === undefined || name === undefined) continue;
    if (!manifest.test(base) || passing.test(file) || !serviceFolders.test(parent)) continue;
    parts.set(name, (parts.get(name) ?? new Set()).add(folders.join('/')));
  }
  if (parts.size < 2) return [];
  for (const path of [...chartsIn(files), ...ownedPaths(codeowners ?? '')]) {
    parts.get(path.slice(path.lastIndexOf('/') + 1))?.add(path);
  }
  for (const filter of workflows.flatMap(filtersIn)) addFilter(parts, filter);
  return [...parts]
    .map(([name, paths]) => ({ name, paths: [...paths].sort() }))
    .sort((a, b) => (a.name < b.name ? -1 : 1));
}

/** What else a workflow that is filtered by one service's folder is filtered by, is that service's too. */
function addFilter(parts: ReadonlyMap<string, Set<string>>, filter: readonly string[]): void {
  const meant = [...parts.values()].filter((paths) => filter.some((path) => paths.has(path)));
  const [only] = meant;
  if (meant.length === 1 && only !== undefined) for (const path of filter) only.add(path);
}

function chartsIn(files: readonly string[]): string[] {
  return files.flatMap((file) => {
    const folders = file.split('/').slice(0, -1);
    const parent = folders.at(-2) ?? '';
    return chartFolders.test(parent) && !passing.test(file) ? [folders.join('/')] : [];
  });
}

/** `/services/checkout/ @acme/payments`: the folder. */
const ownedPaths = (text: string): string[] =>
  text
    .split('\n')
    .map((line) => line.replace(/#.*$/, '').trim().split(/\s+/)[0] ?? '')
    .map(plainFolder)
    .filter((path) => path.includes('/'));

/** The entries of each `paths:` or `changes:` list. Files of workflows themselves, and what is excluded, are left out. */
function filtersIn(workflow: string): string[][] {
  return [...workflow.matchAll(/^[ \t-]*(?:paths|changes):[ \t]*\n((?:[ \t]+-[ \t]+.*\n?)+)/gm)].map(([, list = '']) =>
    list
      .split('\n')
      .map((line) => plainFolder(line.replace(/^\s*-\s*/, '').replace(/^["']|["']\s*$/g, '')))
      .filter((path) => path !== '' && !path.startsWith('!') && !path.startsWith('.git') && !path.includes('*')),
  );
}

/** Whether a repository's top folders can hold several services: only then all of its files are worth listing. */
export const maySeveralLiveIn = (folders: readonly string[]): boolean =>
  folders.some((folder) => serviceFolders.test(folder) || /^(src|packages|backend|projects|modules)$/i.test(folder));

const plainFolder = (path: string): string =>
  path
    .trim()
    .replace(/^\//, '')
    .replace(/(\/?\*{1,2})+$/, '')
    .replace(/\/$/, '');
