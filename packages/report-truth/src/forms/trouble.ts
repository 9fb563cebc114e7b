import { type MetricSeries, platformFaults, platformFaultWords } from '@incidentfox/incident';
import { type ClaimCheck, check } from '../claim.ts';
import { cameNearLimit, moved } from '../observed/course.ts';
import type { LogWords } from '../observed/log-words.ts';
import type { Observed } from '../observed/observed.ts';
import { type ReportCase, troubleFrom } from '../report-case.ts';
import { inAnyTense } from './tense.ts';

/** Whether this can be said of a service; the words that were found are given for those that hold a name. */
type Test = (service: string, one: ReportCase, words: string) => boolean;

const any =
  (...tests: Test[]): Test =>
  (...given) =>
    tests.some((test) => test(...given));

/** Whether a series that passes moved that way, at a moment the report gives or at the beginning of the trouble. */
function hasMoved(all: readonly MetricSeries[], one: ReportCase, direction: 'up' | 'down'): boolean {
  return all.some((series) => {
    const at = momentsOf(series, one);
    return at.some((moment) => moved(series, direction, moment));
  });
}

function momentsOf(series: MetricSeries, one: ReportCase): number[] {
  const told = one.report.evidence.flatMap(({ kind, service, at, facts }) =>
    kind === 'metric_shift' && at !== null && service === series.service && facts.metric === series.name ? [at] : [],
  );
  return told.length > 0 ? told : [troubleFrom(one)];
}

const rises =
  (signals: RegExp, direction: 'up' | 'down' = 'up'): Test =>
  (service, one) =>
    hasMoved(
      one.observed.seriesAbout(service).filter(({ signal }) => signals.test(signal)),
      one,
      direction,
    );
const isOfCalls = ({ peer, side }: MetricSeries): boolean =>
  side === 'client' || (side === undefined && peer !== undefined);
const callsRise =
  (signals: RegExp): Test =>
  (service, one) =>
    hasMoved(
      one.observed.seriesOf(service).filter((series) => isOfCalls(series) && signals.test(series.signal)),
      one,
      'up',
    );
const near =
  (signals: RegExp): Test =>
  (service, one) =>
    one.observed
      .seriesOf(service)
      .some((series) => signals.test(series.signal) && cameNearLimit(series, Math.min(...momentsOf(series, one))));
const logs =
  (words: LogWords): Test =>
  (service, { observed }) =>
    observed.logs(service, words);
const complain =
  (words: LogWords | null): Test =>
  (service, { observed }) =>
    observed.complain(service, words);
type EventKind = Parameters<Observed['events']>[1];
const happened =
  (...kinds: EventKind[]): Test =>
  (service, { observed }) =>
    observed.events(service, ...kinds).length > 0;
/** More than once, by one event's count or several events. */
const repeatedly =
  (...kinds: EventKind[]): Test =>
  (service, { observed }) =>
    observed.events(service, ...kinds).reduce((sum, { count }) => sum + count, 0) > 1;
const hasLines: Test = (service, { observed }) => observed.linesOf(service).length > 0;
/** The platform, an error tracker or an alert speaks of it. */
const isTold = (service: string, { observations: { infra, errors, alerts } }: Observed): boolean =>
  [...infra, ...errors, ...alerts].some((one) => one.service === service);
const lastWord = (words: string): string => words.split(' ').at(-1) ?? '';
const logsStatus: Test = (service, { observed }, words) => {
  const status = /\d{3}/.exec(words)?.[0] ?? '';
  return observed.linesOf(service).some(({ line }) => line.message.includes(status));
};
/** The machine is known to be lost, or somebody was moved off it. */
const lostNode: Test = (service, { observed }, words) => {
  const node = / node (\S+)$/.exec(words)?.[1];
  return observed.observations.infra.some(
    ({ kind, object, node: on, service: whose }) =>
      (kind === 'node_not_ready' || kind === 'evicted') &&
      (node === undefined ? whose === service : object === node || on === node),
  );
};
const runsThere: Test = (service, { observed }, words) =>
  observed.isKnown(service) && observed.isKnown(lastWord(words));
const aboutHost: Test = (service, { observed }, words) => observed.calls(service, lastWord(words));
const all =
  (...tests: Test[]): Test =>
  (...given) =>
    tests.every((test) => test(...given));

