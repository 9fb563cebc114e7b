import type { Incident, Investigation, Priority } from '@incidentfox/incident';
import { toPriority } from '@incidentfox/severity';
import { anIncident } from '@incidentfox/test-kit';
import { decideInvestigation, decideUpdate, type PolicySettings } from '../src/index.ts';

/* The words of the decision table: each name on the left, what it means on the right. */

export type Event = 'declared' | 'updated' | 'asked for';
export interface Row {
  event: Event;
  incident: string;
  policy?: string;
  record?: string;
  outcome: string;
}

const nowMs = Date.parse('2026-11-23T15:00:00.000Z');
const severities = ['Low', 'Medium', 'High', 'Critical'].map((name, at) => ({ id: `sev-${name}`, name, rank: at + 1 }));
const severity = (name: string) => severities.find((one) => one.name === name) ?? null;
const status = (category: Incident['status']['category']) => ({ status: { name: 'x', category } });
const field = (name: string, label: string, entry?: string) => ({
  customFields: [{ id: `f-${name}`, name, values: [{ label, ...(entry ? { catalogEntryId: entry } : {}) }] }],
});

/** The incident column: words on the left, what they mean on the right. */
const incidents: Record<string, Partial<Incident>> = {
  'live, High': {},
  'live, Critical': { severity: severity('Critical') },
  'live, Medium': { severity: severity('Medium') },
  'live, Low': { severity: severity('Low') },
  'live, no severity': { severity: null },
  'live, a severity of their own ranked worst': { severity: { id: 'sev-x', name: 'Meltdown', rank: 9 } },
  'live, a severity of their own ranked least': { severity: { id: 'sev-y', name: 'Hiccup', rank: 0 } },
  'triage, High': status('triage'),
  'triage, Low': { ...status('triage'), severity: severity('Low') },
  'a status newer than us, High': status('unknown'),
  'paused, High': status('paused'),
  'paused, Low': { ...status('paused'), severity: severity('Low') },
  'declined, High': status('declined'),
  'merged, High': status('merged'),
  'canceled, High': status('canceled'),
  'closed, High': status('closed'),
  'learning, High': status('learning'),
  'test, High': { mode: 'test' },
  'test, Low': { mode: 'test', severity: severity('Low') },
  'tutorial, High': { mode: 'tutorial' },
  'retrospective, High': { mode: 'retrospective' },
  'a mode newer than us, High': { mode: 'rehearsal' },
  'private, High': { visibility: 'private' },
  'private, Low': { visibility: 'private', severity: severity('Low') },
  'live, High, type Drill': { type: { id: 'ty-1', name: 'Drill' } },
  'live, High, named "Friday drill in EU"': { name: 'Friday drill in EU' },
  'live, High, region eu-west-1': field('Region', 'eu-west-1'),
  'live, High, region us-east-1': field('Region', 'us-east-1'),
  'live, High, service billing': field('Affected service', 'billing', 'cat-1'),
  'live, High, about checkout in the title': {},
  'live, High, team t-pay': { teamIds: ['t-pay'] },
  'live, High, summary changed': { summary: 'All card payments fail.' },
  'live, High, only spaces changed': { summary: 'PagerDuty  alert fired.\nCustomers reporting failed checkouts. ' },
  'live, High, renamed': { name: 'Card payments down' },
  'live, High, no channel yet': { channel: null },
  'live, High, with another channel': { channel: { id: 'C-new', name: 'inc' } },
  'closed, High, with another channel': { ...status('closed'), channel: { id: 'C-new', name: 'inc' } },
  'live, High, other customers affected': field('Customers affected', '1200'),
  'live, High, a new permalink': { permalink: 'https://app.incident.io/acme/incidents/123-renamed' },
};

const defaults: PolicySettings = {
  autoInvestigate: true,
  threshold: 'P2',
  skipLowSeverity: false,
  severityMap: {},
  investigateTestIncidents: false,
  investigatePrivateIncidents: true,
  updateDebounceSeconds: 15,
  maxRevisions: 3,
  cooldownSeconds: 300,
  onlyIf: [],
  neverIf: [],
};

