import { investigateIncident } from '@incidentfox/jobs';
import { type RequestDesk, whisper } from './request-desk.ts';

/** Queues a run on somebody's behalf. Several people who press within a minute start one run. */
export async function startAgain(
  desk: RequestDesk,
  target: { incidentId: string; reference: string; services?: readonly string[]; windowMinutes?: number | null },
): Promise<void> {
  const { asked, tools } = desk;
  const { incidentId, reference, services = [], windowMinutes } = target;
  const minute = Math.floor(asked.receivedAt / 60_000);
  const asks = [...services]
    .sort()
    .join('.')
    .replace(/[^A-Za-z0-9_.-]/g, '_');
  const outcome = await tools.producer.add(investigateIncident, {
    team: asked.team,
    incidentId,
    key: `slack-${incidentId}-${minute}${asks ? `-${asks}` : ''}${windowMinutes ? `-${windowMinutes}` : ''}`,
    receivedAt: asked.receivedAt,
    trigger: {
      kind: 'slack',
      by: asked.userName,
      ...(services.length > 0 && { services: [...services] }),
      ...(windowMinutes && { windowMinutes }),
    },
  });
  const scope = services.length > 0 ? ` at ${services.join(', ')}` : '';
  await whisper(
    desk,
    outcome === 'added'
      ? `Looking again${scope}: the message of ${reference} is updated when there is something to say.`
      : `Somebody asked for the same a moment ago: ${reference} is being looked at.`,
  );
}
