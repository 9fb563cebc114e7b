import type { Incident, Investigation, Priority } from '@incidentfox/incident';
import { toPriority } from '@incidentfox/severity';
import { anIncident } from '@incidentfox/test-kit';
import { decideInvestigation, decideUpdate, type Policy } from '../src/index.ts';

/*
 * What IncidentFox does about an incident, as a table. Read a row as: when this happens to an incident in this state, and
 * the policy says this, and this is what we have on record, then this is the outcome.
 *
 * `declared` is the binding decision about a new incident (webhook or reconciliation); `updated` is any change, whichever
 * webhook told us; `asked for` is a person. Defaults: auto_investigate on, threshold medium (P2), tests out, private in,
 * 3 revisions, 5 minutes of cooldown.
 */

type Event = 'declared' | 'updated' | 'asked for';
interface Row {
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
  'live, High, with another channel': { channel: { id: 'C-new', name: 'inc', teamId: null } },
  'closed, High, with another channel': { ...status('closed'), channel: { id: 'C-new', name: 'inc', teamId: null } },
  'live, High, other customers affected': field('Customers affected', '1200'),
  'live, High, a new update message': { latestMessage: 'we rolled back', updatedAt: '2026-11-23T14:59:00.000Z' },
};

const defaults: Policy = {
  autoInvestigate: true,
  threshold: 'P2',
  skipLowSeverity: false,
  investigateTestIncidents: false,
  investigatePrivateIncidents: true,
  maxRevisions: 3,
  cooldownSeconds: 300,
  onlyIf: [],
  neverIf: [],
};

/** The policy column. */
const policies: Record<string, Partial<Policy> & { map?: Record<string, Priority> }> = {
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
  stopped: { state: 'stopped', revision: 1, incident: known, finishedAt: ago(1) },
  'third revision stopped': { state: 'stopped', revision: 3, incident: known, finishedAt: ago(1) },
  'no access': { state: 'stopped', revision: 1, incident: null, finishedAt: ago(1) },
};

const row = (event: Event, incident: string, policy: string, record: string, outcome: string): Row => ({
  event,
  incident,
  policy,
  record,
  outcome,
});
const declared = (incident: string, policy: string, outcome: string) =>
  row('declared', incident, policy, 'none', outcome);
const updated = (incident: string, policy: string, record: string, outcome: string) =>
  row('updated', incident, policy, record, outcome);
const asked = (incident: string, policy: string, outcome: string) =>
  row('asked for', incident, policy, 'none', outcome);

