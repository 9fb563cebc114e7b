import type { VendorName } from '@incidentfox/incident';
import type { ListedService } from '../data-source.ts';
import { isUnder } from '../deployments/belonging/under-paths.ts';

/**
 * Adds the folders that a service is rolled out from (Argo CD's paths) to its part of a shared repository, or proposes them as its part
 * where nobody knows its code. A repository that is the service's alone is left whole.
 */
export function addDeployedPaths(
  vendorNames: Record<string, VendorName>,
  group: readonly Pick<ListedService, 'deployedFrom'>[],
  notes: string[],
): void {
  for (const { repository, path } of group.flatMap(({ deployedFrom = [] }) => deployedFrom)) {
    const at = repositoryIn(repository);
    const folder = path.replace(/\/(overlays|envs?|environments)(\/.*)?$/, '').replace(/^\.?\/+|\/+$/g, '');
    if (at === null || folder === '' || folder === '.') continue;
    const known = vendorNames[at.kind];
    const isElsewhere = Object.keys(vendorNames).some(
      (kind) => kind !== at.kind && (kind === 'github' || kind === 'gitlab'),
    );
    if (known === undefined && !isElsewhere) {
      vendorNames[at.kind] = { [at.key]: at.name, paths: folder };
      notes.push(`${at.kind}: ${folder} in ${at.name}, where it is rolled out from`);
    } else if (typeof known === 'object' && known[at.key] === at.name && known.paths !== undefined) {
      if (isUnder(folder, known.paths.split(','))) continue;
      vendorNames[at.kind] = { ...known, paths: `${known.paths},${folder}` };
      notes.push(`${at.kind}: with ${folder}, where it is rolled out from`);
    }
  }
}

/** `https://github.com/acme/shop.git` and `git@gitlab.acme.example:web/shop.git`. Null for other hosts. */
function repositoryIn(url: string): { kind: 'github' | 'gitlab'; key: 'repo' | 'project'; name: string } | null {
  const found = /^(?:[a-z+]+:\/\/)?(?:[^@/]+@)?([^/:]+)(?::\d+)?[/:](.+?)(?:\.git)?\/?$/.exec(url);
  const [, host = '', name = ''] = found ?? [];
  if (!name.includes('/')) return null;
  if (/github/i.test(host)) return { kind: 'github', key: 'repo', name };
  return /gitlab/i.test(host) ? { kind: 'gitlab', key: 'project', name } : null;
}
