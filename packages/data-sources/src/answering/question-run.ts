import { asFailure, type Failure } from '@incidentfox/failures';
import type { Meter } from '@incidentfox/http-client';
import type { Truncation } from '@incidentfox/incident';
import type { Caps } from '../data-source.ts';

/** Thrown by a source's work when a question cannot be put to it at all: no name for the service there, nothing configured. */
export class SkipQuestion extends Error {}

/** One question while it is being answered: the source's work notes here what the answer has to show. */
export interface QuestionRun {
  /** Aborts at the question's deadline or with the run. Hand it to every request. */
  readonly signal: AbortSignal;
  /** Hand it to every request: it counts requests and bytes for the provenance. */
  readonly meter: Meter;
  readonly caps: Caps;
  /** What all questions of one investigation hold: reads in the same words can be shared among them. Null outside of one. */
  readonly incident: object | null;
  /** The exact query or path sent. Several are shown one per line. */
  query(text: string): void;
  /** A page a person can open. The first one given is kept. */
  deepLink(url: string | undefined): void;
  warn(sentence: string): void;
  /** Says that nothing decides what was asked for: the answer is `partial`, and the sentence is its gap. */
  leaveOpen(sentence: string): void;
  /** Says that the source itself had only a part to give: the answer is `partial`, and the sentence is its gap. */
  incomplete(sentence: string): void;
  /** Says that a cap was hit. The first one given is kept. */
  truncate(truncation: Truncation): void;
  /**
   * Asks one part of the question. A part that fails leaves the others standing: the answer becomes `partial`, or `failed`
   * when no part worked. Gives undefined for a failed part.
   */
  part<R>(name: string, work: () => Promise<R>): Promise<R | undefined>;
}

/** What was noted, for the answer. */
export interface Notes {
  queries: string[];
  deepLink: string | undefined;
  warnings: string[];
  truncated: Truncation | undefined;
  failedParts: Failure[];
  workingParts: number;
  /** Why it is not known what the question means there. */
  openSentences: string[];
  /** What the source says that it lacks. */
  incompleteSentences: string[];
}

export function startQuestionRun(options: {
  signal: AbortSignal;
  caps: Caps;
  meter: Meter;
  source: string;
  incident: object | null;
}): {
  run: QuestionRun;
  notes: Notes;
} {
  const notes: Notes = {
    queries: [],
    deepLink: undefined,
    warnings: [],
    truncated: undefined,
    failedParts: [],
    workingParts: 0,
    openSentences: [],
    incompleteSentences: [],
  };
  const run: QuestionRun = {
    signal: options.signal,
    meter: options.meter,
    caps: options.caps,
    incident: options.incident,
    query: (text) => void (notes.queries.includes(text) || notes.queries.push(text)),
    deepLink(url) {
      notes.deepLink ??= url;
    },
    warn: (sentence) => void (notes.warnings.includes(sentence) || notes.warnings.push(sentence)),
    leaveOpen: (sentence) => void (notes.openSentences.includes(sentence) || notes.openSentences.push(sentence)),
    incomplete(sentence) {
      if (notes.incompleteSentences.includes(sentence)) return;
      notes.incompleteSentences.push(sentence);
      notes.warnings.push(sentence);
    },
    truncate(truncation) {
      notes.truncated ??= truncation;
    },
    async part(name, work) {
      try {
        const result = await work();
        notes.workingParts += 1;
        return result;
      } catch (thrown) {
        if (thrown instanceof SkipQuestion) throw thrown;
        const failure = asFailure(thrown, options.source);
        notes.failedParts.push(failure);
        notes.warnings.push(`${name} is missing: ${failure.message}`);
        return undefined;
      }
    },
  };
  return { run, notes };
}
