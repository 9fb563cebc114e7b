import {
  type Diagnosis,
  defaultMinConfidence,
  type Hypothesis,
  type Observations,
  type Verdict,
} from '@incidentfox/incident';
import { EvidenceBook } from './evidence/evidence-book.ts';
import { citeScene } from './hypotheses/citations/cite-scene.ts';
import { makeHypotheses, type Weighed } from './hypotheses/make-hypotheses.ts';
import { nextQuestion } from './hypotheses/next-question.ts';
import { ruleOut } from './hypotheses/rule-out.ts';
import { readScene } from './scene/read-scene.ts';
import type { Scene } from './scene/scene.ts';
import { assess } from './verdict/assess.ts';
import { decideVerdict } from './verdict/decide-verdict.ts';
import { unknownCauseShare } from './verdict/thresholds.ts';
import { weighConfidence } from './verdict/weigh-confidence.ts';

export interface DiagnoseOptions {
  /** The least confidence (0..1) at which a cause is named. Default `defaultMinConfidence`. */
  minConfidence?: number;
  /** False when it is not sure that the right time was looked at: what would be `healthy` is `inconclusive` then. */
  mayBeHealthy?: boolean;
}

const engine = 'incidentfox-engine/1';

/**
 * From everything that was observed to a verdict, with its reasons: the same input gives the same bytes.
 * Abstains below `minConfidence`; says `healthy` when what was asked is normal, `inconclusive` when too little could be asked.
 */
export function diagnose(
  observations: Observations,
  { minConfidence = defaultMinConfidence, mayBeHealthy = true }: DiagnoseOptions = {},
): Diagnosis {
  const scene = readScene(observations, new EvidenceBook(observations));
  const assessment = assess(scene.ranking, scene.shifts, observations, minConfidence);
  const weighed = makeHypotheses(scene);
  const confidence = round(weighConfidence(weighed, assessment, scene));
  const decision = decideVerdict({ weighed, assessment, scene, confidence, minConfidence });
  const decided =
    decision.verdict === 'healthy' && !mayBeHealthy
      ? { ...decision, verdict: 'inconclusive' as const, hypotheses: [] }
      : decision;
  const ruledOut = decided.verdict === 'healthy' ? [] : ruleOut(scene, weighed);
  citeScene(
    scene,
    decided.verdict,
    decided.hypotheses.map(({ service }) => service),
  );
  return {
    verdict: decided.verdict,
    confidence: decided.confidence,
    onset: decided.verdict === 'healthy' ? null : (scene.onset?.at ?? null),
    ranking: rankingOf(scene, weighed, decided.verdict),
    hypotheses: shareProbability(withoutRuledOut(decided.hypotheses, ruledOut), decided.confidence),
    ruledOut,
    evidence: scene.book.entries(),
    gaps: [...observations.gaps],
    nextQuestion: decided.verdict === 'healthy' ? null : nextQuestion(weighed, scene),
    recovered: scene.recoveredAt !== null,
    engine,
  };
}

const round = (value: number): number => Math.round(value * 100) / 100;

/** The blamed service first, then the others as metrics, logs and topology rank them. */
function rankingOf(scene: Scene, weighed: readonly Weighed[], verdict: Verdict): Diagnosis['ranking'] {
  const plain = scene.ranking.map(({ service, score }) => ({ service, score: Math.round(score * 1000) / 1000 }));
  const first = weighed[0];
  if (first === undefined || verdict === 'healthy' || plain[0]?.service === first.origin.service) return plain;
  const top = plain[0]?.score ?? 0;
  return [
    { service: first.origin.service, score: top },
    ...plain.filter(({ service }) => service !== first.origin.service),
  ];
}

/** Drops hypotheses whose trigger is a change that was ruled out; the first stays. */
function withoutRuledOut(hypotheses: readonly Hypothesis[], ruledOut: Diagnosis['ruledOut']): Hypothesis[] {
  const out = new Set(ruledOut.flatMap(({ evidence }) => evidence));
  return hypotheses.filter(({ trigger }, index) => index === 0 || trigger === null || !out.has(trigger));
}

/** The first has the confidence; the rest share what remains by their scores, and leave some for what nobody thought of. */
function shareProbability(hypotheses: readonly Hypothesis[], confidence: number): Hypothesis[] {
  const rest = hypotheses.slice(1).reduce((sum, { score }) => sum + score, 0);
  return hypotheses.map((hypothesis, index) => ({
    ...hypothesis,
    probability:
      index === 0
        ? confidence
        : round(((1 - confidence) * (1 - unknownCauseShare) * hypothesis.score) / Math.max(1e-9, rest)),
  }));
}