const rows: Row[] = [
  // Severity against the threshold.
  declared('live, Critical', 'defaults', 'investigate'),
  declared('live, High', 'defaults', 'investigate'),
  declared('live, Medium', 'defaults', 'investigate'),
  declared('live, Low', 'defaults', 'skip: its priority is P3, below the threshold P2'),
  declared('live, no severity', 'defaults', 'investigate'),
  declared('live, no severity', 'threshold high', 'skip: its priority is P2, below the threshold P1'),
  declared('live, Medium', 'threshold high', 'skip: its priority is P2, below the threshold P1'),
  declared('live, High', 'threshold high', 'investigate'),
  declared('live, High', 'threshold critical', 'skip: its priority is P1, below the threshold P0'),
  declared('live, Critical', 'threshold critical', 'investigate'),
  declared('live, Low', 'threshold low', 'investigate'),
  declared('live, Low', 'threshold low, skip_low_severity', 'skip: its priority is P3 and skip_low_severity is on'),
  declared('live, Medium', 'skip_low_severity', 'investigate'),
  declared('live, Low', 'severity_map: Low is P0', 'investigate'),
  declared('live, High', 'severity_map: High is P3', 'skip: its priority is P3, below the threshold P2'),
  declared('live, a severity of their own ranked worst', 'threshold critical', 'investigate'),
  declared(
    'live, a severity of their own ranked least',
    'defaults',
    'skip: its priority is P3, below the threshold P2',
  ),
  // Status.
  declared('triage, High', 'defaults', 'investigate'),
  declared('triage, Low', 'defaults', 'skip: its priority is P3, below the threshold P2'),
  declared('a status newer than us, High', 'defaults', 'investigate'),
  declared('paused, High', 'defaults', 'hold: the incident is paused'),
  declared('paused, Low', 'defaults', 'skip: its priority is P3, below the threshold P2'),
  declared('declined, High', 'defaults', 'stop: the incident was declined'),
  declared('merged, High', 'defaults', 'stop: the incident was merged into another'),
  declared('canceled, High', 'defaults', 'stop: the incident was canceled'),
  declared('closed, High', 'defaults', 'stop: the incident is closed'),
  declared('learning, High', 'defaults', 'stop: the incident is over and in its learning phase'),
  // Mode and visibility.
  declared('test, High', 'defaults', 'skip: its mode is test, not standard'),
  declared('test, High', 'tests too', 'investigate'),
  declared('test, Low', 'tests too', 'skip: its priority is P3, below the threshold P2'),
  declared('test, Low', 'tests too, threshold low', 'investigate'),
  declared('tutorial, High', 'tests too', 'skip: its mode is tutorial, not standard'),
  declared('retrospective, High', 'defaults', 'skip: its mode is retrospective, not standard'),
  declared('a mode newer than us, High', 'defaults', 'skip: its mode is another one, not standard'),
  declared('private, High', 'defaults', 'investigate'),
  declared('private, High', 'no private ones', 'skip: private incidents are not investigated'),
  declared('private, Low', 'defaults', 'skip: its priority is P3, below the threshold P2'),
  // The switch.
  declared('live, Critical', 'auto_investigate off', 'skip: auto_investigate is off'),
  declared('closed, High', 'auto_investigate off', 'stop: the incident is closed'),
  // Conditions beyond severity.
  declared('live, High, type Drill', 'never_if type Drill', 'skip: it matches never_if[0]'),
  declared('live, High', 'never_if type Drill', 'investigate'),
  declared('live, High, named "Friday drill in EU"', 'never_if name *drill*', 'skip: it matches never_if[0]'),
  declared('live, High', 'never_if name *drill*', 'investigate'),
  declared('live, High, region eu-west-1', 'only_if region eu-west-1', 'investigate'),
  declared('live, High, region us-east-1', 'only_if region eu-west-1', 'skip: it matches nothing in only_if'),
  declared('live, High', 'only_if region eu-west-1', 'skip: it matches nothing in only_if'),
  declared('live, High, service billing', 'only_if service billing', 'investigate'),
  declared('live, High, about checkout in the title', 'only_if service checkout', 'investigate'),
  declared('live, High, about checkout in the title', 'only_if service billing', 'skip: it matches nothing in only_if'),
  declared('live, High, team t-pay', 'only_if team t-pay', 'investigate'),
  declared('live, High', 'only_if team t-pay', 'skip: it matches nothing in only_if'),
  declared('live, High', 'only_if team t-pay or service checkout', 'investigate'),
  declared('live, High', 'only_if service checkout of team t-pay', 'skip: it matches nothing in only_if'),
  declared('live, High', 'only_if service checkout, never_if name *rate*', 'skip: it matches never_if[0]'),
  declared('live, Low', 'only_if service checkout', 'skip: its priority is P3, below the threshold P2'),
  // A person asks: policy has no say.
  asked('live, Low', 'defaults', 'investigate'),
  asked('closed, High', 'defaults', 'investigate'),
  asked('paused, High', 'defaults', 'investigate'),
  asked('test, Low', 'auto_investigate off', 'investigate'),
  asked('private, High', 'no private ones', 'investigate'),
  asked('live, High, type Drill', 'never_if type Drill', 'investigate'),
  // An update of an incident we never took up.
  updated('live, High', 'defaults', 'none', 'start: policy wants it now'),
  updated('triage, High', 'defaults', 'none', 'start: policy wants it now'),
  updated('live, Low', 'defaults', 'none', 'nothing: its priority is P3, below the threshold P2'),
  updated('closed, High', 'defaults', 'none', 'nothing: the incident is closed'),
  updated('paused, High', 'defaults', 'none', 'hold: the incident is paused'),
  updated('live, High', 'auto_investigate off', 'none', 'nothing: auto_investigate is off'),
  // While its run is under way.
  updated('live, High', 'defaults', 'running', 'nothing: nothing material changed'),
  updated('live, High, a new update message', 'defaults', 'running', 'nothing: nothing material changed'),
  updated('declined, High', 'defaults', 'running', 'stop: the incident was declined'),
  updated('merged, High', 'defaults', 'queued', 'stop: the incident was merged into another'),
  updated('canceled, High', 'defaults', 'running', 'stop: the incident was canceled'),
  updated('closed, High', 'defaults', 'running', 'stop: the incident is closed'),
  updated('live, Low', 'defaults', 'running', 'stop: its priority is P3, below the threshold P2'),
  updated(
    'paused, High',
    'defaults',
    'running',
    'nothing: the run under way is finished although the incident is paused',
  ),
  updated('live, High, summary changed', 'defaults', 'running', 'wait 15 s (running)'),
  updated('live, High', 'defaults', 'running, no channel', 'deliver'),
  // Held.
  updated('live, High', 'defaults', 'held', 'start: the incident goes on'),
  updated('paused, High', 'defaults', 'held', 'nothing: the incident is paused'),
  updated('declined, High', 'defaults', 'held', 'stop: the incident was declined'),
  updated('live, Low', 'defaults', 'held', 'stop: its priority is P3, below the threshold P2'),
  // After the report.
  updated('live, High', 'defaults', 'completed 10 min ago', 'nothing: nothing material changed'),
  updated('live, High, a new update message', 'defaults', 'completed 10 min ago', 'nothing: nothing material changed'),
  updated(
    'live, High, other customers affected',
    'defaults',
    'completed 10 min ago',
    'nothing: nothing material changed',
  ),
  updated('live, High, only spaces changed', 'defaults', 'completed 10 min ago', 'nothing: nothing material changed'),
  updated('live, High', 'defaults', 'completed in triage', 'nothing: nothing material changed'),
  updated('live, High, summary changed', 'defaults', 'completed 10 min ago', 'reinvestigate: summary'),
  updated('live, High, renamed', 'defaults', 'completed 10 min ago', 'reinvestigate: name'),
  updated('live, Critical', 'defaults', 'completed 10 min ago', 'reinvestigate: severity'),
  updated('live, High, service billing', 'defaults', 'completed 10 min ago', 'reinvestigate: services'),
  updated('live, High, summary changed', 'defaults', 'completed 2 min ago', 'wait 180 s (cooldown)'),
  updated('live, High, summary changed', 'no cooldown', 'completed 2 min ago', 'reinvestigate: summary'),
  updated('live, High, summary changed', 'defaults', 'third revision completed', 'nothing: all 3 revisions are used'),
  updated('live, High, summary changed', 'one revision', 'completed 10 min ago', 'nothing: all 1 revisions are used'),
  updated('live, High, summary changed', 'defaults', 'failed 10 min ago', 'reinvestigate: summary'),
  updated('live, High', 'defaults', 'failed 10 min ago', 'nothing: nothing material changed'),
  updated('live, High', 'defaults', 'completed, no channel', 'deliver'),
  updated('live, High, with another channel', 'defaults', 'completed 2 min ago', 'deliver'),
  updated('closed, High, with another channel', 'defaults', 'completed, no channel', 'deliver'),
  updated('closed, High', 'defaults', 'completed 10 min ago', 'nothing: the incident is closed'),
  updated('live, Low', 'defaults', 'completed 10 min ago', 'nothing: its priority is P3, below the threshold P2'),
  // Stopped, and wanted again.
  updated('live, High', 'defaults', 'stopped', 'start: policy wants it again'),
  updated('closed, High', 'defaults', 'stopped', 'nothing: the incident is closed'),
  updated('live, High', 'defaults', 'third revision stopped', 'nothing: all 3 revisions are used'),
  updated('private, High', 'defaults', 'no access', 'start: policy wants it again'),
];

function incidentOf(words: string): Incident {
  const different = incidents[words];
  if (!different) throw new Error(`the table has no incident "${words}"`);
  return anIncident({ severity: severity('High'), ...different });
}

function outcomeOf({
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

it.each(rows)('$event: $incident | $policy | on record: $record -> $outcome', (row) => {
  expect(outcomeOf(row)).toBe(row.outcome);
});

it('says everything in the table once', () => {
  const keys = rows.map((one) => [one.event, one.incident, one.policy, one.record].join('|'));
  expect(new Set(keys).size).toBe(rows.length);
  expect(rows.length).toBeGreaterThanOrEqual(60);
});
