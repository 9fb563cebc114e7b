import {
  type Context,
  type Diagnosis,
  type Evidence,
  type Incident,
  movedClearly,
  type Report,
  type Sentence,
} from '@incidentfox/incident';
import type { Platform } from './actions/kubectl.ts';
import { recommendActions } from './actions/recommend-actions.ts';
import { cite, type Findings, toFindings } from './findings.ts';
import { leadsOf } from './leads.ts';
import { reconstructTimeline } from './reconstruct-timeline.ts';
import { explainRootCause } from './root-cause.ts';
import { sentence } from './sentence.ts';
import { summarise } from './summary.ts';
import { maxAlternatives, maxEvidence, minAlternative } from './thresholds.ts';

export interface ReportInput {
  diagnosis: Diagnosis;
  /** `createdAt` is ISO 8601. */
  incident: Pick<Incident, 'reference' | 'name' | 'createdAt'>;
  context: Context;
  /** For the commands that look. Without it kubectl is assumed and the service's own name is taken. */
  platform?: Platform;
}

/** Turns a diagnosis into findings in words. Every sentence cites its evidence; names in the texts are untrusted. */
export function compileReport({ diagnosis, incident, context, platform }: ReportInput): Report {
  const findings = toFindings(diagnosis, context, incident, platform);
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
    cause: blamed === null ? null : { kind: blamed.kind, service: blamed.service, object: blamed.object },
    ...parts,
    evidence: orderEvidence(findings, [parts.summary, ...parts.rootCause], cited),
    gaps: diagnosis.gaps,
    nextQuestion: diagnosis.nextQuestion,
    decisive: decisiveOf(findings, [...parts.rootCause, parts.summary]),
    engine: diagnosis.engine,
  };
}

/** The evidence of the first metric that the root cause cites, one that moved clearly before any other. */
function decisiveOf(findings: Findings, mainSentences: readonly Sentence[]): string | null {
  const ids = [...mainSentences.flatMap(({ evidence }) => evidence), ...findings.supports.map(({ id }) => id)];
  const drawn = ids
    .flatMap((id) => findings.byId(id) ?? [])
    .filter(({ kind, spark }) => kind === 'metric_shift' && spark !== null);
  return (drawn.find((one) => movedClearly(one)) ?? drawn[0])?.id ?? null;
}

function alternativesOf(findings: Findings): Report['alternatives'] {
  return leadsOf(findings.diagnosis, findings)
    .filter(({ hypothesis }) => hypothesis.probability >= minAlternative)
    .slice(0, maxAlternatives)
    .map(({ text, hypothesis }) => ({
      ...sentence(
        text,
        cite(
          findings,
          hypothesis.supports.slice(0, 4).map((id) => findings.byId(id)),
        ),
      ),
      probability: hypothesis.probability,
    }));
}

/** What the summary and the root cause cite first, then what else supports the cause, then what any sentence cites. */
function orderEvidence(
  findings: Findings,
  mainSentences: readonly Sentence[],
  sentences: readonly Sentence[],
): Evidence[] {
  const named = mainSentences.flatMap(({ evidence }) => evidence).flatMap((id) => findings.byId(id) ?? []);
  const needed = new Set(sentences.flatMap(({ evidence }) => evidence));
  const cited = findings.all.filter(({ id }) => needed.has(id));
  const ordered = [...new Set([...named, ...findings.supports, ...cited, ...findings.all])];
  const facts = ordered.filter(({ kind }) => !background.has(kind));
  return [...facts, ...ordered.filter(({ kind }) => background.has(kind))].filter(
    ({ id }, index) => index < maxEvidence || needed.has(id),
  );
}

/** Kinds of evidence that help to follow a sentence, but are no findings in themselves. */
const background: ReadonlySet<Evidence['kind']> = new Set(['edge', 'coverage', 'incident', 'metric_normal']);
