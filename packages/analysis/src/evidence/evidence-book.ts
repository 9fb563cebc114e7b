import type { Evidence, EvidenceId, MetricSeries, Observations } from '@incidentfox/incident';
import { SeriesNames, seriesWords } from './series-words.ts';

export type EvidenceFacts = Record<string, string | number>;

/** A fact before it has an id, a source and a link. */
export type EvidenceDraft = Pick<Evidence, 'kind' | 'service' | 'at' | 'title'> &
  Partial<Omit<Evidence, 'id' | 'source'>>;

/** Hands out evidence ids in the order in which facts are first cited, one id for one observed thing. */
export class EvidenceBook {
  readonly #entries: Evidence[] = [];
  readonly #ids = new Map<object, EvidenceId>();
  readonly #answers: ReadonlyMap<string, Observations['answered'][number]>;

  readonly #names: SeriesNames;

  constructor(observations: Observations) {
    this.#names = new SeriesNames(observations.series);
    this.#answers = new Map(observations.answered.map((answer) => [answer.questionId, answer]));
  }

  /** What a series is called in every text. */
  nameOf = (series: MetricSeries): string => this.#names.of(series);

  /** The id of what was observed; `draft` is only called the first time. */
  cite(observed: object, draft: () => EvidenceDraft): EvidenceId {
    const existing = this.#ids.get(observed);
    if (existing !== undefined) return existing;
    const id = `e${this.#entries.length + 1}`;
    const fact = this.#named(observed, draft());
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

  /** The title of a series begins with its name; where others are called the same, with the longer one. */
  #named(observed: object, fact: EvidenceDraft): EvidenceDraft {
    if (!isSeries(observed)) return fact;
    const plain = seriesWords(observed);
    if (!fact.title.startsWith(plain)) return fact;
    return { ...fact, title: this.nameOf(observed) + fact.title.slice(plain.length) };
  }

  /** When what is cited happened or began, epoch ms; null where it has no time. */
  timeOf = (id: EvidenceId): number | null => this.#entries[Number(id.slice(1)) - 1]?.at ?? null;

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

const isSeries = (observed: object): observed is MetricSeries => 'points' in observed && 'signal' in observed;
