import type { Change } from '@incidentfox/incident';
import { deploymentTitle, isReturn, previousDeployment } from '../deployments/deployment-chain.ts';
import type { Application, HistoryEntry } from './responses.schema.ts';

interface About {
  readonly service: string;
  /** Argo CD's own address, for links. */
  readonly web: string;
  readonly scopeMatch: Change['scopeMatch'];
}

/** Every sync of an application that brought another revision, newest first, and the one under way or failed. */
export function toChanges(application: Application, about: About): Change[] {
  const history = newestFirst(application);
  const links = history.map((entry) => ({ entry, sha: revisionOf(entry), environment: null, failed: false }));
  const synced = links.flatMap(({ entry }, at): Change[] => {
    const previous = previousDeployment(links, at);
    // Argo CD notes a sync that moved nothing too.
    if (previous?.sha === links[at]?.sha && previous !== undefined) return [];
    const kind = isReturn(links, at) ? 'rollback' : 'deploy';
    return [toChange(application, entry, { kind, previous: previous?.entry }, about)];
  });
  return [...unfinished(application, history, about), ...synced];
}

/** What a sync brought, and what was there before it: by the id of its change. */
export interface SyncStep {
  readonly changeId: string;
  readonly application: Application;
  readonly entry: HistoryEntry;
  readonly previous: HistoryEntry;
}

export function stepsOf(application: Application): SyncStep[] {
  const history = newestFirst(application);
  const links = history.map((entry) => ({ sha: revisionOf(entry), environment: null, failed: false, entry }));
  return links.flatMap(({ entry }, at) => {
    const previous = previousDeployment(links, at)?.entry;
    return previous === undefined ? [] : [{ changeId: idOf(application, entry), application, entry, previous }];
  });
}

const idOf = ({ metadata }: Application, { id }: HistoryEntry): string => `argo_cd:${metadata.name}:${id}`;

const newestFirst = (application: Application): HistoryEntry[] =>
  [...(application.status?.history ?? [])].sort(
    (a, b) => b.id - a.id || Date.parse(b.deployedAt) - Date.parse(a.deployedAt),
  );

function toChange(
  application: Application,
  entry: HistoryEntry,
  told: { kind: 'deploy' | 'rollback'; previous: HistoryEntry | undefined },
  about: About,
): Change {
  const version = versionOf(entry);
  const previousVersion = told.previous && versionOf(told.previous);
  const by = entry.initiatedBy;
  const sha = shaOf(revisionOf(entry));
  const source = entry.source ?? entry.sources?.[0];
  const deployedAt = Date.parse(entry.deployedAt);
  return {
    ...base(application, about),
    id: idOf(application, entry),
    kind: told.kind,
    startedAt: Date.parse(entry.deployStartedAt ?? '') || deployedAt,
    finishedAt: deployedAt,
    status: 'succeeded',
    title: deploymentTitle({
      kind: told.kind,
      version: `${application.metadata.name} ${version}`,
      previousVersion,
      environment: application.spec?.destination?.namespace,
      words: source?.path ?? source?.chart,
    }),
    actor: by?.username || (by?.automated ? 'automated sync' : 'unknown'),
    version,
    ...(previousVersion === undefined ? {} : { previousVersion }),
    ...(source?.repoURL ? { repo: source.repoURL } : {}),
    ...(sha === undefined ? {} : { sha }),
  };
}

/** A sync that runs or failed is not in the history. */
function unfinished(application: Application, history: readonly HistoryEntry[], about: About): Change[] {
  const state = application.status?.operationState;
  const isTold = state === null || state === undefined || state.phase === 'Succeeded';
  if (isTold) return [];
  const revision = state.syncResult?.revision || state.syncResult?.revisions?.join('+');
  const previousVersion = history[0] && versionOf(history[0]);
  const status = state.phase === 'Running' || state.phase === 'Terminating' ? 'running' : 'failed';
  const finishedAt = Date.parse(state.finishedAt ?? '');
  const by = state.operation?.initiatedBy;
  return [
    {
      ...base(application, about),
      id: `argo_cd:${application.metadata.name}:${state.startedAt}`,
      kind: 'deploy',
      startedAt: Date.parse(state.startedAt),
      ...(Number.isNaN(finishedAt) ? {} : { finishedAt }),
      status,
      title: `sync of ${application.metadata.name} ${status === 'failed' ? 'failed' : 'is running'}${state.message ? `: ${state.message.slice(0, 150)}` : ''}`,
      ...(by ? { actor: by.username || 'automated sync' } : {}),
      ...(revision ? { version: shortened(revision) } : {}),
      ...(previousVersion === undefined ? {} : { previousVersion }),
      ...(revision && shaOf(revision) ? { sha: revision } : {}),
    },
  ];
}

function base({ metadata, spec }: Application, about: About) {
  const namespace = spec?.destination?.namespace;
  const where = metadata.namespace ? `${encodeURIComponent(metadata.namespace)}/` : '';
  return {
    service: about.service,
    ...(namespace ? { environment: namespace } : {}),
    url: `${about.web}/applications/${where}${encodeURIComponent(metadata.name)}`,
    scopeMatch: about.scopeMatch,
  };
}

/** A chart's version, a commit, or with several sources all of them. */
export function revisionOf(entry: HistoryEntry): string {
  return entry.revision || entry.revisions?.join('+') || '';
}

const versionOf = (entry: HistoryEntry): string => shortened(revisionOf(entry)) || `sync ${entry.id}`;

const shortened = (revision: string): string =>
  revision
    .split('+')
    .map((one) => (shaOf(one) === undefined ? one : one.slice(0, 7)))
    .join('+');

const shaOf = (revision: string): string | undefined => (/^[0-9a-f]{40}$/.test(revision) ? revision : undefined);
