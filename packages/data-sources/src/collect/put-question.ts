import { asFailure } from '@incidentfox/failures';
import type { Answer, Capability, Service } from '@incidentfox/incident';
import type { ChangesAsk, DataSource } from '../data-source.ts';
import { baselinesOf, defaultCaps, toAnswerFailure } from '../execution/index.ts';
import type { AnswerOf, CollectedAnswer } from './collected-answer.ts';
import type { Inquiry } from './inquiry.ts';

const dayMs = 24 * 60 * 60_000;

/** The full question for one service. */
export function toAsk(service: Service, inquiry: Inquiry, signal: AbortSignal): ChangesAsk {
  return {
    service,
    incident: inquiry.incident,
    window: inquiry.window,
    baselines: inquiry.baselines ?? baselinesOf(inquiry.window),
    history: inquiry.history ?? { from: inquiry.window.from - 7 * dayMs, to: inquiry.window.to },
    caps: { ...defaultCaps, ...inquiry.caps },
    signal,
  };
}

/** Asks one source. Also a source that breaks its promise and throws only gives a failed answer. */
export async function putQuestion(
  source: DataSource,
  capability: Capability,
  ask: ChangesAsk,
  now: () => number,
): Promise<AnswerOf[Capability]> {
  const askedAt = now();
  try {
    const answer = await source[capability]?.(ask);
    if (answer !== undefined) return answer;
    return unanswered(source, askedAt, now, 'skipped', new Error(`${source.id} has no ${capability}`));
  } catch (thrown) {
    return unanswered(source, askedAt, now, 'failed', thrown);
  }
}

/** An answer for a question that got none. */
export function unanswered(
  source: Pick<DataSource, 'id' | 'kind'>,
  askedAt: number,
  now: () => number,
  state: 'failed' | 'skipped',
  why: unknown,
): Answer<never> & { history: null } {
  return {
    state,
    items: [],
    warnings: [],
    failure: toAnswerFailure(asFailure(why, source.id)),
    provenance: {
      source: source.id,
      kind: source.kind,
      query: '',
      askedAt,
      tookMs: now() - askedAt,
      requests: 0,
      bytes: 0,
    },
    history: null,
  };
}

/** Ties capability and answer together again; the registry's types guarantee that they belong to each other. */
export function collected(
  capability: Capability,
  question: CollectedAnswer['question'],
  answer: AnswerOf[Capability],
): CollectedAnswer {
  return { capability, question, answer } as CollectedAnswer;
}
