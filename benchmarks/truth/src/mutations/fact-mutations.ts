import type { Alert, Evidence, InfraEvent } from '@incidentfox/incident';
import { inEvidence, type Mutation, type Told } from './mutation.ts';

const minute = 60_000;

const withEvidence = ({ report, observations }: Told, one: Evidence): Told => ({
  observations,
  report: { ...report, evidence: [...report.evidence, one] },
});

/** The change after which the trouble is said to have begun. */
function blamedChange({ report }: Told): Evidence | undefined {
  const id = report.rootCause.find(({ text }) => text.startsWith('It began '))?.evidence[0];
  return report.evidence.find((one) => one.id === id && one.kind === 'change' && one.at !== null);
}

/** Falsehoods about what stands beside a sentence: where a fact comes from, what is drawn, what else happened. */
export const factMutations: readonly Mutation[] = [
  {
    name: 'a fact comes from a source that was not asked',
    kind: 'name',
    apply: (told) => inEvidence(told, 'log_pattern', ({ source }) => (source === null ? null : { source: 'oracle' })),
  },
  {
    name: 'a fact links to somewhere else',
    kind: 'quote',
    apply: (told) => inEvidence(told, 'change', () => ({ link: 'https://elsewhere.example/change' })),
  },
  {
    name: 'what is drawn was never measured',
    kind: 'number',
    apply: (told) =>
      inEvidence(told, 'metric_shift', ({ spark }) => (spark === null ? null : { spark: [...spark, 98.76543] })),
  },
  {
    name: 'the number behind a title is another',
    kind: 'number',
    apply: (told) => inEvidence(told, 'metric_shift', ({ value }) => ({ value: (value ?? 0) * 2 + 1 })),
  },
  {
    name: 'what goes on is said to have come back',
    kind: 'time',
    apply: (told) =>
      inEvidence(told, 'metric_shift', ({ at, facts, spark, baseline, value }) => {
        const isHigh =
          (spark ?? []).slice(-4).every((one) => one > 0.7 * (value ?? 0)) && (value ?? 0) > 5 * (baseline ?? 1);
        if (at === null || facts.recoveredAt !== undefined || facts.signal !== 'error_ratio' || !isHigh) return null;
        return { facts: { ...facts, recoveredAt: at + 4 * minute } };
      }),
  },
  {
    name: 'every signal is normal, though some moved',
    kind: 'number',
    apply: (told) => {
      const moved = told.report.evidence.some(
        ({ kind, facts, value, baseline }) =>
          kind === 'metric_shift' && facts.signal === 'error_ratio' && (value ?? 0) > 20 * (baseline ?? 1),
      );
      const counted = inEvidence(told, 'coverage', ({ title }) => ({
        title: title.replace(/\d+ of (\d+) signals/, (_, all) => `${all} of ${all} signals`),
      }));
      const one = told.report.evidence.find(({ kind }) => kind === 'coverage');
      const isAll = Number(one?.facts.signals) === told.observations.series.length;
      return moved && isAll ? counted : null;
    },
  },
  {
    name: 'what happened again and again is said to have happened once',
    kind: 'number',
    apply: ({ report, observations }) => {
      const killed = report.evidence.find(({ title }) => title.includes(' was killed once '));
      const event = observations.infra.find(
        ({ kind, object, firstAt }) =>
          kind === 'oom_killed' && object === killed?.facts.object && firstAt === killed.at,
      );
      if (event === undefined) return null;
      const again: InfraEvent = { ...event, firstAt: event.firstAt + minute, lastAt: event.lastAt + minute };
      return { report, observations: { ...observations, infra: [...observations.infra, again] } };
    },
  },
  {
    name: 'an effect stands before the change that caused it',
    kind: 'time',
    apply: (told) => {
      const change = blamedChange(told);
      if (change?.at == null) return null;
      const at = change.at - 20 * minute;
      const alert: Alert = {
        id: 'early',
        name: 'Early bird',
        service: change.service,
        state: 'firing',
        startedAt: at,
        labels: {},
      };
      const { report, observations } = withEvidence(told, {
        ...change,
        id: 'e998',
        kind: 'alert',
        at,
        title: 'Alert Early bird fired',
        facts: { alert: 'Early bird' },
        quote: null,
        source: null,
        link: null,
      });
      const event = { at, text: 'Alert Early bird fired', evidence: ['e998'] as [string] };
      const timeline = [...report.timeline, event].sort((a, b) => a.at - b.at);
      return {
        report: { ...report, timeline },
        observations: { ...observations, alerts: [...observations.alerts, alert] },
      };
    },
  },
  {
    name: 'the trouble is dated by a later sign than what users saw',
    kind: 'time',
    apply: ({ report, observations }) => {
      const [first, ...others] = report.rootCause;
      const seen = report.evidence.find(
        ({ kind, service, facts }) =>
          kind === 'metric_shift' &&
          service === report.cause?.service &&
          /^(?:error_ratio|latency_p95)$/.test(String(facts.signal)) &&
          facts.side !== 'client' &&
          facts.recoveredAt === undefined,
      );
      if (first === undefined || seen?.at == null || !/ since \d\d:\d\d UTC$/.test(first.text)) return null;
      const at = seen.at + 20 * minute;
      const late = {
        ...seen,
        id: 'e997',
        at,
        kind: 'incident' as const,
        title: 'INC-2 was created',
        spark: null,
        link: null,
      };
      const text = first.text.replace(/since \d\d:\d\d/, `since ${new Date(at).toISOString().slice(11, 16)}`);
      const told = others.filter((one) => !one.text.startsWith('It began '));
      return withEvidence(
        { observations, report: { ...report, rootCause: [{ text, evidence: [...first.evidence, 'e997'] }, ...told] } },
        { ...late, source: null },
      );
    },
  },
  {
    name: 'the blamed cause stands among the others',
    kind: 'repetition',
    apply: ({ report, observations }) => {
      if (report.cause?.kind !== 'code_fault' && report.cause?.kind !== 'resource_saturation') return null;
      const { kind, service } = report.cause;
      const text = kind === 'code_fault' ? `A fault in the code of ${service}` : `${service} ran out of a resource`;
      const one = { text, evidence: [report.evidence[0]?.id ?? 'e1'] as [string], probability: 0.02 };
      return { observations, report: { ...report, alternatives: [...report.alternatives, one] } };
    },
  },
  {
    name: 'the causes are more than certain together',
    kind: 'contradiction',
    apply: ({ report, observations }) => {
      const [first, ...others] = report.alternatives;
      if (first === undefined || report.cause === null) return null;
      return {
        observations,
        report: { ...report, alternatives: [{ ...first, probability: 0.6 }, ...others], confidence: 0.9 },
      };
    },
  },
  {
    name: 'a source is said to have failed otherwise',
    kind: 'gap',
    apply: ({ report, observations }) =>
      report.gaps.length === 0
        ? null
        : {
            observations,
            report: { ...report, gaps: report.gaps.map((gap) => ({ ...gap, why: 'the moon was full' })) },
          },
  },
];
