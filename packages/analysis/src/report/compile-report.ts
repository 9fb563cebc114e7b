import type { Context, Diagnosis, Evidence, Incident, Report, Sentence } from '@incidentfox/incident';
import { highFrom } from '../hypotheses/weigh-confidence.ts';
import { causeWords } from './cause-words.ts';
import { cite, type Findings, toFindings } from './findings.ts';
import { recommendActions } from './recommend-actions.ts';
import { reconstructTimeline } from './reconstruct-timeline.ts';
import { explainRootCause } from './root-cause.ts';
import { sentence } from './sentence.ts';
import { summarise } from './summary.ts';

export interface ReportInput {
  diagnosis: Diagnosis;
  /** `createdAt` is ISO 8601. */
  incident: Pick<Incident, 'reference' | 'name' | 'createdAt'>;
  context: Context;
}

const maxAlternatives = 3;
const maxEvidence = 30;

/** Turns a diagnosis into findings in words. Every sentence cites its evidence; names in the texts are untrusted. */
export function compileReport({ diagnosis, incident, context }: ReportInput): Report {
  const findings = toFindings(diagnosis, context, incident);
  const { blamed } = findings;
  const parts = {
    summary: summarise(findings),
    rootCause: explainRootCause(findings),
    alternatives: alternativesOf(findings),
    ruledOut: diagnosis.ruledOut.map(({ what, because, evidence }) =>
      sentence(
        `${what}: ${because}`,
        cite(
          findings,
          evidence.map((id) => findings.byId(id)),
        ),
      ),
    ),
    actions: recommendActions(findings),
    timeline: reconstructTimeline(findings),
  };
  const cited = [
    parts.summary,
    ...parts.rootCause,
    ...parts.alternatives,
    ...parts.ruledOut,
    ...parts.actions,
    ...parts.timeline,
  ];
  return {
    verdict: diagnosis.verdict,
    confidence: diagnosis.confidence,
    confidenceWord: diagnosis.confidence >= highFrom ? 'high' : diagnosis.confidence >= 0.6 ? 'medium' : 'low',
    cause: blamed === null ? null : { kind: blamed.kind, service: blamed.service, object: blamed.object },
    ...parts,
    evidence: tellingFirst(findings, cited),
    gaps: diagnosis.gaps,
    nextQuestion: diagnosis.nextQuestion,
    decisive: findings.supports.find(({ kind, spark }) => kind === 'metric_shift' && spark !== null)?.id ?? null,
    engine: diagnosis.engine,
  };
}

function alternativesOf(findings: Findings): Report['alternatives'] {
  const { diagnosis, blamed } = findings;
  if (diagnosis.verdict === 'healthy') return [];
  return diagnosis.hypotheses
    .slice(blamed === null ? 0 : 1)
    .slice(0, maxAlternatives)
    .map((hypothesis) => ({
      ...sentence(
        causeWords(hypothesis),
        cite(
          findings,
          hypothesis.supports.slice(0, 4).map((id) => findings.byId(id)),
        ),
      ),
      probability: hypothesis.probability,
    }));
}

/** What supports the cause first, then what any sentence cites, then the rest up to a bound. */
function tellingFirst(findings: Findings, sentences: readonly Sentence[]): Evidence[] {
  const needed = new Set(sentences.flatMap(({ evidence }) => evidence));
  const supports = [...findings.supports].sort((a, b) => weight(b) - weight(a));
  const ordered = [...new Set([...supports, ...findings.all.filter(({ id }) => needed.has(id)), ...findings.all])];
  return ordered.filter(({ id }, index) => index < maxEvidence || needed.has(id));
}

const kindWeight: Partial<Record<Evidence['kind'], number>> = {
  log_pattern: 4,
  metric_shift: 4,
  infra_event: 3.5,
  error_issue: 3,
  change: 3,
};
const weight = ({ kind }: Evidence): number => kindWeight[kind] ?? 0;
