import type { Observations } from '@incidentfox/incident';
import { toChanges, toHistories } from '../changes/to-changes.ts';
import { toLogDigests } from '../logs/to-log-digests.ts';
import type { Measured } from '../metrics/measured.ts';
import { toSeries } from '../metrics/to-series.ts';
import type { Affected } from '../story/choose-affected.ts';
import { isHurt } from '../story/impact.ts';
import type { PlayedStory } from '../story/play-story.ts';
import type { Course } from '../time/course.ts';
import type { SystemTruth } from '../truth.ts';
import { drawCovered } from './draw-covered.ts';
import { isNamed } from './is-named.ts';
import { dailyEvents, toAlerts } from './to-alerts.ts';
import { toAnswered, toGaps } from './to-answered.ts';
import { toEdges } from './to-edges.ts';

/** What an investigation would have collected of the story, and beside it what the story was. */
export function observe(
  measured: Measured,
  story: PlayedStory & { affected: Affected; course: Course },
): { observations: Observations; truth: SystemTruth } {
  const { random, system, timeline, knowledge } = measured;
  const { fault, affected, course } = story;
  const has = (kind: (typeof knowledge.missing)[number]) => !knowledge.missing.includes(kind);
  const told = affected.told.map(({ name }) => name);
  const covered = drawCovered(
    random,
    system,
    knowledge,
    affected.told.map(({ index }) => index),
  );
  const names = new Set([...covered].map((index) => system.components[index]?.name ?? ''));
  const isAsked = ({ service }: { service: string | null }) => service === null || names.has(service);
  const drafts = measured.changes.filter(({ startedAt }) => startedAt < timeline.to);
  const { changes, guiltyChange } = toChanges(random, drafts, fault?.guilty ?? null);
  const infra = [...(fault?.infra ?? []), ...dailyEvents(measured, drafts)].filter(
    ({ firstAt }) => firstAt >= timeline.windowFrom && firstAt < timeline.to,
  );
  const items = {
    series: has('metrics') ? toSeries(measured, covered) : [],
    logs: has('logs') ? toLogDigests(measured, covered, fault?.says ?? [], course) : [],
    changes: has('changes') ? changes.filter(isAsked) : [],
    infra: has('infra') ? infra.filter(isAsked).map((event) => ({ ...event, questionId: 'q-infra' })) : [],
    alerts: has('alerts')
      ? toAlerts(measured, told[0] ?? null, affected.symptom === 'error_ratio' ? 'High error rate' : 'High latency')
      : [],
    edges: toEdges(measured),
  };
  const observations: Observations = {
    window: { from: timeline.windowFrom, to: timeline.to },
    alarmAt: timeline.alarmAt,
    affected: told,
    ...(knowledge.knowsTarget &&
      knowledge.hasErrors &&
      covered.has(affected.service.index) && { target: { service: affected.service.name, signal: affected.symptom } }),
    ...items,
    changeHistories: has('changes') ? toHistories(random, system, covered) : [],
    errors: [],
    gaps: toGaps(knowledge),
    answered: toAnswered(system, covered, knowledge, items),
  };
  return { observations, truth: truthOf(measured, story, guiltyChange, observations) };
}

function truthOf(
  { system, timeline }: Measured,
  { fault, impacts }: PlayedStory,
  guiltyChange: string | null,
  observations: Observations,
): SystemTruth {
  const culprit = fault?.culprit ?? [];
  return {
    culprit,
    kind: fault?.kind ?? 'nothing_wrong',
    guiltyChange,
    victims:
      fault === null
        ? []
        : system.components
            .filter(
              ({ index, name }) =>
                index !== fault.origin &&
                !culprit.includes(name) &&
                isHurt(impacts[index] ?? { failing: 0, slower: 1, backlogS: 0 }),
            )
            .map(({ name }) => name),
    healthy: fault === null,
    isSharedCause: fault?.isShared ?? false,
    isVisible: isNamed(culprit, fault?.tells ?? [], observations),
    onset: fault === null ? null : timeline.onset,
  };
}
