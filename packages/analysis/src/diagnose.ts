import { type Diagnosis, defaultMinConfidence, type Hypothesis, type Observations } from '@incidentfox/incident';
import { EvidenceBook } from './evidence/evidence-book.ts';
import { citeScene } from './hypotheses/citations/cite-scene.ts';
import { type Hypotheses, makeHypotheses } from './hypotheses/make-hypotheses.ts';
import { nextQuestion } from './hypotheses/next-question.ts';
import type { ChoiceModel } from './hypotheses/origins/choice-model.ts';
import { ruleOut } from './hypotheses/ruled-out/rule-out.ts';
import { readScene } from './scene/read-scene.ts';
import type { Scene } from './scene/scene.ts';
import { type Decision, decideVerdict } from './verdict/decide-verdict.ts';
import { unknownCauseShare } from './verdict/thresholds.ts';

export interface DiagnoseOptions {
  /** The least confidence (0..1) at which a cause is named. Default `defaultMinConfidence`. */
  minConfidence?: number;
  /** False when it is not sure that the right time was looked at: what would be `healthy` is `inconclusive` then. */
  mayBeHealthy?: boolean;
  /** Other weights than the fitted ones: for measuring them on what they were not fitted on. */
  model?: ChoiceModel;
}

const engine = 'incidentfox-engine/1';

/**
 * From everything that was observed to a verdict, with its reasons: the same input gives the same bytes.
 * Abstains below `minConfidence`; says `healthy` when what was asked is normal, `inconclusive` when too little could be asked.
 */
export function diagnose(
  observations: Observations,
  { minConfidence = defaultMinConfidence, mayBeHealthy = true, model }: DiagnoseOptions = {},
): Diagnosis {
  const scene = readScene(observations, new EvidenceBook(observations));
  const found = makeHypotheses(scene, model);
  const decision = decideVerdict({ found, scene, minConfidence });
  const decided =
    decision.verdict === 'healthy' && !mayBeHealthy
      ? { ...decision, verdict: 'inconclusive' as const, hypotheses: [] }
      : decision;
  const { weighed } = found;
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
    ranking: rankingOf(scene, found, decided),
    hypotheses: shareProbability(withoutRuledOut(decided.hypotheses, ruledOut, scene), decided.confidence),
    ruledOut,
    evidence: scene.book.entries(),
    gaps: [...observations.gaps],
    nextQuestion: decided.verdict === 'healthy' ? null : nextQuestion(weighed, scene),
    beganBefore: scene.beganBefore && decided.verdict !== 'healthy',
    recovered: scene.recoveredAt !== null,
    engine,
  };
}

const round = (value: number): number => Math.round(value * 100) / 100;

/** The blamed service first, then the others by how likely it began there; those without any sign as the ranking has them. */
function rankingOf(
  { ranking }: Scene,
  { origins }: Hypotheses,
  { verdict, hypotheses }: Decision,
): Diagnosis['ranking'] {
  const first = verdict === 'healthy' ? [] : hypotheses.slice(0, 1).map(({ service }) => service);
  const likely = origins.map(({ service }) => service);
  const scoreOf = new Map(ranking.map(({ service, score }) => [service, Math.round(score * 1000) / 1000]));
  const top = Math.max(0, ...scoreOf.values());
  const all = [...new Set([...first, ...likely, ...ranking.map(({ service }) => service)])];
  let lowest = top;
  return all.map((service) => {
    lowest = Math.min(lowest, scoreOf.get(service) ?? lowest);
    return { service, score: lowest };
  });
}

/** Drops hypotheses whose trigger is a change that was ruled out; the first stays. */
function withoutRuledOut(
  hypotheses: readonly Hypothesis[],
  ruledOut: Diagnosis['ruledOut'],
  { book }: Scene,
): Hypothesis[] {
  const changes = new Set(book.entries().flatMap(({ kind, id }) => (kind === 'change' ? [id] : [])));
  const out = new Set(ruledOut.flatMap(({ evidence }) => evidence.filter((id) => changes.has(id))));
  return hypotheses.filter(({ trigger }, index) => index === 0 || trigger === null || !out.has(trigger));
}

/**
 * The first has the confidence; the rest share what remains by their scores, and leave some for what nobody thought of. None is more likely
 * than the first: where it is hardly believed, what remains is that nothing is wrong.
 */
function shareProbability(hypotheses: readonly Hypothesis[], confidence: number): Hypothesis[] {
  const rest = hypotheses.slice(1).reduce((sum, { score }) => sum + score, 0);
  return hypotheses.map((hypothesis, index) => ({
    ...hypothesis,
    probability:
      index === 0
        ? confidence
        : Math.min(
            confidence,
            round(((1 - confidence) * (1 - unknownCauseShare) * hypothesis.score) / Math.max(1e-9, rest)),
          ),
  }));
}
