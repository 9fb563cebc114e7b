import type { Report } from '@incidentfox/incident';
import type { Mutation, Told } from './content-mutations.ts';

const withReport = ({ observations }: Told, report: Report): Told => ({ observations, report });
const firstId = ({ evidence }: Report): string => evidence[0]?.id ?? 'e1';

/** Falsehoods about what is ruled out, who calls whom, what was quoted and what to do, and sentences that do not go together. */
export const wholeMutations: readonly Mutation[] = [
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
      const at = told.report.rootCause.findIndex(({ text }) => /^It altered .* \d+ -> \d+ in `/.test(text));
      if (at < 0) return null;
      const rootCause = told.report.rootCause.map((one, index) =>
        index === at ? { ...one, text: one.text.replace(/ \d+ -> /, ' 987654 -> ') } : one,
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
  {
    name: 'a gap that is none',
    kind: 'gap',
    apply: (told) => {
      const actions = [
        ...told.report.actions,
        {
          text: 'Look by hand at crystal ball: visions, which could not be asked',
          evidence: [firstId(told.report)] as [string],
          command: null,
        },
      ];
      return withReport(told, { ...told.report, actions });
    },
  },
  {
    name: 'the blamed service is ruled out as well',
    kind: 'contradiction',
    apply: (told) => {
      const service = told.report.cause?.service;
      if (service === undefined) return null;
      const said = {
        text: `Trouble in ${service}: what was measured of it is in its normal range`,
        evidence: [firstId(told.report)] as [string],
      };
      return withReport(told, { ...told.report, ruledOut: [...told.report.ruledOut, said] });
    },
  },
  {
    name: 'it is over, and goes on',
    kind: 'contradiction',
    apply: (told) => {
      const { summary, evidence, cause } = told.report;
      const concerned = new Set([...told.observations.affected, cause?.service]);
      const going = evidence.some(
        ({ kind, service, facts, value, baseline }) =>
          kind === 'metric_shift' &&
          concerned.has(service ?? '') &&
          facts.signal === 'error_ratio' &&
          facts.recoveredAt === undefined &&
          (value ?? 0) > 10 * (baseline ?? 1),
      );
      if (!going || summary.text.includes('It is over')) return null;
      return withReport(told, { ...told.report, summary: { ...summary, text: `${summary.text} It is over by now.` } });
    },
  },
  {
    name: 'a cause beside the verdict that there is none',
    kind: 'contradiction',
    apply: (told) => (told.report.cause === null ? null : withReport(told, { ...told.report, verdict: 'healthy' })),
  },
  {
    name: 'a sentence stands twice',
    kind: 'repetition',
    apply: (told) => {
      const [first] = told.report.rootCause;
      return first === undefined
        ? null
        : withReport(told, { ...told.report, rootCause: [...told.report.rootCause, first] });
    },
  },
  {
    name: 'a place that does not hold the trouble',
    kind: 'place',
    apply: ({ report, observations }) => {
      const service = report.cause?.service;
      const [first] = report.evidence;
      if (service === undefined || first === undefined) return null;
      const row = (route: string, inTrouble: number) => ({ labels: { route }, inTrouble, normally: 1 });
      const rows = [row('/pay', 90), row('/cart', 10)];
      const range = observations.window;
      const counted = {
        service,
        measure: 'failed_requests' as const,
        labels: ['route'],
        rows,
        inTrouble: range,
        normally: range,
        drawn: 'counted' as const,
      };
      const title = `${service}: 90 % of the errors come from /cart, with 50 % of the requests`;
      const place = {
        ...first,
        id: 'e999',
        kind: 'attribution' as const,
        service,
        at: null,
        title,
        facts: { measure: 'failed_requests', drawn: 'counted', route: '/cart' },
      };
      return {
        report: { ...report, evidence: [...report.evidence, place] },
        observations: { ...observations, breakdowns: [counted] },
      };
    },
  },
  {
    name: 'a sentence of a form that nobody knows',
    kind: 'unread',
    apply: (told) =>
      withReport(told, {
        ...told.report,
        rootCause: [
          ...told.report.rootCause,
          { text: 'The moon is full', evidence: [firstId(told.report)] as [string] },
        ],
      }),
  },
];
