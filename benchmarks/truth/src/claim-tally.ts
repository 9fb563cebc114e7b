import { type CheckedClaim, type ClaimKind, claimKinds } from '@incidentfox/report-truth';

/** A claim with the case whose report says it. */
export interface ClaimIn extends CheckedClaim {
  id: string;
}

export interface KindTally {
  kind: ClaimKind;
  claims: number;
  unchecked: number;
  untrue: number;
  /** Reports with an untrue claim of the kind. */
  reports: number;
  /** The first few that do not hold, or that nobody could compare. */
  examples: ClaimIn[];
}

/** Adds up claims of many reports, so that only the examples are kept. */
export class ClaimTally {
  readonly #kinds = new Map<ClaimKind, KindTally>();
  readonly #maxExamples: number;
  reports = 0;

  constructor(maxExamples: number) {
    this.#maxExamples = maxExamples;
  }

  add(id: string, claims: readonly CheckedClaim[]): void {
    this.reports += 1;
    const wrong = new Set<ClaimKind>();
    for (const claim of claims) {
      const kind = this.#of(claim.kind);
      kind.claims += 1;
      if (claim.isTrue === null) kind.unchecked += 1;
      if (claim.isTrue === false) {
        kind.untrue += 1;
        wrong.add(claim.kind);
      }
      if (claim.isTrue !== true && kind.examples.length < this.#maxExamples) kind.examples.push({ ...claim, id });
    }
    for (const kind of wrong) this.#of(kind).reports += 1;
  }

  #of(kind: ClaimKind): KindTally {
    const known = this.#kinds.get(kind) ?? { kind, claims: 0, unchecked: 0, untrue: 0, reports: 0, examples: [] };
    this.#kinds.set(kind, known);
    return known;
  }

  kinds = (): KindTally[] => claimKinds.flatMap((kind) => this.#kinds.get(kind) ?? []);

  total(): Pick<KindTally, 'claims' | 'unchecked' | 'untrue'> {
    const all = this.kinds();
    const sum = (of: (one: KindTally) => number) => all.reduce((total, one) => total + of(one), 0);
    return {
      claims: sum(({ claims }) => claims),
      unchecked: sum(({ unchecked }) => unchecked),
      untrue: sum(({ untrue }) => untrue),
    };
  }
}

/** Kinds of claims as a table, then what does not hold. */
export function writeTable(tally: ClaimTally): string {
  const total = tally.total();
  const rows = [
    ['kind of claim', 'claims', 'unchecked', 'untrue', 'in reports'],
    ['---', '--:', '--:', '--:', '--:'],
    ...tally
      .kinds()
      .map(({ kind, claims, unchecked, untrue, reports }) => [kind, claims, unchecked, untrue, reports].map(String)),
    ['all', total.claims, total.unchecked, total.untrue, ''].map(String),
  ];
  const examples = tally.kinds().flatMap(({ examples }) => examples);
  const lines = examples.map(
    ({ id, kind, section, sentence, why }) => `${kind}, ${section} of ${id}: ${sentence}\n    ${why}`,
  );
  return [`${tally.reports} reports`, ...rows.map((row) => `| ${row.join(' | ')} |`), '', ...lines].join('\n');
}
