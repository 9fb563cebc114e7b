import type { Change } from '@incidentfox/incident';
import { many } from '../deployments/describe-files.ts';
import type { SentryRelease } from './responses.schema.ts';

/**
 * Releases, newest first, each as the deploy it was last part of, or as a release when Sentry was told of no deploy. One that was last
 * deployed elsewhere is a release that is not known to have come here.
 */
export function toReleaseChanges(
  releases: readonly SentryRelease[],
  about: { service: string; web: string; environments: readonly string[]; scopeMatch: Change['scopeMatch'] },
): Change[] {
  const isElsewhere = ({ lastDeploy }: SentryRelease): boolean =>
    about.environments.length > 0 && !!lastDeploy?.environment && !about.environments.includes(lastDeploy.environment);
  return releases.map((release, i) => {
    const previous = releases[i + 1];
    const version = versionOf(release);
    const { lastDeploy } = release;
    const deploy = isElsewhere(release) ? null : lastDeploy;
    const finishedAt = Date.parse(deploy?.dateFinished ?? '');
    const startedAt = Date.parse(
      deploy?.dateStarted ?? deploy?.dateFinished ?? release.dateReleased ?? release.dateCreated,
    );
    const [author] = release.authors ?? [];
    const sha = release.lastCommit?.id ?? undefined;
    return {
      id: `sentry:release:${release.version}`,
      kind: deploy ? 'deploy' : 'release',
      service: about.service,
      startedAt,
      ...(Number.isNaN(finishedAt) ? {} : { finishedAt }),
      status: 'succeeded',
      title: titleOf(release, version, deploy?.environment),
      ...(author ? { actor: author.username ?? author.name ?? author.email ?? 'unknown' } : {}),
      version,
      ...(previous ? { previousVersion: versionOf(previous) } : {}),
      ...(sha ? { sha } : {}),
      ...(deploy?.environment ? { environment: deploy.environment } : {}),
      url: deploy?.url ?? `${about.web}/releases/${encodeURIComponent(release.version)}/`,
      scopeMatch: isElsewhere(release) ? 'environment' : about.scopeMatch,
    };
  });
}

/** `checkout@2.1.0` is version 2.1.0 of the package checkout; a bare commit is shortened. */
function versionOf({ version, shortVersion }: SentryRelease): string {
  const bare = shortVersion ?? version.slice(version.lastIndexOf('@') + 1);
  return /^[0-9a-f]{40}$/.test(bare) ? bare.slice(0, 7) : bare;
}

function titleOf(release: SentryRelease, version: string, environment: string | null | undefined): string {
  const where = environment ? ` deployed to ${environment}` : ' released';
  const commits = release.commitCount ? [many(release.commitCount, 'commit')] : [];
  const errors = release.newGroups ? [`${many(release.newGroups, 'new issue')} since`] : [];
  const more = [...commits, ...errors].join(', ');
  return `${version}${where}${more && ` (${more})`}`;
}
