import type { Observations } from '@incidentfox/incident';
import { EvidenceBook } from '../evidence/evidence-book.ts';
import type { Coverage } from '../hypotheses/origins/coverage.ts';
import { findOrigins } from '../hypotheses/origins/find-origins.ts';
import type { OriginEvidence } from '../hypotheses/origins/origin-evidence.ts';
import { readScene } from '../scene/read-scene.ts';

/** What the confidence rests on, before the weights: for fitting them. */
export interface ChoiceBasis {
  candidates: readonly { name: string; evidence: OriginEvidence }[];
  coverage: Coverage;
}

/** Reads what `diagnose` chooses from. A place is named by itself, not by a service that runs there. */
export function readChoice(observations: Observations): ChoiceBasis {
  const { origins, coverage } = findOrigins(readScene(observations, new EvidenceBook(observations)));
  return {
    candidates: origins.map(({ service, place, evidence }) => ({ name: place?.name ?? service, evidence })),
    coverage,
  };
}
