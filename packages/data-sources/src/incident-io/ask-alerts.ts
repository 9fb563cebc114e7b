import { Failure } from '@incidentfox/failures';
import type { Alert, Incident, PastIncident } from '@incidentfox/incident';
import type { AlertDetail } from '@incidentfox/incident-io/api';
import { namesOf, type QuestionRun } from '../answering/index.ts';
import type { Question } from '../data-source.ts';
import { saysWhere } from '../environment/says-where.ts';
import type { SourceText } from '../service-identity/match-services.ts';
import type { IncidentReads, OrganisationReads } from './client.ts';
import { maxAlertsWithAttributes, maxIncidentsSearched, maxPastIncidents } from './limits.ts';
import { toAlert } from './to-alert.ts';
import { toPagedAlerts } from './to-paged-alerts.ts';
import { toPastIncidents } from './to-past-incidents.ts';

const dayMs = 24 * 60 * 60_000;

/** A question about an incident; without one incident.io is not asked. */
export type IncidentQuestion = Question & { readonly incident: NonNullable<Question['incident']> };

/** The incident's alerts with their attributes, and pages attached to it. */
export async function askAlerts(
  client: IncidentReads,
  question: IncidentQuestion,
  run: QuestionRun,
  kind: string,
): Promise<Alert[]> {
  const { incident } = question;
  run.query(`/v2/incident_alerts?incident_id=${incident.id}`);
  run.query(`/v1/incident_attachments?incident_id=${incident.id}`);
  const [alerts, attachments] = await Promise.all([
    run.part('alerts of the incident', () => client.alertsOf(incident.id)),
    run.part('attachments of the incident', () => client.attachments(incident.id)),
  ]);
  const named = (alerts ?? []).slice(0, maxAlertsWithAttributes);
  if (alerts !== undefined && alerts.length > named.length) {
    run.warn(`attributes were read for the first ${named.length} of ${alerts.length} alerts`);
  }
  const detailed = await Promise.all(
    named.map((alert) => run.part('attributes of an alert', () => client.alert(alert.id))),
  );
  const names = namesOf(question.service, kind);
  const all = (alerts ?? []).map((alert, at): AlertDetail => detailed[at] ?? { ...alert, attributes: [] });
  const own = all.filter((alert) => saysWhere(textsOfAlert(alert), question.place) !== 'elsewhere');
  if (own.length < all.length)
    run.warn(`${all.length - own.length} alerts of the incident speak of another environment and were left out`);
  return [
    ...own.map((alert) => toAlert(alert, question.service.name, names)),
    ...toPagedAlerts(attachments ?? [], all, Date.parse(incident.createdAt)),
  ];
}

const textsOfAlert = ({ title, attributes }: AlertDetail): SourceText[] => [
  ...attributes.flatMap(({ name, values }) =>
    values.map(({ label }) => ({ where: `alert attribute ${name}` as const, text: label })),
  ),
  { where: 'title', text: title },
];
const textsOfIncident = ({ name, customFields }: Pick<Incident, 'name' | 'customFields'>): SourceText[] => [
  ...customFields.flatMap((field) =>
    field.values.map(({ label }) => ({ where: `custom field ${field.name}` as const, text: label })),
  ),
  { where: 'title', text: name },
];

/** Earlier incidents of the same environment that name the service in a custom field, their name or summary. Best effort: a failure is a warning. */
export async function askPastIncidents(
  client: OrganisationReads,
  question: IncidentQuestion,
  run: QuestionRun,
  { kind, days }: { kind: string; days: number },
): Promise<PastIncident[]> {
  const { incident } = question;
  if (days === 0) return [];
  const since = Date.parse(incident.createdAt) - days * dayMs;
  const filter = {
    statusCategories: ['closed', 'learning'] as const,
    // From the start of the day, so that all incidents of a day share one list.
    createdAfter: Math.floor(since / dayMs) * dayMs,
    limit: maxIncidentsSearched,
  };
  run.query('/v2/incidents?status_category[one_of]=closed,learning');
  try {
    const incidents = await client.incidents(filter);
    return toPastIncidents(
      incidents.filter(
        (past) =>
          past.id !== incident.id &&
          Date.parse(past.createdAt) >= since &&
          saysWhere(textsOfIncident(past), question.place) !== 'elsewhere',
      ),
      question.service.name,
      namesOf(question.service, kind),
    ).slice(0, maxPastIncidents);
  } catch (thrown) {
    run.warn(`earlier incidents are missing: ${thrown instanceof Failure ? thrown.message : 'not readable'}`);
    return [];
  }
}
