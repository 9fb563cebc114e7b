import type { Edge, Observations } from '@incidentfox/incident';
import { whereExactly } from '../attribution/index.ts';
import { scoreChanges } from '../changes/score-changes.ts';
import type { EvidenceBook } from '../evidence/evidence-book.ts';
import { blamedNames, nameServerAmong } from '../log-patterns/blamed-names.ts';
import type { LogPattern } from '../log-patterns/log-pattern.ts';
import { minePatterns } from '../log-patterns/mine-patterns.ts';
import { toLogFindings } from '../log-patterns/to-log-findings.ts';
import { measureShifts } from '../onset/measure-shifts.ts';
import { discountWarmUp } from '../ranking/discount-warm-up.ts';
import { rankOrigins } from '../ranking/rank-origins.ts';
import { buildCallGraph } from '../topology/build-call-graph.ts';
import { estimateOnsetForAlarm } from './estimate-onset-for-alarm.ts';
import { findOnset } from './find-onset.ts';
import { normalUntil } from './normal-until.ts';
import { relatedSymptoms } from './related-symptoms.ts';
import type { Scene } from './scene.ts';
import type { Symptom } from './symptom.ts';
import { gatherSymptoms } from './symptoms/gather-symptoms.ts';
import { clearStrength } from './thresholds.ts';

/** Reads the observations once: shifts, log patterns, call graph, ranking, symptoms, onset, changes. */
export function readScene(observations: Observations, book: EvidenceBook): Scene {
  const alarmAt = estimateOnsetForAlarm(observations);
  const shifts = discountWarmUp(measureShifts({ ...observations, alarmAt }), observations.changes);
  const known = knownServices(observations);
  const nameServer = nameServerAmong(known);
  const patterns = minePatterns(observations.logs, known, observations.otherNames);
  const withMentions = {
    ...observations,
    edges: [...observations.edges, ...mentionedEdges(observations, patterns, nameServer)],
  };
  const graph = buildCallGraph(withMentions);
  // The log reader corrects an alarm that is a few minutes off; only a far too late one is corrected for it here.
  const logs = toLogFindings(patterns, Math.min(alarmAt, observations.alarmAt), nameServer);
  const ranking = rankOrigins(withMentions, shifts, logs);
  const symptoms = gatherSymptoms(observations, shifts, patterns, nameServer);
  const byService = new Map<string, Symptom[]>();
  for (const symptom of symptoms) {
    const list = byService.get(symptom.service);
    if (list === undefined) byService.set(symptom.service, [symptom]);
    else list.push(symptom);
  }
  const onset = findOnset(relatedSymptoms(symptoms, observations.affected, graph), observations.alarmAt);
  const recoveredAt = recovery(symptoms, observations);
  const troubled = new Set([
    ...byService.keys(),
    ...symptoms.flatMap(({ blames }) => (blames?.kind === 'service' ? [blames.name] : [])),
  ]);
  const changes = scoreChanges({
    changes: observations.changes,
    histories: observations.changeHistories,
    graph,
    onset: onset?.at ?? null,
    beganIn: (service) => firstClear(byService.get(service) ?? []),
    toleranceMs: onset?.toleranceMs ?? 0,
    blurMs: onset?.blurMs ?? 0,
    affected: observations.affected,
    troubled,
    recoveredAt,
  });
  return {
    observations,
    graph,
    shifts,
    patterns,
    symptoms,
    symptomsOf: (service) => byService.get(service) ?? [],
    ranking,
    changes,
    where: whereExactly(observations),
    onset,
    normalUntil: normalUntil(observations, symptoms, onset?.at ?? null),
    beganBefore: onset !== null && onset.at <= observations.window.from + onset.toleranceMs,
    recoveredAt,
    book,
  };
}

function knownServices({
  affected,
  series,
  edges,
  changes,
  infra,
  errors,
  changeHistories,
}: Observations): Set<string> {
  const services = new Set<string>(affected);
  for (const { service, peer } of series) {
    services.add(service);
    if (peer !== undefined) services.add(peer);
  }
  for (const { from, to } of edges) services.add(from).add(to);
  for (const { service } of [...changes, ...infra, ...errors, ...changeHistories])
    if (service !== null) services.add(service);
  return services;
}

/** A service whose errors complain about another calls it, unless the other is known to call it. */
function mentionedEdges({ edges }: Observations, patterns: readonly LogPattern[], nameServer: string): Edge[] {
  const calls = new Set(edges.map(({ from, to }) => `${from} ${to}`));
  const mentioned: Edge[] = [];
  for (const pattern of patterns) {
    const failing = pattern.isNew || pattern.isSurging ? blamedNames(pattern, nameServer) : [];
    const mentionedServices =
      pattern.level === 'info' || pattern.mechanism === null || pattern.mechanism === 'dns'
        ? []
        : pattern.mentions.flatMap(({ kind, text }) => (kind === 'service' ? [text] : []));
    for (const text of new Set([...mentionedServices, ...failing])) {
      if (calls.has(`${pattern.service} ${text}`) || calls.has(`${text} ${pattern.service}`)) continue;
      calls.add(`${pattern.service} ${text}`);
      mentioned.push({ from: pattern.service, to: text, foundBy: 'log_mention' });
    }
  }
  return mentioned;
}

/** When a service's own trouble began. */
function firstClear(symptoms: readonly Symptom[]): number | null {
  const times = symptoms.filter(({ strength }) => strength >= clearStrength).map(({ at }) => at);
  return times.length === 0 ? null : Math.min(...times);
}

/** When the last of the clear metric symptoms was over; null while one goes on or none was seen. */
function recovery(symptoms: readonly Symptom[], { affected }: Observations): number | null {
  const measured = symptoms.filter(
    ({ channel, strength, what }) =>
      channel === 'metrics' && strength >= clearStrength && (what === 'errors' || what === 'latency'),
  );
  const concerned = measured.filter(({ service }) => affected.includes(service));
  const counted = concerned.length > 0 ? concerned : measured;
  if (counted.length === 0) return null;
  let last = 0;
  for (const { recoveredAt } of counted) {
    if (recoveredAt === null) return null;
    last = Math.max(last, recoveredAt);
  }
  return last;
}
