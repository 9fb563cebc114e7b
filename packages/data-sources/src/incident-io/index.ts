import type { PastIncident } from '@incidentfox/incident';
import { answerWith, checkWith, SkipQuestion } from '../answering/index.ts';
import type { DataSourceDefinition, Question } from '../data-source.ts';
import { askAlerts, askPastIncidents, type IncidentQuestion } from './ask-alerts.ts';
import { askTopology } from './ask-topology.ts';
import { connectIncidentIo } from './client.ts';
import { incidentIoSettings } from './settings.ts';

/** incident.io as a source: alerts of the incident, earlier incidents of the service, what its catalogue says. */
export const incidentIo: DataSourceDefinition<typeof incidentIoSettings> = {
  kind: 'incident_io',
  title: 'incident.io',
  settings: incidentIoSettings,
  create({ id, settings, now, onUnauthorized }) {
    const source = { id, kind: 'incident_io', now };
    const clientsFor = connectIncidentIo(settings, id, { now, onUnauthorized });
    return {
      id,
      kind: source.kind,
      capabilities: new Set(['alerts', 'topology']),
      async alerts(question) {
        let pastIncidents: PastIncident[] = [];
        const answer = await answerWith(source, question, async (run) => {
          const asked = aboutIncident(question);
          const client = clientsFor.question(run, asked.incident);
          const [alerts, past] = await Promise.all([
            askAlerts(client, asked, run, source.kind),
            askPastIncidents(client, asked, run, { kind: source.kind, days: settings.past_incident_days }),
          ]);
          pastIncidents = past;
          return alerts;
        });
        return { ...answer, pastIncidents };
      },
      topology: (question) =>
        answerWith(source, question, async (run) => {
          const asked = aboutIncident(question);
          const client = clientsFor.question(run, asked.incident);
          return askTopology(client, asked, run, { kind: source.kind, attribute: settings.dependency_attribute });
        }),
      check: (signal) => {
        const client = clientsFor.check({ signal });
        return Promise.all([
          checkWith('identity', async () => {
            const { name, roles } = await client.identity();
            return `key ${name}, roles ${roles.join(', ') || 'none'}`;
          }),
          checkWith('alerts', async () => {
            const incidents = await client.incidents({
              statusCategories: ['live', 'closed'],
              createdAfter: now() - 30 * 24 * 3_600_000,
              limit: 1,
            });
            const [latest] = incidents;
            if (latest === undefined) return 'no incident in the last 30 days to read alerts of';
            return `${(await client.alertsOf(latest.id)).length} alerts at ${latest.reference}`;
          }),
        ]);
      },
    };
  },
};

function aboutIncident(question: Question): IncidentQuestion {
  const { incident } = question;
  if (incident === null) throw new SkipQuestion('incident.io is asked about an incident, and there is none');
  return { ...question, incident };
}
