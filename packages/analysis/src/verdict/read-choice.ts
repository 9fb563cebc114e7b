import type { Observations } from '@incidentfox/incident';
import { EvidenceBook } from '../evidence/evidence-book.ts';
import { convictIn } from '../hypotheses/conviction/convict.ts';
import { isConvicted } from '../hypotheses/conviction/conviction.ts';
import type { AnswerSigns } from '../hypotheses/origins/calibration.ts';
import type { Coverage } from '../hypotheses/origins/coverage.ts';
import { findOrigins } from '../hypotheses/origins/find-origins.ts';
import type { Origin } from '../hypotheses/origins/origin.ts';
import type { OriginEvidence } from '../hypotheses/origins/origin-evidence.ts';
import { openChanges, seenFromOrigin } from '../hypotheses/seen-from-origin.ts';
import { maxOrigins } from '../hypotheses/thresholds.ts';
import { readScene } from '../scene/read-scene.ts';
import { answerSigns } from './answer-signs.ts';

/** What the confidence rests on, before the weights: for fitting them. */
export interface ChoiceBasis {
  candidates: readonly ChoiceCandidate[];
  coverage: Coverage;
}

export interface ChoiceCandidate {
  name: string;
  evidence: OriginEvidence;
  /** What naming it would say; null for those that are too unlikely to be examined. */
  answer: { signs: AnswerSigns; change: { id: string; probability: number } | null } | null;
}

/** Reads what `diagnose` chooses from. A place is named by itself, not by a service that runs there. */
export function readChoice(observations: Observations): ChoiceBasis {
  const scene = readScene(observations, new EvidenceBook(observations));
  const { origins, coverage } = findOrigins(scene);
  const convict = convictIn(scene);
  const answerOf = (origin: Origin): ChoiceCandidate['answer'] => {
    const conviction = seenFromOrigin(convict(origin), origin);
    const [first] = conviction.suspects;
    const change = first !== undefined && isConvicted(conviction) ? first : null;
    const open = change === null ? openChanges(conviction, origin) : 0;
    return {
      signs: answerSigns({ origin, openChanges: open, isChange: change !== null }),
      change: change === null ? null : { id: change.scored.change.id, probability: change.probability },
    };
  };
  return {
    candidates: origins.map((origin, index) => ({
      name: origin.place?.name ?? origin.service,
      evidence: origin.evidence,
      answer: index < maxOrigins ? answerOf(origin) : null,
    })),
    coverage,
  };
}
