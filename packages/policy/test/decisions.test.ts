import { type Event, outcomeOf, type Row } from './decision-words.ts';

/*
 * What IncidentFox does about an incident, as a table. Read a row as: when this happens to an incident in this state, and
 * the policy says this, and this is what we have on record, then this is the outcome.
 *
 * `declared` is the binding decision about a new incident (webhook or reconciliation); `updated` is any change, whichever
 * webhook told us; `asked for` is a person. Defaults: auto_investigate on, threshold medium (P2), tests out, private in,
 * 3 revisions, 5 minutes of cooldown.
 */

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
  updated('live, High, a new permalink', 'defaults', 'running', 'nothing: nothing material changed'),
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
  updated('live, High, a new permalink', 'defaults', 'completed 10 min ago', 'nothing: nothing material changed'),
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
  updated('closed, High', 'defaults', 'completed 10 min ago', 'remember: the incident is closed'),
  updated('closed, High', 'defaults', 'completed, then closed', 'nothing: nothing material changed'),
  updated('closed, High', 'defaults', 'completed, then declined', 'remember: the incident is closed'),
  updated('live, Low', 'defaults', 'completed 10 min ago', 'nothing: its priority is P3, below the threshold P2'),
  // Over, and open again.
  updated('live, High', 'defaults', 'completed, then closed', 'reinvestigate: status'),
  updated('live, High', 'defaults', 'completed, then in its learning phase', 'reinvestigate: status'),
  updated('live, High', 'defaults', 'completed, then declined', 'reinvestigate: status'),
  updated('live, High', 'defaults', 'completed, then merged', 'reinvestigate: status'),
  updated('triage, High', 'defaults', 'completed, then closed', 'reinvestigate: status'),
  updated('live, High', 'defaults', 'failed, then closed', 'reinvestigate: status'),
  updated('live, High', 'defaults', 'completed 2 min ago, then closed', 'wait 180 s (cooldown)'),
  updated('live, High', 'defaults', 'third revision completed, then closed', 'nothing: all 3 revisions are used'),
  updated('live, Low', 'defaults', 'completed, then closed', 'nothing: its priority is P3, below the threshold P2'),
  // Stopped, and wanted again.
  updated('live, High', 'defaults', 'stopped, then declined', 'start: policy wants it again'),
  updated('declined, High', 'defaults', 'stopped', 'remember: the incident was declined'),
  updated('live, High', 'defaults', 'stopped', 'start: policy wants it again'),
  updated('closed, High', 'defaults', 'stopped', 'remember: the incident is closed'),
  updated('live, High', 'defaults', 'third revision stopped', 'nothing: all 3 revisions are used'),
  updated('private, High', 'defaults', 'no access', 'start: policy wants it again'),
];

it.each(rows)('$event: $incident | $policy | on record: $record -> $outcome', (row) => {
  expect(outcomeOf(row)).toBe(row.outcome);
});

it('says everything in the table once', () => {
  const keys = rows.map((one) => [one.event, one.incident, one.policy, one.record].join('|'));
  expect(new Set(keys).size).toBe(rows.length);
  expect(rows.length).toBeGreaterThanOrEqual(60);
});
