import type { Capability, Change, Edge, Observations, Service, Window } from '@incidentfox/incident';
import { nearestFirst } from '../deployments/nearest-first.ts';
import { maxKeptPatches } from '../deployments/patch-limits.ts';
import { otherNamesOf } from '../service-identity/name-owners.ts';
import type { AnswerOf, CollectedAnswer } from './collected-answer.ts';
import { failedCapabilitiesOf } from './failed-capabilities.ts';
import { type Canonical, canonicalNames, withCatalogueEnds, withCataloguePeer } from './to-catalogue-names.ts';
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
  /** Services of which the sweep of all is given as well: the others were only looked at to choose whom to ask. Default: none. */
  readonly swept?: ReadonlySet<string>;
}

/**
 * All answers of one investigation put together, with question ids q1.. in the order of the answers and gaps g1... The same
 * event or edge told twice (an alert about two services, an edge seen from both ends) is kept once, with the first question's id.
 * Where series or logs were asked for again over a wider window, that answer stands instead; narrower ones would have no baseline.
 */
export function toObservations(answers: readonly CollectedAnswer[], about: AboutIncident): Observations {
  const canonical = canonicalNames(about.services ?? []);
  const asked = answers.map((one) => (counts(one, answers, about) ? one : withoutItems(one)));
  const sweeps = sweepIds(answers);
  const items = <C extends Capability>(
    capability: C,
    keyOf: ((item: ItemOf<C>) => string) | null,
  ): (ItemOf<C> & { questionId: string })[] => mergeItems(asked, capability, keyOf);
  return {
    window: about.window,
    alarmAt: about.alarmAt,
    affected: about.affected,
    ...(about.target === undefined ? {} : { target: about.target }),
    series: items('metrics', null)
      .map(withCataloguePeer(canonical))
      .filter(({ questionId, service }) => !sweeps.has(questionId) || about.swept?.has(service)),
    logs: items('logs', null).filter(({ questionId }) => !sweeps.has(questionId)),
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
    edges: eachOnce(
      items('topology', (one) => key(one.from, one.to, one.foundBy, one.protocol)).map(withCatalogueEnds(canonical)),
    ),
    ...(about.services === undefined ? {} : { otherNames: otherNamesOf(about.services) }),
    gaps: toGaps(answers, about),
    failedCapabilities: failedCapabilitiesOf(answers),
    answered: asked.flatMap((one, at) =>
      one.question.service === null ? sweptOf(one, at, { canonical, swept: about.swept }) : answeredOf(one, at),
    ),
    ...breakdownsOf(answers),
  };
}

/** Whether an answer's items speak of the window that is examined, and are not told better by a later one. */
function counts(one: CollectedAnswer, all: readonly CollectedAnswer[], { window }: AboutIncident): boolean {
  if (one.capability !== 'metrics' && one.capability !== 'logs') return true;
  if (one.question.window.from > window.from) return false;
  return !all.some(
    (other) =>
      other !== one &&
      other.capability === one.capability &&
      other.question.service === one.question.service &&
      other.question.source === one.question.source &&
      other.question.round > one.question.round &&
      other.answer.state !== 'failed' &&
      other.answer.state !== 'skipped',
  );
}

const withoutItems = (one: CollectedAnswer): CollectedAnswer =>
  ({ ...one, answer: { ...one.answer, items: [], state: 'skipped' } }) as CollectedAnswer;

const sweepIds = (answers: readonly CollectedAnswer[]): ReadonlySet<string> =>
  new Set(answers.flatMap(({ question }, at) => (question.service === null ? [questionIdAt(at)] : [])));

/** A source may tell an edge by a service's question and by the sweep of all; the first has more to say. */
function eachOnce<E extends Edge>(edges: readonly E[]): E[] {
  const kept = new Map<string, E>();
  for (const edge of edges) {
    const id = key(edge.from, edge.to, edge.foundBy, edge.protocol);
    const before = kept.get(id);
    if (before === undefined || (before.p95 === undefined && edge.p95 !== undefined)) kept.set(id, edge);
  }
  return [...kept.values()].filter(({ from, to }) => from !== to);
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

/** Of a sweep, only the services whose series are given were looked at. */
function sweptOf(
  { capability, question, answer }: CollectedAnswer,
  at: number,
  { canonical, swept }: { canonical: Canonical; swept: ReadonlySet<string> | undefined },
): Observations['answered'] {
  const { source } = question;
  if (capability !== 'metrics' || source === null || swept === undefined) return [];
  const items = new Map<string, number>();
  for (const { service } of answer.items) {
    const name = canonical(service);
    if (swept.has(name)) items.set(name, (items.get(name) ?? 0) + 1);
  }
  return [...items].map(([service, count]) => ({
    questionId: questionIdAt(at),
    capability,
    service,
    source,
    items: count,
  }));
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