const failing = any(rises(/^error_/), rises(/^availability$/, 'down'));

/** What reports say of a service in trouble, as a regular expression, with what must have been seen. */
const phrases: readonly (readonly [words: string, test: Test])[] = [
  ['is running out of memory', any(happened('oom_killed'), logs('memory'), complain('memory'), near(/^memory$/))],
  ['has run out of disk space', any(logs('disk'), complain('disk'), near(/^disk$/))],
  ['has run out of connections', any(logs('connections'), complain('connections'))],
  ['is short of CPU', near(/^cpu$/)],
  ['is short of memory', near(/^memory$/)],
  ['is short of disk space', near(/^disk$/)],
  ['is saturated', near(/^saturation$/)],
  ['uses more CPU than usual', rises(/^cpu$/)],
  ['uses more memory than usual', rises(/^memory$/)],
  ['uses more disk than usual', rises(/^disk$/)],
  ['is busier than usual', rises(/^saturation$/)],
  ['no longer has what it is asked for', rises(/^miss_ratio$/)],
  ['cannot keep up with its queue', rises(/^queue_/)],
  ['cannot start', happened('image_pull', 'unschedulable')],
  ['keeps restarting', any(repeatedly('crash_loop', 'restart', 'task_stopped', 'oom_killed'), rises(/^restarts$/))],
  ['restarted', any(happened('crash_loop', 'restart', 'task_stopped', 'oom_killed'), rises(/^restarts$/))],
  ['fails its health checks', happened('probe_failed')],
  ['is failing', failing],
  ['is slow', rises(/^latency_/)],
  ['gets errors from what it calls', callsRise(/^error_/)],
  ['waits for what it calls', callsRise(/^latency_/)],
  ['gets more requests than usual', rises(/^request_rate$/)],
  ['gets fewer requests than usual', rises(/^request_rate$/, 'down')],
  ['makes more calls than usual', callsRise(/^request_rate$/)],
  [
    'makes fewer calls than usual',
    (service, one) =>
      hasMoved(
        one.observed.seriesOf(service).filter(({ peer, signal }) => peer !== undefined && signal === 'request_rate'),
        one,
        'down',
      ),
  ],
  ['cannot resolve names', logs('dns')],
  ['cannot be found by its name', complain('dns')],
  ['gets certificate errors', logs('certificate')],
  ['presents a certificate that its callers refuse', complain('certificate')],
  ['is being rate limited', logs('rate')],
  [
    'throws new errors',
    any(logs('exception'), (service, { observed }) =>
      observed.observations.errors.some((one) => one.service === service),
    ),
  ],
  ['lacks a setting', logs('setting')],
  ['is refused access', logs('access')],
  ['lost its node(?: \\S+)?', lostNode],
  ['has trouble on \\S+', runsThere],
  ['has trouble with the outside provider \\S+', aboutHost],
  ['cannot reach its data store', logs('database')],
  ['has trouble with its data store', logs('database')],
  ['is timing out', any(all(rises(/^latency_/), logs('timeout')), complain('timeout'))],
  ['runs into timeouts', logs('timeout')],
  ['cannot be reached', complain('unreachable')],
  ['fails its callers', complain(null)],
  ['logs new errors', any(hasLines)],
  ['returns \\d{3} errors', all(failing, logsStatus)],
  ['logs \\d{3} errors', logsStatus],
  ['returns errors', failing],
  ...platformFaults.map((fault) => [platformFaultWords[fault].service, happened(fault)] as const),
  [
    'is in trouble',
    any(hasLines, complain(null), rises(/./), rises(/./, 'down'), (service, { observed }) => isTold(service, observed)),
  ],
];

/** Any of the phrases, for a sentence's form. */
export const trouble = phrases.flatMap(([words]) => inAnyTense(words)).join('|');
const forms = phrases.map(([words, test]) => ({ form: new RegExp(`^(?:${inAnyTense(words).join('|')})$`), test }));

/** That a service has this trouble. */
export function checkTrouble(service: string, words: string, one: ReportCase): ClaimCheck {
  const found = forms.find(({ form }) => form.test(words));
  if (found === undefined) return { kind: 'unread', isTrue: null, why: `nobody knows "${words}"` };
  return check('trouble', found.test(service, one, words), `nothing that was observed shows that ${service} ${words}`);
}
