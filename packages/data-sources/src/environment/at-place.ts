import type { Answer, Location } from '@incidentfox/incident';
import { answerWith, SkipQuestion } from '../answering/index.ts';
import type { DataSource } from '../data-source.ts';
import { defaultCaps } from '../limits.ts';
import { isSamePart } from './choose-places.ts';
import { environmentKind, isSameEnvironment } from './environment-kind.ts';
import { assumedPlace, type WantedPlace } from './wanted-place.ts';

/** Any question, about a service or about all of them. */
interface Placed {
  readonly place?: WantedPlace;
  readonly signal: AbortSignal;
}

/**
 * A source that holds one place only: it is not asked about another, and what says nothing of its environment belongs to that one.
 */
export function atPlace(source: DataSource, place: Location, now: () => number): DataSource {
  const answerer = { id: source.id, kind: source.kind, now };
  const at = <Q extends Placed, A extends Answer<unknown>>(ask: (question: Q) => Promise<A>) => {
    return async (question: Q): Promise<A> => {
      const wanted = question.place ?? assumedPlace;
      const why = contradiction(place, wanted);
      if (why === null) return ask({ ...question, place: within(place, wanted) });
      const skipped = await answerWith(answerer, { signal: question.signal, caps: defaultCaps }, async () => {
        throw new SkipQuestion(`${source.id} ${why}`);
      });
      return { ...skipped, history: null } as unknown as A;
    };
  };
  const { sweeps } = source;
  return {
    ...source,
    ...(source.metrics && { metrics: at(source.metrics) }),
    ...(source.logs && { logs: at(source.logs) }),
    ...(source.changes && { changes: at(source.changes) }),
    ...(source.alerts && { alerts: at(source.alerts) }),
    ...(source.infra && { infra: at(source.infra) }),
    ...(source.errors && { errors: at(source.errors) }),
    ...(source.topology && { topology: at(source.topology) }),
    ...(sweeps && {
      sweeps: {
        ...(sweeps.metrics && { metrics: at(sweeps.metrics) }),
        ...(sweeps.logs && { logs: at(sweeps.logs) }),
        ...(sweeps.topology && { topology: at(sweeps.topology) }),
      },
    }),
  };
}

function within({ environment }: Location, wanted: WantedPlace): WantedPlace {
  return environment === undefined ? wanted : { ...wanted, unmarked: environmentKind(environment) ?? environment };
}

function contradiction(place: Location, wanted: WantedPlace): string | null {
  const { environment } = place;
  const isOther =
    environment !== undefined &&
    !isSameEnvironment(environment, wanted.environment) &&
    !isSameEnvironment(wanted.environment, environment);
  if (isOther) return `holds ${environment}, and this is about ${wanted.environment} (${wanted.because})`;
  for (const part of ['cluster', 'region'] as const) {
    const [held, asked] = [place[part], wanted[part]];
    if (held !== undefined && asked !== undefined && !isSamePart(held, asked) && !isSamePart(asked, held))
      return `holds the ${part} ${held}, and this is about ${asked}`;
  }
  return null;
}
