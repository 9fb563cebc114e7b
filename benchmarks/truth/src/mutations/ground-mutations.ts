import type { Report } from '@incidentfox/incident';
import type { Mutation, Told } from './mutation.ts';

const withReport = ({ observations }: Told, report: Report): Told => ({ observations, report });

/** Falsehoods about what is ruled out, who calls whom, what was quoted and what to do. */
export const groundMutations: readonly Mutation[] = [
  {
    name: 'a change of the blamed service is ruled out by silence',
    kind: 'ruled out',
    apply: (told) => {
      const { report } = told;
      const change = report.evidence.find(
        ({ kind, service }) => kind === 'change' && service === report.cause?.service,
      );
      if (change === undefined) return null;
      const said = { text: `${change.title}: its logs hold no new errors`, evidence: [change.id] as [string] };
      return withReport(told, { ...report, ruledOut: [...report.ruledOut, said] });
    },
  },
  {
    name: 'a change is ruled out and nothing is cited for it',
    kind: 'ruled out',
    apply: (told) => {
      const at = told.report.ruledOut.findIndex(
        ({ text }) => / stayed in their normal range/.test(text) && / at \d\d:\d\d UTC/.test(text),
      );
      if (at < 0) return null;
      const ruledOut = told.report.ruledOut.map((one, index) =>
        index === at ? { ...one, evidence: [one.evidence[0]] as [string] } : one,
      );
      return withReport(told, { ...told.report, ruledOut });
    },
  },
  {
    name: 'a dependency is the other way round',
    kind: 'call',
    apply: (told) => {
      const { summary } = told.report;
      const found = /^(\S+) (.+) because (\S+), (which it calls), (.+)\.$/.exec(summary.text);
      if (found === null) return null;
      const text = `${found[3]} ${found[2]} because ${found[1]}, which it calls, ${found[5]}.`;
      return withReport(told, { ...told.report, summary: { ...summary, text } });
    },
  },
  {
    name: 'a call goes the other way',
    kind: 'call',
    apply: (told) => {
      const at = told.report.evidence.findIndex(
        ({ kind, facts }) =>
          kind === 'edge' && !told.observations.edges.some(({ from, to }) => from === facts.to && to === facts.from),
      );
      const edge = told.report.evidence[at];
      if (
        edge === undefined ||
        told.observations.logs.some(
          ({ service, lines }) =>
            service === edge.facts.to && lines.some(({ message }) => message.includes(String(edge.facts.from))),
        )
      )
        return null;
      const facts = { ...edge.facts, from: edge.facts.to ?? '', to: edge.facts.from ?? '' };
      const evidence = told.report.evidence.map((one, index) =>
        index === at ? { ...one, facts, title: `${facts.from} calls ${facts.to}` } : one,
      );
      return withReport(told, { ...told.report, evidence });
    },
  },
  {
    name: 'a circuit breaker on calls that nobody saw',
    kind: 'call',
    apply: (told) => {
      const at = told.report.actions.findIndex(
        ({ text }) => text.startsWith('See whether ') && text.includes(' on its calls to '),
      );
      if (at < 0) return null;
      const actions = told.report.actions.map((one, index) =>
        index === at ? { ...one, text: one.text.replace(/on its calls to .+$/, 'on its calls to unheard-of') } : one,
      );
      return withReport(told, { ...told.report, actions });
    },
  },
  {
    name: 'a log line reads otherwise',
    kind: 'quote',
    apply: (told) => {
      const at = told.report.rootCause.findIndex(({ text }) => / logged "/.test(text));
      if (at < 0) return null;
      const rootCause = told.report.rootCause.map((one, index) =>
        index === at ? { ...one, text: one.text.replace(/ logged ".{3}/s, ' logged "zzz') } : one,
      );
      return withReport(told, { ...told.report, rootCause });
    },
  },
  {
    name: 'a line of the diff has other values',
    kind: 'quote',
    apply: (told) => {
      const at = told.report.rootCause.findIndex(({ text }) => /^It .* from \d+ to \d+ in `/.test(text));
      if (at < 0) return null;
      const rootCause = told.report.rootCause.map((one, index) =>
        index === at ? { ...one, text: one.text.replace(/ from \d+ to /, ' from 987654 to ') } : one,
      );
      return withReport(told, { ...told.report, rootCause });
    },
  },
  {
    name: 'a rollback is advised after it was done',
    kind: 'advice',
    apply: ({ report, observations }) => {
      const { service, from } =
        /^Consider rolling (?<service>\S+) back from (?<from>\S+)/.exec(
          report.actions.find(({ text }) => text.startsWith('Consider rolling '))?.text ?? '',
        )?.groups ?? {};
      const bad = observations.changes.find((one) => one.service === service && one.version === from);
      if (bad === undefined) return null;
      const undone = {
        ...bad,
        id: `${bad.id}-undone`,
        kind: 'rollback' as const,
        startedAt: bad.startedAt + 60_000,
        version: bad.previousVersion ?? 'before',
      };
      return { report, observations: { ...observations, changes: [...observations.changes, undone] } };
    },
  },
];
