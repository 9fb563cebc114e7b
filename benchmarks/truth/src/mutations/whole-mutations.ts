import type { Report } from '@incidentfox/incident';
import type { Mutation, Told } from './mutation.ts';

const withReport = ({ observations }: Told, report: Report): Told => ({ observations, report });
const firstId = ({ evidence }: Report): string => evidence[0]?.id ?? 'e1';

/** Sentences that do not go together, and what nobody could know. */
export const wholeMutations: readonly Mutation[] = [
  {
    name: 'a gap that is none',
    kind: 'gap',
    apply: (told) => {
      const actions = [
        ...told.report.actions,
        {
          text: 'Check by hand what could not be queried: crystal ball: visions',
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
