import type { Played } from '@incidentfox/incident-flow/simulator';
import type { System } from '@incidentfox/incident-flow/system';
import { connectStores } from '@incidentfox/investigations';

const maxLines = 40;

/**
 * A difference from what the world should have been told, with what our own side says of the incidents: their records and what
 * was logged of them. It judges nothing; it is there so that a failure need not be played again to be understood.
 */
export async function explained(system: System, incidents: readonly Played[], difference: unknown): Promise<Error> {
  const stores = await connectStores({ redisUrl: system.redis.url, prefix: system.redis.prefix });
  try {
    const parts: string[] = [];
    for (const { incidentId } of incidents) {
      const record = await stores.investigations.ofIncident('default', incidentId);
      const holder = await stores.investigations.holder('default', incidentId);
      const { state, revision, startedAt, finishedAt, report } = record ?? {};
      const gaps = report?.gaps.map(({ what, why }) => `${what}: ${why}`);
      const said = { state, revision, startedAt, finishedAt, holder, verdict: report?.verdict, gaps };
      parts.push(`${incidentId} ${JSON.stringify(said)}\n${linesOf(system, incidentId)}`);
    }
    return new Error(`${(difference as Error).message}\n\n${parts.join('\n\n')}`, { cause: difference });
  } finally {
    await stores.close();
  }
}

const linesOf = (system: System, incidentId: string): string =>
  [...system.apps.values()]
    .flatMap((app) => app.output().split('\n'))
    .filter((line) => line.includes(incidentId))
    .slice(-maxLines)
    .join('\n');
