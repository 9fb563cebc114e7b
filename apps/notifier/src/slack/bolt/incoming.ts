import type { Service } from '@incidentfox/incident';
import type { SlackRequest } from '@incidentfox/jobs';
import type { SlackWorkspace } from '../slack-workspace.ts';

/** What a person asked for, as the queue takes it. */
export interface Incoming {
  readonly key: string;
  readonly channel: string;
  readonly threadTs?: string;
  readonly responseUrl?: string;
  readonly user: string;
  readonly userName: string;
  readonly investigationId?: string;
  readonly revision?: number;
  readonly request: SlackRequest;
}

export interface ListenerDeps {
  /** Resolves when the request is safely queued; only then is it acknowledged to Slack. */
  readonly enqueue: (incoming: Incoming) => Promise<void>;
  readonly workspace: () => Pick<SlackWorkspace, 'openModal'> | null;
  readonly services: () => readonly Service[];
}

/** Letters, digits and a few signs: what a job id may hold. */
export function keyFrom(...parts: readonly (string | undefined)[]): string {
  return parts
    .map((part) => (part ?? '').replace(/[^A-Za-z0-9_.-]/g, '_'))
    .join('-')
    .slice(0, 200);
}
