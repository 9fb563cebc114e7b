export type ChangeKind =
  | 'deploy'
  | 'rollback'
  | 'release'
  | 'merge'
  | 'pipeline'
  | 'flag'
  | 'config'
  | 'infra'
  | 'scale';

/** What a change altered in one file. Path and text are untrusted. */
export interface PatchFile {
  path: string;
  /** Unified diff of the file without its header: lines that begin with `@@`, ` `, `+` or `-`. Null when only the path is known. */
  diff: string | null;
}

/** What a change altered, as far as its source tells. Never stored beyond the excerpts that a report quotes. */
export interface Patch {
  files: readonly PatchFile[];
  /** Titles of the commits it brought, newest first. Untrusted. */
  commits: readonly { sha: string; title: string }[];
  /** True when files or lines were left out because of a cap. */
  isTruncated: boolean;
}

/** Something people or machines changed. Titles, actors and versions are untrusted text. */
export interface Change {
  id: string;
  kind: ChangeKind;
  /** The catalogue service it belongs to; null when it touches the whole environment. */
  service: string | null;
  /** Epoch ms. */
  startedAt: number;
  finishedAt?: number;
  status: 'succeeded' | 'failed' | 'running' | 'unknown';
  title: string;
  actor?: string;
  version?: string;
  previousVersion?: string;
  repo?: string;
  sha?: string;
  environment?: string;
  url?: string;
  /**
   * How it is known to be the service's: by its configured name, by another name, or not at all: `environment` was found where the
   * service's changes are (its repository, its cluster) and may be another's. Such a change is never blamed.
   */
  scopeMatch: 'exact' | 'alias' | 'environment' | 'global';
  /** Set where the source gives the difference to what ran before. */
  patch?: Patch;
  questionId?: string;
}

/** How often a service changes in normal times, so that a change near the onset can be weighed. */
export interface ChangeHistory {
  service: string;
  /** Changes seen in the `spanMs` before the change window. */
  count: number;
  spanMs: number;
}
