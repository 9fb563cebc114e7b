import type { IncidentIoSettings } from '@incidentfox/config';
import { asFailure, type Failure } from '@incidentfox/failures';
import { createHttpClient } from '@incidentfox/http-client';
import { createIncidentIo, type IncidentIo } from '@incidentfox/incident-io/api';
import { toPriority } from '@incidentfox/severity';
import { z } from 'zod';
import { type Examination, type ExaminedTeam, noteClock } from '../examination.ts';
import { type Finding, failure, ok, warning } from '../finding.ts';
import { checkConditions } from './check-conditions.ts';

const subject = 'incident.io';
const Identity = z.object({ identity: z.object({ name: z.string(), roles: z.array(z.string()) }) });

/** The API key: who it is, which roles it has, and whether it can read what an investigation reads. */
export async function checkIncidentIo({ settings }: ExaminedTeam, examination: Examination): Promise<Finding[]> {
  const { incidentIo } = settings;
  if (!incidentIo.enabled) return [];
  const { apiKey } = incidentIo;
  if (!apiKey?.isResolved) return []; // told with the configuration
  const identity = await identityOf(incidentIo, examination);
  if ('kind' in identity) return [failure(subject, identity.message, adviceFor(identity, incidentIo))];

  const api = createIncidentIo({
    apiUrl: incidentIo.apiUrl,
    apiKey: () => apiKey.reveal(),
    timeoutMs: examination.timeoutMs,
  });
  try {
    const reads = await Promise.all([
      readIncidents(api, examination.now()),
      readSeverities(api, incidentIo),
      checkConditions(api, incidentIo),
    ]);
    return [
      ok(subject, `the key "${identity.name}" has the roles ${identity.roles.join(', ') || 'none'}`),
      ...roleFindings(identity.roles, incidentIo),
      ...reads.flat(),
    ];
  } finally {
    await api.close();
  }
}

async function identityOf(
  settings: IncidentIoSettings,
  examination: Examination,
): Promise<{ name: string; roles: string[] } | Failure> {
  const http = createHttpClient({
    name: 'incident.io',
    baseUrl: settings.apiUrl,
    headers: () => ({ authorization: `Bearer ${settings.apiKey?.reveal() ?? ''}` }),
    timeoutMs: examination.timeoutMs,
    breaker: false,
    retries: 0,
  });
  const askedAt = examination.now();
  try {
    const { value, headers } = await http.request({ path: '/v1/identity', schema: Identity });
    noteClock(examination, subject, headers.get('date'), askedAt);
    return { name: value.identity.name, roles: value.identity.roles };
  } catch (error) {
    return asFailure(error, 'asking incident.io');
  } finally {
    await http.close();
  }
}

function adviceFor(problem: Failure, settings: IncidentIoSettings): string {
  if (problem.kind === 'auth')
    return 'Make a new API key in incident.io (Settings > API keys) and put it where integrations.incident_io.api_key points.';
  if (problem.kind === 'forbidden')
    return 'Look whether the organisation only allows API calls from certain addresses, and allow this one.';
  if (problem.kind === 'contract' || problem.kind === 'not_found')
    return `Check integrations.incident_io.api_url: ${settings.apiUrl} does not answer like the incident.io API.`;
  return `Check that ${settings.apiUrl} can be reached from here: address, DNS, proxy, firewall.`;
}

/** Roles are what the settings page shows; what they allow is only certain for reading, which is tried. */
function roleFindings(roles: readonly string[], settings: IncidentIoSettings): Finding[] {
  const findings: Finding[] = [];
  const has = (...names: string[]) => names.some((name) => roles.includes(name));
  if (settings.createTimelineEntry && !has('incident_editor', 'global_access')) {
    findings.push(
      warning(
        subject,
        'the key may not be allowed to write timeline entries',
        'Give it the role to edit incidents, or set create_timeline_entry to false.',
      ),
    );
  }
  if (settings.policy.investigatePrivateIncidents && !has('global_access')) {
    findings.push(
      warning(
        subject,
        'the key may not be allowed to read private incidents',
        'Give it access to private incidents, or set investigate_private_incidents to false.',
      ),
    );
  }
  return findings;
}

const week = 7 * 24 * 3_600_000;

async function readIncidents(api: IncidentIo, now: number): Promise<Finding[]> {
  const refused = 'Give the API key the role to view incidents and alerts.';
  try {
    const [latest] = await api.incidents({
      statusCategories: ['live', 'triage', 'learning', 'closed'],
      createdAfter: now - week,
      limit: 1,
    });
    if (!latest) return [ok(subject, 'incidents can be read; there was none in the last week')];
    const alerts = await attempt(() => api.alertsOf(latest.id));
    const timeline = await attempt(() => api.timelineItems(latest.id));
    const denied = [
      ...(alerts ? [`alerts (${alerts.message})`] : []),
      ...(timeline ? [`timeline items (${timeline.message})`] : []),
    ];
    if (denied.length > 0) return [warning(subject, `cannot be read: ${denied.join(', ')}`, refused)];
    return [ok(subject, `incidents, alerts and timeline can be read; the latest is ${latest.reference}`)];
  } catch (error) {
    return [failure(subject, `incidents cannot be read: ${asFailure(error, 'reading incidents').message}`, refused)];
  }
}

async function attempt(read: () => Promise<unknown>): Promise<Failure | undefined> {
  try {
    await read();
    return undefined;
  } catch (error) {
    return asFailure(error, 'reading');
  }
}

/** What each severity means to the threshold, and entries of severity_map that name none. */
async function readSeverities(api: IncidentIo, { policy }: IncidentIoSettings): Promise<Finding[]> {
  try {
    const all = await api.severities();
    const mapped = all.map((one) => `${one.name} is ${toPriority(one, { map: policy.severityMap, all }).priority}`);
    const known = new Set(all.flatMap((one) => [one.id, one.id.toLowerCase(), one.name.trim().toLowerCase()]));
    const astray = Object.keys(policy.severityMap).filter((key) => !known.has(key) && !known.has(key.toLowerCase()));
    return [
      ok(subject, `severities: ${mapped.join(', ')}; ${policy.threshold} and worse start by themselves`),
      ...[...new Set(astray.map((key) => key.toLowerCase()))].map((key) =>
        warning(
          subject,
          `severity_map names "${key}", which is no severity there`,
          `Use a name or an id of: ${all.map((one) => one.name).join(', ')}.`,
        ),
      ),
    ];
  } catch (error) {
    return [
      warning(
        subject,
        `severities cannot be read: ${asFailure(error, 'reading severities').message}`,
        'Give the API key the role to view severities.',
      ),
    ];
  }
}
