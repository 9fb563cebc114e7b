import type { Incident } from '@incidentfox/incident';
import type { AlertDetail, IncidentAlert, IncidentIo } from '@incidentfox/incident-io/api';
import type { AlarmingAlert } from './incident-texts.ts';

/** Attributes need one request an alert: enough to find the service, few enough to stay quick. */
const maxWithAttributes = 3;

/**
 * The alerts that raised the incident, the first few with their attributes. Best effort: without the right to read alerts the
 * title and summary still tell the service.
 */
export async function readAlarmingAlerts(
  incidentIo: IncidentIo,
  incident: Incident,
  /** Sees every failure, and may throw where doing without is no option. */
  onFailure: (error: unknown) => void = () => {},
): Promise<AlarmingAlert[]> {
  const without =
    <T>(value: T) =>
    (error: unknown) => {
      onFailure(error);
      return value;
    };
  const alerts = await incidentIo.alertsOf(incident.id).catch(without<IncidentAlert[]>([]));
  const named = alerts.slice(0, maxWithAttributes).map((alert) => alert.id);
  if (named.length === 0 && incident.creator.kind === 'alert' && incident.creator.id) named.push(incident.creator.id);
  const detailed = await Promise.all(named.map((id) => incidentIo.alert(id).catch(without(null))));
  const known = new Map(detailed.flatMap((alert) => (alert ? [[alert.id, alert] as const] : [])));
  const all: (IncidentAlert | AlertDetail)[] = [...known.values(), ...alerts.filter((alert) => !known.has(alert.id))];
  return all.map((alert) => ({
    title: alert.title,
    description: alert.description,
    createdAt: Date.parse(alert.createdAt),
    attributes: 'attributes' in alert ? alert.attributes.map(labelled) : [],
  }));
}

function labelled(attribute: AlertDetail['attributes'][number]): AlarmingAlert['attributes'][number] {
  return { name: attribute.name, values: attribute.values.map((value) => value.label) };
}
