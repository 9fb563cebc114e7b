import type { Observations, Report } from '@incidentfox/incident';
import type { ClaimKind } from '@incidentfox/report-truth';

export interface Told {
  report: Report;
  observations: Observations;
}

/** One way to make a true report false; null where the report has nothing of the kind. */
export interface Mutation {
  name: string;
  /** The kind of claim that should be found false. */
  kind: ClaimKind;
  apply(told: Told): Told | null;
}

const section = <K extends 'rootCause' | 'ruledOut' | 'actions' | 'alternatives' | 'timeline'>(
  { report, observations }: Told,
  name: K,
  change: (text: string) => string,
): Told | null => {
  const list: readonly { text: string }[] = report[name];
  const at = list.findIndex(({ text }) => change(text) !== text);
  if (at < 0) return null;
  const changed = list.map((one, index) => (index === at ? { ...one, text: change(one.text) } : one));
  return { observations, report: { ...report, [name]: changed } };
};

const inSummary = ({ report, observations }: Told, change: (text: string) => string): Told | null => {
  const text = change(report.summary.text);
  return text === report.summary.text
    ? null
    : { observations, report: { ...report, summary: { ...report.summary, text } } };
};

/** The evidence and all sentences that give its title, so that they agree. */
const inEvidence = (
  { report, observations }: Told,
  kind: Report['evidence'][number]['kind'],
  change: (one: Report['evidence'][number]) => Partial<Report['evidence'][number]> | null,
): Told | null => {
  for (const [at, one] of report.evidence.entries()) {
    const changed = one.kind === kind ? change(one) : null;
    if (changed === null) continue;
    const evidence = report.evidence.map((each, index) => (index === at ? { ...each, ...changed } : each));
    return { observations, report: { ...report, evidence } };
  }
  return null;
};

const later = (clock: string, minutes: number): string =>
  new Date(Date.parse(`2026-01-01T${clock}:00Z`) + minutes * 60_000).toISOString().slice(11, 16);
const scaleFirst = (text: string, factor: number): string =>
  text.replace(/: (\d[\d.]*)/, (_, number) => `: ${Number((Number(number) * factor).toPrecision(3))}`);

