import { type CollectedAnswer, type DataSource, deadlines } from '@incidentfox/data-sources';
import type { Service } from '@incidentfox/incident';
import type { TeamDiscovery } from '../../discovery/team-discovery.ts';
import { findMoved, type Moved } from '../2-plan/find-moved.ts';
import type { InvestigationScope } from '../2-plan/plan-scope.ts';
import type { Collection } from '../3-collect/collection.ts';
import { type KnownServices, knownServices } from '../3-collect/known-services.ts';
import { readSweep, type Swept } from '../3-collect/read-sweep.ts';

/** What every round works with. */
export interface Asking {
  readonly scope: InvestigationScope;
  readonly sources: readonly DataSource[];
  readonly collection: Collection;
}

/** What the sweep of all services told, which every round plans with. */
export interface Overview {
  readonly sweep: readonly CollectedAnswer[];
  readonly known: KnownServices;
  readonly swept: Swept;
  readonly moved: readonly Moved[];
}

/**
 * The sweep of round 1: a few queries a source about all services at once. Who calls whom is taken from what was discovered before, where
 * that is at hand.
 */
export async function sweepAll(
  { scope, collection }: Asking,
  services: readonly Service[],
  discovery: TeamDiscovery | null = null,
): Promise<Overview> {
  const names = services.flatMap(({ name, aliases }) => [name, ...aliases]);
  const known = discovery?.calls ?? [];
  const capabilities = ['metrics', 'logs', ...(known.length > 0 ? [] : (['topology'] as const))] as const;
  const questions = capabilities.map((capability) => ({ service: null, capability }));
  const asked = await collection.ask(1, [{ questions, window: scope.window }], { names, askingMs: deadlines.sweep });
  const sweep = [...asked, ...collection.adopt(known)];
  return overviewOf(scope, sweep, knownServices(services, sweep, discovery?.services));
}

/** The same answers under the names that are known now. */
export function overviewOf(
  { context, window }: InvestigationScope,
  sweep: Overview['sweep'],
  known: KnownServices,
): Overview {
  const swept = readSweep(sweep, known);
  return { sweep, known, swept, moved: findMoved(swept.series, swept.digests, { window, alarmAt: context.alarmAt }) };
}
