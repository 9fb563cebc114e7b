import type { FailureKind } from '@incidentfox/failures';
import type { Window } from '../window.ts';

/** What a data source can be asked for. */
export const capabilities = ['metrics', 'logs', 'changes', 'alerts', 'infra', 'errors', 'topology'] as const;
export type Capability = (typeof capabilities)[number];

/** A diagnosis without these is weak: that nobody could be asked for one of them is worth telling. */
export const essentialCapabilities: readonly Capability[] = ['metrics', 'logs', 'changes'];

/** How a question ended; {@link Answer} says what each means. */
export const answerStates = ['ok', 'empty', 'partial', 'failed', 'skipped'] as const;
export type AnswerState = (typeof answerStates)[number];

/** What can cut an answer short. */
export const truncationCauses = ['items', 'series', 'bytes', 'pages', 'deadline', 'vendor'] as const;

/** Where an answer came from, so that a person can ask the same again. */
export interface Provenance {
  /** The data source's configured name. */
  source: string;
  /** The data source's kind: `prometheus`, `loki`, ... */
  kind: string;
  /** The exact query or path that was sent, without secrets. */
  query: string;
  /** A page a person can open, when the vendor has one. */
  deepLink?: string;
  /** Epoch ms. */
  askedAt: number;
  tookMs: number;
  requests: number;
  bytes: number;
}

/** A cap that was hit. Shown, never silent. */
export interface Truncation {
  by: (typeof truncationCauses)[number];
  shown: number;
  total?: number;
}

/** Why a question has no full answer. `message` is a sentence a user can act on, without secrets. */
export interface AnswerFailure {
  kind: FailureKind;
  http?: number;
  retryAfterMs?: number;
  message: string;
}

/**
 * What came back for one question.
 * `ok` has items; `empty` was answered and has none; `partial` has items and says what is missing; `failed` could not be
 * asked; `skipped` was not asked (no such capability, breaker open, no name for the service there).
 */
export interface Answer<T> {
  state: AnswerState;
  items: T[];
  truncated?: Truncation;
  warnings: string[];
  failure?: AnswerFailure;
  provenance: Provenance;
}

/** The windows a question compares with: the range just before, and the same range a week earlier. */
export interface Baselines {
  before: Window;
  weekEarlier: Window;
}
