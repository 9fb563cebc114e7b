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
  scopeMatch: 'exact' | 'alias' | 'environment' | 'global';
  questionId?: string;
}

/** How often a service changes in normal times, so that a change near the onset can be weighed. */
export interface ChangeHistory {
  service: string;
  /** Changes seen in the `spanMs` before the change window. */
  count: number;
  spanMs: number;
}
