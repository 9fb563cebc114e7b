import { investigateIncident } from '@incidentfox/jobs';
import { type SlackRequestContext, whisper } from './slack-request-context.ts';

/** Queues a run on somebody's behalf. Several people who press within a minute start one run. */
export async function startAgain(
  context: SlackRequestContext,
  target: { incidentId: string; reference: string; services?: readonly string[]; windowMinutes?: number | null },
): Promise<void> {
  const { job, deps } = context;
  const { incidentId, reference, services = [], windowMinutes } = target;
  const minute = Math.floor(job.receivedAt / 60_000);
  const asks = [...services]
    .sort()
    .join('.')
    .replace(/[^A-Za-z0-9_.-]/g, '_');
  const outcome = await deps.producer.add(investigateIncident, {
    team: job.team,
    incidentId,
    key: `slack-${incidentId}-${minute}${asks ? `-${asks}` : ''}${windowMinutes ? `-${windowMinutes}` : ''}`,
    receivedAt: job.receivedAt,
    trigger: {
      kind: 'slack',
      by: job.userName,
      ...(services.length > 0 && { services: [...services] }),
      ...(windowMinutes && { windowMinutes }),
    },
  });
  const scope = services.length > 0 ? ` at ${services.join(', ')}` : '';
  await whisper(
    context,
    outcome === 'added'
      ? `Looking again${scope}: the message of ${reference} is updated when there is something to say.`
      : `This was just requested: ${reference} is being looked at.`,
  );
}
