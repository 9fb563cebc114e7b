import type { Alert, Window } from '@incidentfox/incident';
import type { Monitor } from '../responses.schema.ts';

const alarming = new Set(['Alert', 'Warn', 'No Data']);

/** Monitors that alarm now, and those that did within the window and are well again. */
export function toAlerts(monitors: readonly Monitor[], service: string, window: Window, web: string): Alert[] {
  return monitors.flatMap((monitor): Alert[] => {
    const groups = Object.values(monitor.state?.groups ?? {});
    const isFiring = alarming.has(monitor.overall_state ?? '');
    const triggered = groups.flatMap(({ last_triggered_ts: at }) => (at ? [at * 1000] : []));
    const began =
      triggered.length > 0
        ? Math.min(...(isFiring ? triggered : triggered.filter((at) => at >= window.from)))
        : Number.NaN;
    const startedAt = Number.isFinite(began)
      ? began
      : Date.parse(isFiring ? (monitor.overall_state_modified ?? '') : '');
    if (Number.isNaN(startedAt) || startedAt >= window.to) return [];
    const resolved = groups.flatMap(({ last_resolved_ts: at }) => (at ? [at * 1000] : []));
    const firing = groups.filter(({ status }) => alarming.has(status ?? '')).flatMap(({ name }) => name ?? []);
    return [
      {
        id: `datadog:monitor:${monitor.id}`,
        name: monitor.name,
        state: isFiring ? 'firing' : 'resolved',
        severity: monitor.priority ? `P${monitor.priority}` : (monitor.overall_state ?? 'unknown'),
        service,
        startedAt,
        ...(isFiring || resolved.length === 0 ? {} : { endedAt: Math.max(...resolved) }),
        labels: labelsOf(monitor, firing),
        ...(monitor.message ? { description: monitor.message.slice(0, 500) } : {}),
        url: `${web}/monitors/${monitor.id}`,
      },
    ];
  });
}

/** Tags `key:value` as labels, and which groups of the monitor alarm. */
function labelsOf({ tags, type }: Monitor, firing: readonly string[]): Record<string, string> {
  const pairs = (tags ?? []).flatMap((tag): [string, string][] => {
    const colon = tag.indexOf(':');
    return colon > 0 ? [[tag.slice(0, colon), tag.slice(colon + 1)]] : [];
  });
  return {
    ...Object.fromEntries(pairs.slice(0, 20)),
    ...(type ? { monitor_type: type } : {}),
    ...(firing.length > 0 ? { groups: firing.slice(0, 5).join('; ') } : {}),
  };
}
