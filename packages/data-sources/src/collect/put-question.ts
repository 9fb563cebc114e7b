import { asFailure } from '@incidentfox/failures';
import type { Answer, Capability, Service } from '@incidentfox/incident';
import { baselinesOf, toAnswerFailure } from '../answering/index.ts';
import type { ChangesQuestion, DataSource, SweepQuestion, Sweeps } from '../data-source.ts';
import { namesElsewhere } from '../environment/names-elsewhere.ts';
import { placeOf } from '../environment/place-of.ts';
import { defaultCaps, defaultHistoryMs, sweepCaps } from '../limits.ts';
import type { AnsweredQuestion, AnswerOf, CollectedAnswer } from './collected-answer.ts';
import type { QuestionScope } from './question-scope.ts';

/** The full question for one service. */
export function toQuestion(service: Service, scope: QuestionScope, signal: AbortSignal): ChangesQuestion {
  return {
    service,
    incident: scope.incident,
    window: scope.window,
    baselines: scope.baselines ?? baselinesOf(scope.window),
    history: scope.history ?? { from: scope.window.from - defaultHistoryMs, to: scope.window.to },
    place: placeOf(service, scope.place ?? {}),
    ...(scope.catalogue === undefined ? {} : { catalogue: scope.catalogue }),
    caps: { ...defaultCaps, ...scope.caps },
    signal,
  };
}

/** The same about all services at once. */
export function toSweepQuestion(scope: QuestionScope, signal: AbortSignal): SweepQuestion {
  return {
    names: scope.names ?? [],
    place: placeOf(null, scope.place ?? {}),
    incident: scope.incident,
    window: scope.window,
    baselines: scope.baselines ?? baselinesOf(scope.window),
    caps: { ...sweepCaps, ...scope.caps },
    signal,
  };
}

/** Asks one source about all services at once. */
export async function putSweep(
  source: DataSource,
  capability: Capability,
  question: SweepQuestion,
  now: () => number,
): Promise<AnswerOf[Capability]> {
  const answer = await answered(source, { capability, now }, async () => sweepOf(source, capability)?.(question));
  return withoutElsewhere(answer, question);
}

/** What is called after a service and another environment is that environment's. */
function withoutElsewhere(answer: AnswerOf[Capability], question: SweepQuestion): AnswerOf[Capability] {
  const namesIn = (item: object): string[] =>
    ['service', 'from', 'to'].flatMap((key) => {
      const name = (item as Record<string, unknown>)[key];
      return typeof name === 'string' ? name : [];
    });
  const items: object[] = answer.items;
  const isElsewhere = namesElsewhere([...items.flatMap(namesIn), ...question.names], question.place);
  return { ...answer, items: items.filter((item) => !namesIn(item).some(isElsewhere)) } as AnswerOf[Capability];
}

export function sweepOf({ sweeps }: DataSource, capability: Capability): Sweeps[keyof Sweeps] | undefined {
  return sweeps?.[capability as keyof Sweeps];
}

/** Asks one source. Also a source that breaks its promise and throws only gives a failed answer. */
export async function putQuestion(
  source: DataSource,
  capability: Capability,
  question: ChangesQuestion,
  now: () => number,
): Promise<AnswerOf[Capability]> {
  return answered(source, { capability, now }, async () => source[capability]?.(question));
}

async function answered(
  source: DataSource,
  { capability, now }: { capability: Capability; now: () => number },
  ask: () => Promise<AnswerOf[Capability] | undefined>,
): Promise<AnswerOf[Capability]> {
  const askedAt = now();
  try {
    const answer = await ask();
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
  question: AnsweredQuestion,
  answer: AnswerOf[Capability],
): CollectedAnswer {
  return { capability, question, answer } as CollectedAnswer;
}
