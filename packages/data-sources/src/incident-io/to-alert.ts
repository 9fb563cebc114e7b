import type { Alert } from '@incidentfox/incident';
import type { AlertDetail } from '@incidentfox/incident-io/api';

/** An alert of the incident. It belongs to the service when an attribute says so or its title names it; else to none known. */
export function toAlert(alert: AlertDetail, service: string, names: readonly string[]): Alert {
  const labels = Object.fromEntries(
    alert.attributes.map(({ name, values }) => [name, values.map(({ label }) => label).join(', ')]),
  );
  const values = alert.attributes.flatMap((attribute) => attribute.values.map(({ label }) => label.toLowerCase()));
  const isOurs = names.some((name) => values.includes(name.toLowerCase()) || mentions(alert.title, name));
  const severity = labels.Severity ?? labels.severity ?? labels.Priority ?? labels.priority;
  return {
    id: alert.id,
    name: alert.title,
    state: alert.status === 'resolved' ? 'resolved' : 'firing',
    service: isOurs ? service : null,
    startedAt: Date.parse(alert.createdAt),
    labels,
    ...(alert.resolvedAt === null ? {} : { endedAt: Date.parse(alert.resolvedAt) }),
    ...(severity === undefined ? {} : { severity }),
    ...(alert.description === null ? {} : { description: alert.description.slice(0, 500) }),
    ...(alert.sourceUrl === null ? {} : { url: alert.sourceUrl }),
  };
}

/** Whether the text has the name as words of its own: `pay` is not in `payments`. */
export function mentions(text: string, name: string): boolean {
  const words = (of: string) =>
    ` ${of
      .toLowerCase()
      .replace(/[^\p{L}\p{N}]+/gu, ' ')
      .trim()} `;
  return name.trim() !== '' && words(name).trim() !== '' && words(text).includes(words(name));
}
