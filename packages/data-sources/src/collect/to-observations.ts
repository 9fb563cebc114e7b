import type { Capability, Change, Observations, Service, Window } from '@incidentfox/incident';
import { nearestFirst } from '../deployments/nearest-first.ts';
import { maxKeptPatches } from '../deployments/patch-limits.ts';
import type { AnswerOf, CollectedAnswer } from './collected-answer.ts';
import { canonicalNames, withCatalogueEnds, withCataloguePeer } from './to-catalogue-names.ts';
import { toGaps } from './to-gaps.ts';
import { questionIdAt } from './to-recorded-questions.ts';

/** What the incident itself says; see {@link Observations}. */
export interface AboutIncident {
  readonly window: Window;
  readonly alarmAt: number;
  readonly affected: readonly string[];
  readonly target?: { readonly service: string; readonly signal: string };
  /** The catalogue: callers and callees get its names instead of a vendor's. */
  readonly services?: readonly Service[];
}

/**
 * All answers of one investigation put together, with question ids q1.. in the order of the answers and gaps g1... The same
 * event or edge told twice (an alert about two services, an edge seen from both ends) is kept once, with the first question's id.
 */
export function toObservations(answers: readonly CollectedAnswer[], about: AboutIncident): Observations {
  const items = <C extends Capability>(
    capability: C,
    keyOf: ((item: ItemOf<C>) => string) | null,
  ): (ItemOf<C> & { questionId: string })[] => mergeItems(answers, capability, keyOf);
  const canonical = canonicalNames(about.services ?? []);
  return {
    window: about.window,
    alarmAt: about.alarmAt,
    affected: about.affected,
    ...(about.target === undefined ? {} : { target: about.target }),
    series: items('metrics', null).map(withCataloguePeer(canonical)),
    logs: items('logs', null),
    changes: withNearestPatches(
      items('changes', (one) => key(one.id, one.service)),
      about.alarmAt,
    ),
    changeHistories: answers.flatMap((one) =>
      one.capability === 'changes' && one.answer.history !== null ? [one.answer.history] : [],
    ),
    alerts: items('alerts', (one) => key(one.id)),
    ...pastIncidentsOf(answers),
    infra: items('infra', (one) => key(one.kind, one.object, one.firstAt, one.message)),
    errors: items('errors', (one) => key(one.id)),
    edges: items('topology', (one) => key(one.from, one.to, one.foundBy, one.protocol)).map(
      withCatalogueEnds(canonical),
    ),
    ...breakdownsOf(answers),
    gaps: toGaps(answers),
    answered: answers.flatMap(answeredOf),
  };
}

type ItemOf<C extends Capability> = AnswerOf[C]['items'][number];

const key = (...parts: readonly unknown[]): string => JSON.stringify(parts);

/**
 * Two sources may tell the same by chance under the same id: only the same source's facts are the same fact. Without `keyOf`
 * no two are.
 */
function mergeItems<C extends Capability>(
  answers: readonly CollectedAnswer[],
  capability: C,
  keyOf: ((item: ItemOf<C>) => string) | null,
): (ItemOf<C> & { questionId: string })[] {
  const merged = new Map<string, ItemOf<C> & { questionId: string }>();
  answers.forEach((one, at) => {
    if (one.capability !== capability) return;
    for (const item of one.answer.items as ItemOf<C>[]) {
      const id = keyOf === null ? String(merged.size) : key(one.question.source, keyOf(item));
      const earlier = merged.get(id);
      // The same fact, but told of a known service, is worth more.
      if (earlier === undefined || (serviceOf(earlier) === null && serviceOf(item) !== null)) {
        merged.set(id, { ...item, questionId: earlier?.questionId ?? questionIdAt(at) });
      }
    }
  });
  return [...merged.values()];
}

const serviceOf = (item: object): unknown => ('service' in item ? item.service : undefined);

/** So many patches are kept that reading them stays quick: those of the changes nearest to the alarm. */
function withNearestPatches<C extends Change>(changes: readonly C[], alarmAt: number): C[] {
  const readable = changes.filter(({ patch }) => patch !== undefined);
  const kept = new Set(nearestFirst(readable, alarmAt).slice(0, maxKeptPatches));
  return changes.map((change) => {
    if (change.patch === undefined || kept.has(change)) return change;
    const { patch: _left, ...rest } = change;
    return rest as C;
  });
}

function pastIncidentsOf(answers: readonly CollectedAnswer[]): Pick<Observations, 'pastIncidents'> {
  const past = answers.flatMap((one, at) => {
    const incidents = one.capability === 'alerts' ? (one.answer.pastIncidents ?? []) : [];
    return incidents.map((incident) => ({ ...incident, questionId: questionIdAt(at) }));
  });
  return past.length === 0 ? {} : { pastIncidents: past.sort((a, b) => b.startedAt - a.startedAt) };
}

function breakdownsOf(answers: readonly CollectedAnswer[]): Pick<Observations, 'breakdowns'> {
  const breakdowns = answers.flatMap((one, at) => {
    const given = one.capability === 'metrics' ? (one.answer.breakdowns ?? []) : [];
    return given.map((breakdown) => ({ ...breakdown, questionId: questionIdAt(at) }));
  });
  return breakdowns.length === 0 ? {} : { breakdowns };
}

function answeredOf({ capability, question, answer }: CollectedAnswer, at: number): Observations['answered'] {
  if (question.source === null || answer.state === 'failed' || answer.state === 'skipped') return [];
  const { deepLink } = answer.provenance;
  return [
    {
      questionId: questionIdAt(at),
      capability,
      service: question.service,
      source: question.source,
      items: answer.items.length,
      ...(deepLink === undefined ? {} : { link: deepLink }),
    },
  ];
}