/** The policy column. */
const policies: Record<string, Partial<PolicySettings> & { map?: Record<string, Priority> }> = {
  defaults: {},
  'auto_investigate off': { autoInvestigate: false },
  'threshold critical': { threshold: 'P0' },
  'threshold high': { threshold: 'P1' },
  'threshold low': { threshold: 'P3' },
  'threshold low, skip_low_severity': { threshold: 'P3', skipLowSeverity: true },
  skip_low_severity: { skipLowSeverity: true },
  'tests too': { investigateTestIncidents: true },
  'tests too, threshold low': { investigateTestIncidents: true, threshold: 'P3' },
  'no private ones': { investigatePrivateIncidents: false },
  'severity_map: Low is P0': { map: { low: 'P0' } },
  'severity_map: High is P3': { map: { high: 'P3' } },
  'never_if type Drill': { neverIf: [{ incidentType: 'drill' }] },
  'never_if name *drill*': { neverIf: [{ name: '*DRILL*' }] },
  'only_if region eu-west-1': { onlyIf: [{ customField: { name: 'region', value: 'EU-west-1' } }] },
  'only_if service checkout': { onlyIf: [{ service: 'checkout' }] },
  'only_if service billing': { onlyIf: [{ service: 'billing' }] },
  'only_if team t-pay': { onlyIf: [{ team: 't-pay' }] },
  'only_if team t-pay or service checkout': { onlyIf: [{ team: 't-pay' }, { service: 'checkout' }] },
  'only_if service checkout of team t-pay': { onlyIf: [{ team: 't-pay', service: 'checkout' }] },
  'only_if service checkout, never_if name *rate*': {
    onlyIf: [{ service: 'checkout' }],
    neverIf: [{ name: '*rate*' }],
  },
  'one revision': { maxRevisions: 1 },
  'no cooldown': { cooldownSeconds: 0 },
};

type OnRecord = Pick<Investigation, 'state' | 'revision' | 'incident' | 'finishedAt'>;
const known = incidentOf('live, High');
const ago = (minutes: number) => new Date(nowMs - minutes * 60_000).toISOString();

/** The record column: the latest revision we hold. */
const records: Record<string, OnRecord | null> = {
  none: null,
  queued: { state: 'queued', revision: 1, incident: known, finishedAt: null },
  running: { state: 'running', revision: 1, incident: known, finishedAt: null },
  'running, no channel': { state: 'running', revision: 1, incident: { ...known, channel: null }, finishedAt: null },
  held: { state: 'held', revision: 1, incident: incidentOf('paused, High'), finishedAt: null },
  'completed 10 min ago': { state: 'completed', revision: 1, incident: known, finishedAt: ago(10) },
  'completed 2 min ago': { state: 'completed', revision: 1, incident: known, finishedAt: ago(2) },
  'completed, no channel': {
    state: 'completed',
    revision: 1,
    incident: { ...known, channel: null },
    finishedAt: ago(10),
  },
  'completed in triage': { state: 'completed', revision: 1, incident: incidentOf('triage, High'), finishedAt: ago(10) },
  'third revision completed': { state: 'completed', revision: 3, incident: known, finishedAt: ago(10) },
  'failed 10 min ago': { state: 'failed', revision: 1, incident: known, finishedAt: ago(10) },
  'completed, then closed': completedThen('closed, High'),
  'completed, then in its learning phase': completedThen('learning, High'),
  'completed, then declined': completedThen('declined, High'),
  'completed, then merged': completedThen('merged, High'),
  'completed 2 min ago, then closed': { ...completedThen('closed, High'), finishedAt: ago(2) },
  'third revision completed, then closed': { ...completedThen('closed, High'), revision: 3 },
  'failed, then closed': { ...completedThen('closed, High'), state: 'failed' },
  'stopped, then declined': { ...completedThen('declined, High'), state: 'stopped' },
  stopped: { state: 'stopped', revision: 1, incident: known, finishedAt: ago(1) },
  'third revision stopped': { state: 'stopped', revision: 3, incident: known, finishedAt: ago(1) },
  'no access': { state: 'stopped', revision: 1, incident: null, finishedAt: ago(1) },
};

/** A finished run whose incident ended afterwards. */
function completedThen(words: string): OnRecord {
  return { state: 'completed', revision: 1, incident: incidentOf(words), finishedAt: ago(10) };
}

function incidentOf(words: string): Incident {
  const different = incidents[words];
  if (!different) throw new Error(`the table has no incident "${words}"`);
  return anIncident({ severity: severity('High'), ...different });
}

/** What the code decides for a row, in the table's words. */
export function outcomeOf({
  event,
  incident: words,
  policy: policyWords = 'defaults',
  record: recordWords = 'none',
}: Row): string {
  const incident = incidentOf(words);
  const chosen = policies[policyWords];
  const record = records[recordWords];
  if (!chosen || record === undefined)
    throw new Error(`the table has no policy "${policyWords}" or record "${recordWords}"`);
  const { map = {}, ...rest } = chosen;
  const policy = { ...defaults, ...rest };
  const { priority } = toPriority(incident.severity, { map, all: severities });
  const decision = decideInvestigation({ incident, priority, policy, manual: event === 'asked for' });
  const said = event === 'updated' ? decideUpdate({ incident, record, decision, policy, nowMs }) : decision;
  if ('changed' in said) return `${said.kind}: ${said.changed.join(', ')}`;
  if ('ms' in said) return `${said.kind} ${said.ms / 1_000} s (${said.because})`;
  return 'reason' in said ? `${said.kind}: ${said.reason}` : said.kind;
}
