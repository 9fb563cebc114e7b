import type { Settings } from '@incidentfox/config';
import { reconcileMissedIncidents } from '@incidentfox/jobs';
import type { JobProducer } from '@incidentfox/jobs/bullmq';
import type { Logger } from '@incidentfox/service-runtime';

const passEveryMs = 60_000;
/** A schedule is missing at most so long: Redis may be emptied, and a reload may turn a team on or off, at any moment. */
const lookEveryMs = 20_000;

/** Repeats the pass for every team that starts investigations automatically, and for no other. Calling it again mends it. */
export async function scheduleReconciliation(
  producer: Pick<JobProducer, 'keepSchedules'>,
  settings: Settings,
  everyMs = passEveryMs,
): Promise<void> {
  const teams = settings.teams.filter(({ incidentIo }) => incidentIo.enabled && incidentIo.policy.autoInvestigate);
  await producer.keepSchedules(
    reconcileMissedIncidents,
    teams.map(({ id }) => ({ team: id })),
    everyMs,
  );
}

/** Schedules now, and keeps it so: every worker looks by itself. Throws `Failure` when it cannot at the start. */
export async function keepReconciliationScheduled(
  producer: Pick<JobProducer, 'keepSchedules'>,
  settings: () => Settings,
  logger: Pick<Logger, 'warn'>,
): Promise<{ stop(): void }> {
  await scheduleReconciliation(producer, settings());
  const look = setInterval(() => {
    scheduleReconciliation(producer, settings()).catch((error: unknown) =>
      logger.warn({ error }, 'reconciliation not scheduled: it will be tried again'),
    );
  }, lookEveryMs);
  return { stop: () => clearInterval(look) };
}
