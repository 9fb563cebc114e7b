import type { Change, ChangeKind, Patch } from '@incidentfox/incident';
import { isSettingKind } from './is-setting-kind.ts';
import { sameChangeMs, sameMomentMs } from './thresholds.ts';

/** Kinds of change by how exactly they date it: the closer to what runs, the better. */
const kindsByPrecision: readonly ChangeKind[] = [
  'rollback',
  'deploy',
  'config',
  'flag',
  'scale',
  'infra',
  'release',
  'pipeline',
  'merge',
];

/** `v2.1.0`, `2.1.0` and `registry/app:2.1.0` are one version. */
export const plainVersion = (version: string): string =>
  version
    .replace(/^.*[:@]/, '')
    .replace(/^v(?=\d)/i, '')
    .toLowerCase();

function isSame(a: Change, b: Change): boolean {
  const apart = Math.abs(a.startedAt - b.startedAt);
  if (a.service !== b.service || apart > sameChangeMs) return false;
  if (a.sha !== undefined && b.sha !== undefined) return a.sha.startsWith(b.sha) || b.sha.startsWith(a.sha);
  if (a.version !== undefined && b.version !== undefined) return plainVersion(a.version) === plainVersion(b.version);
  const isOneMoment = apart <= sameMomentMs && a.questionId !== b.questionId;
  if (isSettingKind(a.kind) || isSettingKind(b.kind)) return a.kind === b.kind && isOneMoment;
  return a.kind !== b.kind && a.kind !== 'rollback' && b.kind !== 'rollback';
}

/** A rollback never joins the deploy that it undid, whatever sighting without a version lies between them. */
function isOther(a: Change, b: Change): boolean {
  if ((a.kind === 'rollback') !== (b.kind === 'rollback')) return true;
  if (a.sha !== undefined && b.sha !== undefined) return !(a.sha.startsWith(b.sha) || b.sha.startsWith(a.sha));
  return a.version !== undefined && b.version !== undefined && plainVersion(a.version) !== plainVersion(b.version);
}

const belongsTo = (change: Change, members: readonly Change[]): boolean =>
  members.some((member) => isSame(member, change)) && !members.some((member) => isOther(member, change));

/** Joins what several sources saw of one change: the rollout that Kubernetes saw is the deployment that GitHub announced. */
export function mergeSightings(changes: readonly Change[]): { change: Change; sightings: Change[] }[] {
  const ordered = [...changes].sort((a, b) => a.startedAt - b.startedAt || (a.id < b.id ? -1 : 1));
  const byService = new Map<string | null, Change[][]>();
  for (const change of ordered) {
    const groups = byService.get(change.service) ?? [];
    byService.set(change.service, groups);
    const group = groups.slice(-8).find((members) => belongsTo(change, members));
    if (group === undefined) groups.push([change]);
    else group.push(change);
  }
  return [...byService.values()].flat().map((group) => {
    const [main = group[0] as Change] = [...group].sort(
      (a, b) => kindsByPrecision.indexOf(a.kind) - kindsByPrecision.indexOf(b.kind),
    );
    const filled: Change = { ...main };
    for (const other of group) {
      filled.version ??= other.version as string;
      filled.previousVersion ??= other.previousVersion as string;
      filled.sha ??= other.sha as string;
      filled.repo ??= other.repo as string;
      filled.actor ??= other.actor as string;
      filled.patch ??= other.patch as Patch;
    }
    // One who knows whose it is knows it for all.
    filled.scopeMatch = group.find(({ scopeMatch }) => scopeMatch !== 'environment')?.scopeMatch ?? main.scopeMatch;
    // A setting has no version; the shortest of its titles is the one that a person wrote.
    if (isSettingKind(main.kind)) filled.title = shortest(group.map(({ title }) => title)) ?? main.title;
    return { change: withoutUndefined(filled), sightings: group.filter((member) => member !== main) };
  });
}

const shortest = (titles: readonly string[]): string | undefined =>
  titles.filter((title) => title !== '').sort((a, b) => a.length - b.length || (a < b ? -1 : 1))[0];

const withoutUndefined = (change: Change): Change =>
  Object.fromEntries(Object.entries(change).filter(([, value]) => value !== undefined)) as unknown as Change;
