import type { CaseOutcome } from '../fit/case-outcome.ts';

interface Figure {
  /** Faults whose culprit came first. */
  right: number;
  /** Mean over the faults. */
  confidence: number;
}

/** The faults of one set that an ablation changed: how they are answered as recorded, and made harder. */
export interface HarderFigures {
  set: string;
  ablation: string;
  faults: number;
  asRecorded: Figure;
  harder: Figure;
}

/** A row for every set and ablation that changed at least one of its faults. */
export function harderFigures(outcomes: readonly CaseOutcome[]): HarderFigures[] {
  const pairs = outcomes
    .filter(({ truth }) => truth.truth !== null)
    .flatMap(({ set, right, prediction, harder }) =>
      harder.map((one) => ({
        set,
        ablation: one.ablation.name,
        asRecorded: { right, confidence: prediction.confidence },
        harder: one,
      })),
    );
  const groups = new Map<string, typeof pairs>();
  for (const pair of pairs) {
    const key = JSON.stringify([pair.set, pair.ablation]);
    groups.set(key, [...(groups.get(key) ?? []), pair]);
  }
  return [...groups.values()].flatMap((group) => {
    const [first] = group;
    if (first === undefined) return [];
    return [
      {
        set: first.set,
        ablation: first.ablation,
        faults: group.length,
        asRecorded: figure(group.map(({ asRecorded }) => asRecorded)),
        harder: figure(group.map(({ harder }) => harder)),
      },
    ];
  });
}

function figure(cases: readonly { right: boolean; confidence: number }[]): Figure {
  return {
    right: cases.filter(({ right }) => right).length,
    confidence: cases.reduce((sum, { confidence }) => sum + confidence, 0) / Math.max(1, cases.length),
  };
}