const numbers: readonly Mutation[] = [
  {
    name: 'a value is three times as large',
    kind: 'number',
    apply: (told) =>
      inEvidence(told, 'metric_shift', ({ title, facts }) =>
        facts.direction === 'up' && Number(facts.peak) > 0 ? { title: scaleFirst(title, 3) } : null,
      ),
  },
  {
    name: 'a normal value is a tenth',
    kind: 'number',
    apply: (told) =>
      inEvidence(told, 'metric_shift', ({ title }) => {
        const changed = title.replace(/\(normal: ([1-9][\d.]*)/, (_, one) => `(normal: ${Number(one) / 10}`);
        return changed === title ? null : { title: changed };
      }),
  },
  {
    name: 'a line was logged ten times as often',
    kind: 'number',
    apply: (told) =>
      section(told, 'rootCause', (text) =>
        text.replace(
          /(logged ".*" (?:and the like )?)(\d{2,}) times/s,
          (_, before, count) => `${before}${Number(count) * 10} times`,
        ),
      ),
  },
  {
    name: 'an event of the platform happened more often',
    kind: 'number',
    apply: (told) => section(told, 'rootCause', (text) => text.replace('was killed once', 'was killed 7 times')),
  },
  {
    name: 'more signals are normal than were measured',
    kind: 'number',
    apply: (told) =>
      inSummary(told, (text) =>
        text.replace(/\d+ of (\d+) signals/, (_, all) => `${Number(all) + 900} of ${Number(all) + 900} signals`),
      ),
  },
  {
    name: 'one of several',
    kind: 'number',
    apply: (told) => section(told, 'actions', (text) => text.replace(/^Check the logs of/, 'Check the 1 failures of')),
  },
];

const times: readonly Mutation[] = [
  {
    name: 'trouble is said to have begun a quarter of an hour later',
    kind: 'time',
    apply: (told) =>
      section(told, 'rootCause', (text) =>
        text.replace(/ since (\d\d:\d\d) UTC$/, (_, at) => ` since ${later(at, 15)} UTC`),
      ),
  },
  {
    name: 'the distance to the change is another',
    kind: 'time',
    apply: (told) =>
      section(told, 'rootCause', (text) => text.replace(/^It began (?:right|\d+ min) after/, 'It began 57 min after')),
  },
  {
    name: 'a signal of the timeline moved an hour before',
    kind: 'time',
    apply: ({ report, observations }) => {
      const at = report.timeline.findIndex(({ text }) => / began to /.test(text));
      if (at < 0) return null;
      const timeline = report.timeline
        .map((one, index) => (index === at ? { ...one, at: one.at - 60 * 60_000 } : one))
        .sort((a, b) => a.at - b.at);
      return { observations, report: { ...report, timeline } };
    },
  },
  {
    name: 'a change of the timeline was at another time',
    kind: 'time',
    apply: ({ report, observations }) => {
      const at = report.timeline.findIndex(({ text }) => / deployed/.test(text));
      if (at < 0) return null;
      const timeline = report.timeline
        .map((one, index) => (index === at ? { ...one, at: one.at - 120_000 } : one))
        .sort((a, b) => a.at - b.at);
      return { observations, report: { ...report, timeline } };
    },
  },
  {
    name: 'the timeline is the other way round',
    kind: 'time',
    apply: ({ report, observations }) =>
      report.timeline.length < 3
        ? null
        : { observations, report: { ...report, timeline: [...report.timeline].reverse() } },
  },
  {
    name: 'a change came long after the trouble, which it did not',
    kind: 'time',
    apply: (told) =>
      section(told, 'ruledOut', (text) =>
        text.replace(/it came .+ after trouble began/, 'it came 341 min after trouble began'),
      ),
  },
];

const directions: readonly Mutation[] = [
  {
    name: 'what rose fell',
    kind: 'direction',
    apply: (told) => section(told, 'timeline', (text) => text.replace('began to rise', 'began to fall')),
  },
  {
    name: 'value and normal value are exchanged',
    kind: 'number',
    apply: (told) =>
      section(told, 'rootCause', (text) =>
        text.replace(/: ([^:()]+) \(normal: ([^()]+)\)$/, (all, now, before) =>
          now === before ? all : `: ${before} (normal: ${now})`,
        ),
      ),
  },
];

const names: readonly Mutation[] = [
  {
    name: 'the trouble is another one',
    kind: 'trouble',
    apply: (told) =>
      section(told, 'rootCause', (text) =>
        text.replace(
          / (?:is failing|is slow|is timing out|has run out of connections|uses more CPU than usual) since/,
          ' has run out of disk space since',
        ),
      ),
  },
  {
    name: 'the summary blames its health checks',
    kind: 'trouble',
    apply: (told) =>
      inSummary(told, (text) =>
        text.replace(/(?:is failing|is slow|is timing out|uses more CPU than usual)\./, 'fails its health checks.'),
      ),
  },
  {
    name: 'a signal that nobody measured stayed normal',
    kind: 'coverage',
    apply: (told) => section(told, 'ruledOut', (text) => text.replace(/ request rate (stayed|did)/, ' queue age $1')),
  },
  {
    name: 'the signal that moved most stayed normal',
    kind: 'coverage',
    apply: ({ report, observations }) => {
      const service = report.cause?.service;
      const moved = report.evidence.find(
        ({ kind, facts, value, baseline, service: of }) =>
          kind === 'metric_shift' &&
          of === service &&
          facts.signal === 'error_ratio' &&
          facts.side !== 'client' &&
          (value ?? 0) > 0.2 &&
          (baseline ?? 1) < 0.02 &&
          facts.recoveredAt === undefined,
      );
      const other = report.evidence.find(({ kind }) => kind === 'alert' || kind === 'change');
      if (moved === undefined || other === undefined) return null;
      const name = moved.title.replace(/: [^:]+ \(normal: [^()]+\)$/, '');
      const said = {
        text: `More traffic than usual at ${service}: ${name} stayed in its normal range`,
        evidence: [other.id, moved.id] as [string, string],
      };
      return { observations, report: { ...report, ruledOut: [...report.ruledOut, said] } };
    },
  },
  {
    name: 'logs that nobody read are quiet',
    kind: 'coverage',
    apply: (told) => withoutLogs(told),
  },
  {
    name: 'another version was deployed',
    kind: 'change',
    apply: (told) =>
      section(told, 'rootCause', (text) =>
        text.replace(
          /(It began .* after \S+ )(\S+)( was deployed)/,
          (_, before, __, after) => `${before}99.99.99${after}`,
        ),
      ),
  },
  {
    name: 'the change of the timeline is of another service',
    kind: 'change',
    apply: (told) => section(told, 'timeline', (text) => text.replace(/^\S+( \S+ deployed)/, 'nowhere$1')),
  },
  {
    name: 'somebody else made the change',
    kind: 'change',
    apply: (told) => inEvidence(told, 'change', ({ facts }) => ({ facts: { ...facts, actor: 'nobody-at-all' } })),
  },
  {
    name: 'the change has another time in the summary',
    kind: 'change',
    apply: (told) =>
      inSummary(told, (text) => text.replace(/ at (\d\d:\d\d) UTC\./, (_, at) => ` at ${later(at, 7)} UTC.`)),
  },
  {
    name: 'an alternative names what nobody saw',
    kind: 'name',
    apply: (told) =>
      section(told, 'alternatives', (text) => text.replace(/^A change of \S+/, 'A change of unheard-of')),
  },
  {
    name: 'a question is about what nobody saw',
    kind: 'name',
    apply: ({ report, observations }) => ({
      observations,
      report: { ...report, nextQuestion: 'Does anybody outside see unheard-of failing?' },
    }),
  },
];

/** The same report without any log that it could have read. */
function withoutLogs({ report, observations }: Told): Told | null {
  return report.ruledOut.some(({ text }) => text.includes('its logs hold no new errors'))
    ? { report, observations: { ...observations, logs: [] } }
    : null;
}

export const contentMutations: readonly Mutation[] = [...numbers, ...times, ...directions, ...names];
