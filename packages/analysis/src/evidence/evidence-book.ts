import type { Evidence, EvidenceId, Observations } from '@incidentfox/incident';

export type EvidenceFacts = Record<string, string | number>;

/** A fact before it has an id, a source and a link. */
export type EvidenceDraft = Pick<Evidence, 'kind' | 'service' | 'at' | 'title'> &
  Partial<Omit<Evidence, 'id' | 'source'>>;

/** Hands out evidence ids in the order in which facts are first cited, one id for one observed thing. */
export class EvidenceBook {
  readonly #entries: Evidence[] = [];
  readonly #ids = new Map<object, EvidenceId>();
  readonly #answers: ReadonlyMap<string, Observations['answered'][number]>;

  constructor(observations: Observations) {
    this.#answers = new Map(observations.answered.map((answer) => [answer.questionId, answer]));
  }

  /** The id of what was observed; `draft` is only called the first time. */
  cite(observed: object, draft: () => EvidenceDraft): EvidenceId {
    const existing = this.#ids.get(observed);
    if (existing !== undefined) return existing;
    const id = `e${this.#entries.length + 1}`;
    const fact = draft();
    const answer = fact.questionId == null ? undefined : this.#answers.get(fact.questionId);
    this.#entries.push({
      value: null,
      baseline: null,
      unit: null,
      facts: {},
      quote: null,
      questionId: null,
      spark: null,
      ...fact,
      id,
      source: answer?.source ?? null,
      link: fact.link ?? answer?.link ?? null,
    });
    this.#ids.set(observed, id);
    return id;
  }

  /** Adds numbers or names to a fact that was cited, so that texts may use them. */
  factsOf(id: EvidenceId): Readonly<EvidenceFacts> {
    return this.#entries[Number(id.slice(1)) - 1]?.facts ?? {};
  }

  addFacts(id: EvidenceId, facts: EvidenceFacts): void {
    const entry = this.#entries[Number(id.slice(1)) - 1];
    if (entry !== undefined) Object.assign(entry.facts, facts);
  }

  entries(): Evidence[] {
    return this.#entries;
  }
}
