import { setTimeout as pause } from 'node:timers/promises';
import type { Logger } from '@incidentfox/service-runtime';
import type { Team } from '../team.ts';
import type { TeamLook } from './discover-team.ts';
import type { DiscoveryMetrics } from './discovery-metrics.ts';
import type { TeamDiscovery } from './team-discovery.ts';

export interface KeepDiscoveringDeps {
  /** The teams as configured now. */
  teams(): readonly Team[];
  look(team: Team, signal: AbortSignal): Promise<TeamLook>;
  readonly logger: Pick<Logger, 'info' | 'warn'>;
  readonly metrics: DiscoveryMetrics;
  /** Between the end of one pass and the next. Default: 5 minutes. */
  readonly everyMs?: number;
}

export interface KeptDiscoveries {
  /** The last that worked; null before the first. */
  of(team: Team): TeamDiscovery | null;
  /** Sentences about teams of which nothing could be found at the last look. */
  notes(): readonly string[];
  /** Ends the look that goes on, and begins no other. */
  stop(): Promise<void>;
}

const defaultEveryMs = 5 * 60_000;

/**
 * Looks at every team's sources now and every few minutes, one team at a time. A look that fails keeps what the one before found. Nothing
 * waits for it: until there is something, an investigation finds out for itself.
 */
export function keepDiscovering(deps: KeepDiscoveringDeps): KeptDiscoveries {
  const { everyMs = defaultEveryMs } = deps;
  const found = new WeakMap<Team, TeamDiscovery>();
  let notes: string[] = [];
  const ended = new AbortController();
  const { signal } = ended;

  const lookAt = async (team: Team): Promise<string[]> => {
    const { id } = team.settings;
    const { discovery, failures } = await deps
      .look(team, signal)
      .catch((error: unknown): TeamLook => ({ discovery: null, failures: [String(error)] }));
    if (signal.aborted) return [];
    if (discovery !== null) {
      const isFirst = !found.has(team);
      found.set(team, discovery);
      if (isFirst) deps.logger.info({ team: id, services: discovery.services.length }, 'services discovered');
    }
    deps.metrics.looked(discovery === null ? (failures.length > 0 ? 'failed' : 'nothing') : 'found');
    if (failures.length > 0) deps.logger.warn({ team: id, failures }, 'not everything could be discovered');
    return discovery === null && failures.length > 0
      ? [`the services of team ${id} could not be discovered: ${failures[0]}`]
      : [];
  };

  const pass = async () => {
    const seen: string[] = [];
    for (const team of deps.teams()) if (!signal.aborted) seen.push(...(await lookAt(team)));
    notes = seen;
  };
  const loop = async () => {
    while (!signal.aborted) {
      await pass().catch((error: unknown) => deps.logger.warn({ error }, 'services were not discovered'));
      await pause(everyMs, undefined, { signal, ref: false }).catch(() => {});
    }
  };
  const running = loop();
  return {
    of: (team) => found.get(team) ?? null,
    notes: () => notes,
    stop: async () => {
      ended.abort();
      await running;
    },
  };
}
