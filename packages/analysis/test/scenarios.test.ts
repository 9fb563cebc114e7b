import { compileReport, diagnose } from '@incidentfox/analysis';
import type { Context, Diagnosis, Observations, Report } from '@incidentfox/incident';
import { CauseKind, Diagnosis as DiagnosisSchema, Report as ReportSchema } from '@incidentfox/incident';
import { scenarios } from './scenarios/all.ts';
import type { Scenario } from './scenarios/scenario.ts';
import { type Claim, meanScore } from './scenarios/score.ts';
import { seeded } from './scenarios/telemetry.ts';
import { ungroundedNumbers } from './ungrounded-numbers.ts';

const contextOf = ({ affected, alarmAt, window }: Observations): Context => ({
  affected: affected.map((service) => ({ service, foundBy: 'exact', because: 'in the title' })),
  symptom: 'unknown',
  alarmAt,
  window,
  hints: [],
});

interface Judged {
  scenario: Scenario;
  observations: Observations;
  diagnosis: Diagnosis;
  report: Report;
}

const judged: Judged[] = scenarios.map((scenario) => {
  const observations = scenario.observations();
  const diagnosis = diagnose(observations);
  const incident = {
    reference: 'INC-7',
    name: 'Something is off',
    createdAt: new Date(observations.alarmAt + 20_000).toISOString(),
  };
  return {
    scenario,
    observations,
    diagnosis,
    report: compileReport({ diagnosis, incident, context: contextOf(observations) }),
  };
});

const sentencesOf = ({ summary, rootCause, alternatives, ruledOut, actions, timeline }: Report) => [
  summary,
  ...rootCause,
  ...alternatives,
  ...ruledOut,
  ...actions,
  ...timeline,
];

describe.each(judged.map((one) => [one.scenario.name, one] as const))(
  '%s',
  (_name, { scenario: { truth }, observations, diagnosis, report }) => {
    const first = diagnosis.hypotheses[0];

    test('the verdict is what a careful engineer would say', () => {
      expect(diagnosis.verdict).toBe(truth.verdict);
      if (truth.recovered !== undefined) expect(diagnosis.recovered).toBe(truth.recovered);
      if (truth.maxConfidence !== undefined) expect(diagnosis.confidence).toBeLessThanOrEqual(truth.maxConfidence);
    });

    test('the cause is right, and the innocent are not named', () => {
      if (truth.verdict === 'root_cause' && truth.services !== undefined)
        expect(truth.services).toContain(first?.service);
      if (truth.kinds !== undefined) expect(truth.kinds).toContain(first?.kind);
      if (truth.object !== undefined) expect(first?.object).toBe(truth.object);
      for (const service of truth.innocent ?? []) expect(report.cause?.service).not.toBe(service);
      if (truth.verdict !== 'root_cause') expect(report.cause).toBeNull();
    });

    test('what looks guilty and is not is ruled out with a reason', () => {
      if (truth.ruledOut !== undefined)
        expect(report.ruledOut.map(({ text }) => text).join('\n')).toMatch(truth.ruledOut);
    });

    test('every number in every text occurs in the evidence that the text cites', () => {
      for (const sentence of sentencesOf(report))
        expect([sentence.text, ungroundedNumbers(sentence, report.evidence)]).toEqual([sentence.text, []]);
      for (const evidence of report.evidence)
        expect([
          evidence.title,
          ungroundedNumbers({ text: evidence.title, evidence: [evidence.id] }, report.evidence),
        ]).toEqual([evidence.title, []]);
    });

    test('every cited id is evidence or a gap of the report', () => {
      const known = new Set([...report.evidence.map(({ id }) => id), ...report.gaps.map(({ id }) => id)]);
      for (const { text, evidence } of sentencesOf(report))
        for (const id of evidence) expect([text, id, known.has(id)]).toEqual([text, id, true]);
    });

    test('being sure rests on two kinds of evidence, and confidence never exceeds 0.95', () => {
      expect(report.confidence).toBeLessThanOrEqual(0.95);
      if (report.verdict !== 'root_cause' || report.confidence < 0.9) return;
      const kinds = new Set(
        first?.supports.map((id) => diagnosis.evidence.find((evidence) => evidence.id === id)?.kind),
      );
      expect(kinds.size).toBeGreaterThanOrEqual(2);
    });

    test('diagnosis and report have the agreed shape', () => {
      expect(DiagnosisSchema.safeParse(diagnosis).error).toBeUndefined();
      expect(ReportSchema.safeParse(report).error).toBeUndefined();
    });

    test('commands only look', () => {
      for (const { command } of report.actions)
        if (command !== null)
          expect(command).toMatch(
            /^(?:kubectl (?:logs|describe|get|top|rollout (?:history|undo))|git (?:log|show|revert)|nslookup) [A-Za-z0-9 ._/@=-]+$/,
          );
    });

    test('the same input gives the same bytes', () => {
      expect(JSON.stringify(diagnose(observations))).toBe(JSON.stringify(diagnosis));
    });
  },
);

describe('the scenarios cannot be passed without reading them', () => {
  const ours = (scenario: Scenario): Claim => {
    const { diagnosis } = judged.find((one) => one.scenario === scenario)!;
    const first = diagnosis.hypotheses[0];
    return { verdict: diagnosis.verdict, service: first?.service ?? null, kind: first?.kind ?? null };
  };
  const servicesOf = ({ series, edges, affected }: Observations): string[] =>
    [
      ...new Set([
        ...affected,
        ...series.map(({ service }) => service),
        ...edges.flatMap(({ from, to }) => [from, to]),
      ]),
    ].sort();
  const random = seeded(2026);
  const pick = <T>(list: readonly T[]): T => list[Math.floor(random() * list.length)]!;

  test('there are at least twenty, and one of each kind of cause', () => {
    expect(scenarios.length).toBeGreaterThanOrEqual(20);
    const kinds = new Set(scenarios.flatMap(({ truth }) => truth.kinds ?? []));
    expect([...CauseKind.options].filter((kind) => !kinds.has(kind))).toEqual([]);
  });

  test('the engine does well', () => {
    expect(meanScore(scenarios, ours)).toBeGreaterThanOrEqual(0.95);
  });

  test.each<[string, (scenario: Scenario) => Claim]>([
    ['a constant answer', () => ({ verdict: 'root_cause', service: 'payment-gateway', kind: 'change' })],
    ['a constant abstention', () => ({ verdict: 'inconclusive', service: null, kind: null })],
    ['a constant all-clear', () => ({ verdict: 'healthy', service: null, kind: 'nothing_wrong' })],
    [
      'a random answer',
      (scenario) => ({
        verdict: pick(['root_cause', 'root_cause', 'inconclusive', 'healthy']),
        service: pick(servicesOf(scenario.observations())),
        kind: pick(CauseKind.options),
      }),
    ],
    [
      'the latest deploy',
      (scenario) => {
        const { changes, alarmAt, affected } = scenario.observations();
        const latest = changes
          .filter(({ startedAt }) => startedAt <= alarmAt)
          .sort((a, b) => b.startedAt - a.startedAt)[0];
        return { verdict: 'root_cause', service: latest?.service ?? affected[0] ?? null, kind: 'change' };
      },
    ],
  ])('%s scores below 0.35', (_name, claimOf) => {
    expect(meanScore(scenarios, claimOf)).toBeLessThan(0.35);
  });
});
