import type { MetricAlarm } from '@aws-sdk/client-cloudwatch';
import type { Alert, Service, Window } from '@incidentfox/incident';
import type { AwsNames } from './to-aws-names.ts';

/** Alarms on what the service is called in AWS, or named after it: those in alarm, and those that went in or out of it in the window. */
export function toAlerts(
  alarms: readonly MetricAlarm[],
  service: Service,
  names: AwsNames,
  window: Window,
  region: string,
): Alert[] {
  return alarms
    .filter((alarm) => isAbout(alarm, service, names))
    .flatMap((alarm): Alert[] => {
      const movedAt = (alarm.StateTransitionedTimestamp ?? alarm.StateUpdatedTimestamp)?.getTime();
      const isFiring = alarm.StateValue === 'ALARM';
      if (
        movedAt === undefined ||
        movedAt >= window.to ||
        (!isFiring && (movedAt < window.from || alarm.StateValue !== 'OK'))
      )
        return [];
      const name = alarm.AlarmName ?? 'an alarm without a name';
      const dimensions = (alarm.Dimensions ?? []).flatMap(({ Name, Value }) =>
        Name && Value ? [[Name, Value] as const] : [],
      );
      return [
        {
          id: `aws:alarm:${region}:${name}`,
          name,
          state: isFiring ? 'firing' : 'resolved',
          service: service.name,
          startedAt: movedAt,
          ...(isFiring ? {} : { endedAt: movedAt }),
          labels: { ...Object.fromEntries(dimensions), ...(alarm.MetricName ? { metric: alarm.MetricName } : {}) },
          ...(alarm.StateReason ? { description: alarm.StateReason.slice(0, 500) } : {}),
          url: `https://${region}.console.aws.amazon.com/cloudwatch/home?region=${region}#alarmsV2:alarm/${encodeURIComponent(name)}`,
        },
      ];
    });
}

function isAbout({ AlarmName, Dimensions }: MetricAlarm, service: Service, names: AwsNames): boolean {
  const { cluster: _shared, ...own } = names;
  const values = new Set(Object.values(own));
  if ((Dimensions ?? []).some(({ Value }) => Value !== undefined && values.has(Value))) return true;
  const words = ` ${(AlarmName ?? '').toLowerCase().replace(/[^\p{L}\p{N}]+/gu, ' ')} `;
  return [service.name, ...service.aliases].some((name) => {
    const plain = name
      .toLowerCase()
      .replace(/[^\p{L}\p{N}]+/gu, ' ')
      .trim();
    return plain !== '' && words.includes(` ${plain} `);
  });
}
