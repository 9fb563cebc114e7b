import type { Alert, InfraEvent } from '@incidentfox/incident';
import type { DraftChange } from '../changes/draft-change.ts';
import type { Measured } from '../metrics/measured.ts';
import { isApp } from '../system/component.ts';

/** The alert of the incident, when there was one, and now and then an old one of somebody else. */
export function toAlerts({ random, system, timeline }: Measured, affected: string | null, symptom: string): Alert[] {
  const alert = (service: string, startedAt: number, state: Alert['state'], what: string): Alert => ({
    id: `alert-${random.whole(1e5, 9e5)}`,
    name: `${service} ${what}`,
    state,
    service,
    startedAt,
    labels: { service },
    questionId: 'q-alerts',
  });
  const own = affected !== null && random.happens(0.7) ? [alert(affected, timeline.alarmAt, 'firing', symptom)] : [];
  if (!random.happens(0.2)) return own;
  const other = random.pick(system.components.filter(isApp)).name;
  return [...own, alert(other, timeline.windowFrom - random.whole(5, 90) * 60_000, 'resolved', 'High latency')];
}

/** What the platform does every day: rollouts of deploys, and a pod that is scheduled anew. */
export function dailyEvents({ random, system, timeline }: Measured, changes: readonly DraftChange[]): InfraEvent[] {
  const event = (kind: InfraEvent['kind'], service: string, at: number, message: string): InfraEvent => ({
    kind,
    service,
    object: service,
    count: 1,
    firstAt: at,
    lastAt: at,
    message,
  });
  const rollouts = changes
    .filter(({ kind, startedAt, service }) => kind === 'deploy' && service !== null && startedAt >= timeline.windowFrom)
    .filter(() => random.happens(0.5))
    .map(({ service, startedAt, version }) =>
      event('rollout', service ?? '', startedAt + 2_000, `Rolled out ${version}`),
    );
  if (!random.happens(0.25)) return rollouts;
  const other = random.pick(system.components.filter(isApp)).name;
  return [
    ...rollouts,
    event('scaled', other, Math.round(random.between(timeline.windowFrom, timeline.to)), 'Scaled from 3 to 4'),
  ];
}
