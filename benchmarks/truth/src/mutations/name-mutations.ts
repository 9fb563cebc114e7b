import { inEvidence, inSummary, later, type Mutation, section, type Told } from './mutation.ts';

/** Falsehoods about what is wrong, what was looked at, and what was changed. */
export const nameMutations: readonly Mutation[] = [
  {
    name: 'the trouble is another one',
    kind: 'trouble',
    apply: (told) =>
      section(told, 'rootCause', (text) =>
        text.replace(
          / (?:has been (?:failing|slow|timing out|out of connections|using more CPU than usual)) since/,
          ' has been out of disk space since',
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
        ({ kind, facts, value, baseline, spark, service: of }) =>
          kind === 'metric_shift' &&
          of === service &&
          facts.signal === 'error_ratio' &&
          facts.side !== 'client' &&
          (value ?? 0) > 0.2 &&
          (spark ?? []).slice(-3).every((one) => one > 0.2) &&
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
      inSummary(told, (text) =>
        text.replace(/(?<!recovered) at (\d\d:\d\d) UTC\./, (_, at) => ` at ${later(at, 7)} UTC.`),
      ),
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
